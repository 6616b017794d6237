package tocsin.alert.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tocsin.alert.delivery.Attempt.Reason;

/// Decides when a delivery that was deferred is tried again: on a schedule with jitter, not before
/// the receiver asked, and until the schedule is used up.
///
/// @param schedule the pause before each try, the first of it before the second try
/// @param jitter share of a pause by which it may be longer or shorter, 0 to 1
/// @param longestWait what of a receiver's wish to wait is honoured
public record RetryPlan(List<Duration> schedule, double jitter, Duration longestWait) {
  public RetryPlan {
    schedule = List.copyOf(schedule);
  }

  /// What follows.
  public sealed interface Next {
    record RetryAt(Instant time) implements Next {}

    record GiveUp(Reason reason) implements Next {}
  }

  /// @param tries made so far, this one included
  /// @param random 0 to 1, for the jitter
  public Next next(int tries, Attempt.Deferred outcome, Instant now, double random) {
    if (tries > schedule.size()) {
      return new Next.GiveUp(Reason.exhausted);
    }
    var pause = schedule.get(tries - 1);
    long millis = Math.round(pause.toMillis() * (1 + jitter * (2 * random - 1)));
    var wished = outcome.notBefore();
    if (wished != null) {
      long wish = Math.min(wished.toMillis(), longestWait.toMillis());
      millis = Math.max(millis, wish);
    }
    return new Next.RetryAt(now.plusMillis(millis));
  }
}
