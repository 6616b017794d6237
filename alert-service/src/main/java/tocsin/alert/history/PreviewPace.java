package tocsin.alert.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// How often each subscriber previews: each preview costs as much as the matching of all it looks
/// at.
final class PreviewPace {
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final int most;
  private final Map<String, Deque<Instant>> begun = new HashMap<>();

  /// @param most within a minute
  PreviewPace(int most) {
    this.most = most;
  }

  /// Notes that one begins; false where it may not, as there were too many.
  synchronized boolean begin(String subscriberId, Instant now) {
    var old = now.minus(WINDOW);
    begun.values().forEach(times -> times.removeIf(time -> !time.isAfter(old)));
    begun.values().removeIf(Deque::isEmpty);
    var times = begun.computeIfAbsent(subscriberId, id -> new ArrayDeque<>());
    return times.size() < most && times.add(now);
  }
}
