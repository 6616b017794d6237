package tocsin.ingest.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tocsin.ingest.fetch.FetchOutcome;
import tocsin.ingest.fetch.FetchOutcome.Failed;
import tocsin.ingest.fetch.FetchOutcome.Fetched;
import tocsin.ingest.fetch.FetchOutcome.Gone;
import tocsin.ingest.fetch.FetchOutcome.NotModified;
import tocsin.ingest.fetch.FetchOutcome.Throttled;

/// When a feed is polled next: a pure function of what the poll brought.
public final class PollPlan {
  private final Duration min;
  private final Duration usual;
  private final Duration max;

  public PollPlan(Duration min, Duration usual, Duration max) {
    this.min = min;
    this.usual = usual.compareTo(min) < 0 ? min : usual;
    this.max = max.compareTo(min) < 0 ? min : max;
  }

  /// What the plan says.
  ///
  /// @param at when to poll next
  /// @param notBefore until when even a poll that is asked for waits; null where nothing stands
  ///   against one
  public record Next(Instant at, @Nullable Instant notBefore) {}

  /// @param every the interval the operator set; null where the plan decides
  /// @param ttl what the document asked for; null where it did not, or was not read
  /// @param failures in a row, this one included
  /// @return empty where the feed is never to be polled again
  public Optional<Next> next(
      FetchOutcome outcome,
      boolean parsed,
      @Nullable Duration every,
      @Nullable Duration ttl,
      int failures,
      Instant now) {
    return switch (outcome) {
      case Gone() -> Optional.empty();
      case Throttled(int status, Duration after) -> {
        var wait = after.isZero() ? backoff(failures) : larger(after, interval(every));
        yield Optional.of(new Next(now.plus(wait), now.plus(after)));
      }
      case Failed failed -> Optional.of(new Next(now.plus(backoff(failures)), null));
      case NotModified(var fresh) -> Optional.of(healthy(every, ttl, fresh, now));
      case Fetched fetched ->
          Optional.of(
              parsed
                  ? healthy(every, ttl, fetched.fresh(), now)
                  : new Next(now.plus(backoff(failures)), null));
    };
  }

  private Next healthy(
      @Nullable Duration every, @Nullable Duration ttl, @Nullable Duration fresh, Instant now) {
    if (every != null) {
      return new Next(now.plus(interval(every)), null);
    }
    var wait = interval(null);
    wait = larger(wait, ttl == null ? Duration.ZERO : ttl);
    wait = larger(wait, fresh == null ? Duration.ZERO : fresh);
    return new Next(now.plus(smaller(wait, max)), null);
  }

  /// Doubles from the shortest interval on, up to the longest: a hiccup costs little, a dead feed
  /// less.
  private Duration backoff(int failures) {
    int doublings = Math.min(Math.max(failures - 1, 0), 20);
    return smaller(min.multipliedBy(1L << doublings), max);
  }

  private Duration interval(@Nullable Duration every) {
    return larger(every == null ? usual : every, min);
  }

  private static Duration larger(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Duration smaller(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
