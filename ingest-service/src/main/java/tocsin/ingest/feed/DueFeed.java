package tocsin.ingest.feed;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tocsin.ingest.fetch.FetchOutcome.Validators;

/// A feed that this node has leased to poll it.
///
/// @param host host and port in lower case
/// @param ttl what the document last read asked for
/// @param lease the fencing token: what is written under an older one is refused
/// @param firstPoll whether nothing was ever read from it
public record DueFeed(
    String id,
    URI url,
    String host,
    @Nullable String title,
    @Nullable String language,
    @Nullable Duration pollEvery,
    Feed.Backlog backlog,
    Validators validators,
    @Nullable String bodyHash,
    @Nullable Duration ttl,
    int failures,
    boolean firstPoll,
    long lease) {}
