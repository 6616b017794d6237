package tocsin.ingest.fetch;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// A request that has ended.
///
/// @param moved where the server says the document has moved for good; null where it does not
public record Fetch(FetchOutcome outcome, @Nullable URI moved) {}
