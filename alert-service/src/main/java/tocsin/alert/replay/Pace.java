package tocsin.alert.replay;

import org.jspecify.annotations.Nullable;

/// The slots of a rate: each at least one interval behind the one before, so that what was late is
/// not caught up with in a burst.
final class Pace {
  private final long interval;
  private long next = Long.MIN_VALUE;

  /// @param rate a second; null: no limit
  Pace(@Nullable Double rate) {
    interval = rate == null ? 0 : Math.round(1e9 / rate);
  }

  /// How long the next slot is off.
  ///
  /// @param now of a clock in nanoseconds that nothing sets back
  long nanosUntilNext(long now) {
    return next == Long.MIN_VALUE ? 0 : Math.max(0, next - now);
  }

  /// Takes the next slot.
  void take(long now) {
    next = Math.max(now, next == Long.MIN_VALUE ? now : next) + interval;
  }
}
