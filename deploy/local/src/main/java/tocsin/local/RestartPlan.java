package tocsin.local;

import java.time.Duration;

/// How long a process that died stays down: a second, twice that each time it dies again soon.
///
/// @param deaths in a row, each within [#STEADY] of its start
/// @param longest that it stays down
record RestartPlan(int deaths, Duration longest) {
  static final Duration STEADY = Duration.ofMinutes(1);
  static final Duration LONGEST = Duration.ofSeconds(8);

  static RestartPlan upTo(Duration longest) {
    return new RestartPlan(0, longest);
  }

  /// @param ran from start to death
  RestartPlan died(Duration ran) {
    return new RestartPlan(ran.compareTo(STEADY) < 0 ? deaths + 1 : 1, longest);
  }

  Duration pause() {
    var pause = Duration.ofSeconds(1L << Math.clamp(deaths - 1L, 0, 10));
    return pause.compareTo(longest) < 0 ? pause : longest;
  }
}
