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
import tocsin.ingest.parse.Advice;

/// When a feed is polled next: a pure function of what the poll brought.
///
/// What a server says of its answer (`max-age`, `Retry-After`) holds for everybody; what a document
/// asks for (`ttl`, skipped hours) and the feed's own rhythm give way to an interval the operator
/// set. A hub that tells what is new makes polls rare, until its promise ends. A window that may
/// have passed unseen shortens the pause whatever was said: nothing asked for excuses a loss. The
/// shortest interval always holds.
public final class PollPlan {
  /// Polls from one item to the next, on average.
  private static final int POLLS_PER_ITEM = 4;

  private final Duration min;
  private final Duration usual;
  private final Duration calm;
  private final Duration max;
  private final Duration safety;

  /// @param usual for a feed whose rhythm is not known
  /// @param calm the longest pause that a slow rhythm leads to
  /// @param max the longest pause of all
  /// @param safety the pause while a hub tells what is new
  public PollPlan(Duration min, Duration usual, Duration calm, Duration max, Duration safety) {
    this.min = min;
    this.usual = larger(usual, min);
    this.calm = larger(calm, this.usual);
    this.max = larger(max, this.calm);
    this.safety = safety;
  }

  /// What speaks for a healthy feed's pace.
  ///
  /// @param every the interval the operator set; null where the plan decides
  /// @param rhythm between items; null where it is not known
  /// @param windowPause after which the feed's window may have passed unseen; null where there is
  ///   no sign of that
  /// @param pushedUntil until when a hub tells what is new; null where none does
  public record Pace(
      @Nullable Duration every,
      Advice advice,
      @Nullable Duration rhythm,
      @Nullable Duration windowPause,
      @Nullable Instant pushedUntil) {}

  /// What the plan says.
  ///
  /// @param at when to poll next
  /// @param notBefore until when even a poll that is asked for waits; null where nothing stands
  ///   against one
  public record Next(Instant at, @Nullable Instant notBefore) {}

  /// @param read whether a document was read, where one was fetched
  /// @param failures in a row, this one included
  /// @return empty where the feed is never to be polled again
  public Optional<Next> next(
      FetchOutcome outcome, boolean read, Pace pace, int failures, Instant now) {
    return switch (outcome) {
      case Gone() -> Optional.empty();
      case Throttled(_, Duration after) -> {
        var wait = larger(larger(after, backoff(failures, after)), interval(pace.every()));
        yield Optional.of(new Next(now.plus(wait), after.isZero() ? null : now.plus(after)));
      }
      case Failed _ -> Optional.of(failed(failures, now));
      case NotModified(var fresh) -> Optional.of(healthy(pace, fresh, now));
      case Fetched fetched ->
          Optional.of(read ? healthy(pace, fetched.fresh(), now) : failed(failures, now));
    };
  }

  private Next healthy(Pace pace, @Nullable Duration fresh, Instant now) {
    var wait = interval(pace.every() == null ? ownPace(pace) : pace.every());
    wait = larger(wait, fresh == null ? Duration.ZERO : fresh);
    var until = pace.pushedUntil();
    if (until != null && pace.every() == null) {
      wait = larger(wait, smaller(safety, larger(Duration.between(now, until), min)));
    }
    var window = pace.windowPause();
    if (window != null && window.compareTo(wait) < 0) {
      return new Next(now.plus(larger(window, min)), null);
    }
    var at = now.plus(smaller(wait, larger(max, interval(pace.every()))));
    return new Next(pace.every() == null ? pace.advice().next(at, now.plus(max)) : at, null);
  }

  private Duration ownPace(Pace pace) {
    var rhythm = pace.rhythm();
    var wait = rhythm == null ? usual : smaller(rhythm.dividedBy(POLLS_PER_ITEM), calm);
    return larger(wait, pace.advice().ttl() == null ? Duration.ZERO : pace.advice().ttl());
  }

  private Next failed(int failures, Instant now) {
    return new Next(now.plus(backoff(failures, Duration.ZERO)), null);
  }

  /// Doubles from the shortest interval on, up to the longest: a hiccup costs little, a dead feed
  /// less. A server that names the time knows better.
  private Duration backoff(int failures, Duration named) {
    if (!named.isZero()) {
      return Duration.ZERO;
    }
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
