package tocsin.ingest.feed;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tocsin.ingest.fetch.FetchOutcome.Validators;
import tocsin.ingest.parse.Advice;

/// A feed that this node has leased to poll it.
///
/// @param url as registered
/// @param location where the feed has moved for good; null where it has not
/// @param host host and port in lower case
/// @param advice what the document last read asked for
/// @param rhythm the time between its items, as it dates them; null where that is not known
/// @param windowPause after such a pause its window may have passed unseen; null where there is no
///   sign of that
/// @param furniture hashes of the lines it repeats
/// @param lastSuccess null where nothing was ever read from it
/// @param items seen so far
/// @param pushedUntil until when a hub tells what is new; null where none does
/// @param lease the fencing token: what is written under an older one is refused
public record DueFeed(
    String id,
    URI url,
    @Nullable URI location,
    String host,
    @Nullable String title,
    @Nullable String language,
    @Nullable Duration pollEvery,
    Feed.Backlog backlog,
    OwnHeaders headers,
    Validators validators,
    @Nullable String bodyHash,
    Advice advice,
    @Nullable Duration rhythm,
    @Nullable Duration windowPause,
    Relocation relocation,
    Set<String> furniture,
    int failures,
    @Nullable Instant lastSuccess,
    long items,
    @Nullable Instant pushedUntil,
    long lease) {
  public DueFeed {
    furniture = Set.copyOf(furniture);
  }

  public boolean firstPoll() {
    return lastSuccess == null;
  }

  /// Where it is requested.
  public URI address() {
    return location == null ? url : location;
  }
}
