package tocsin.ingest.fetch;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// A request that has ended. To be closed once its document is done with: until then a large one
/// keeps others waiting, so that not too many are in memory.
///
/// @param moved where the server says the document has moved for good; null where it does not
/// @param done to be run once
public record Fetch(FetchOutcome outcome, @Nullable URI moved, Runnable done)
    implements AutoCloseable {
  @Override
  public void close() {
    done.run();
  }
}
