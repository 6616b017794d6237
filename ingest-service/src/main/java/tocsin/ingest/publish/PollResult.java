package tocsin.ingest.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tocsin.ingest.feed.DueFeed;
import tocsin.ingest.feed.Feed;
import tocsin.ingest.fetch.FetchOutcome.Validators;

/// Everything one poll changes.
///
/// @param outcome the word of the poll's outcome, also its metric label
/// @param validators to be sent next time; null leaves those that are there
/// @param next when to poll again; null never
public record PollResult(
    DueFeed feed,
    Instant started,
    int millis,
    String outcome,
    @Nullable Integer httpStatus,
    @Nullable String error,
    Feed.Status status,
    int failures,
    @Nullable Validators validators,
    @Nullable String bodyHash,
    @Nullable String title,
    @Nullable String language,
    @Nullable Duration ttl,
    @Nullable Instant next,
    @Nullable Instant notBefore,
    List<Candidate> candidates) {
  public PollResult {
    candidates = List.copyOf(candidates);
  }
}
