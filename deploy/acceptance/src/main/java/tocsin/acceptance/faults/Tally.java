package tocsin.acceptance.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// What had to arrive and what did, by (article, target).
final class Tally {
  /// An article at the far end of a subscription.
  ///
  /// @param target a webhook's path, or a mailbox
  record Pair(String article, String target) {}

  /// What the comparison found.
  ///
  /// @param lost pairs that did not arrive
  /// @param doubled pairs that arrived under more than one id
  /// @param unexpected pairs that nobody asked for
  /// @param repeats further copies under the same id
  record Balance(int expected, int lost, int doubled, int unexpected, int repeats) {
    boolean isClean() {
      return lost == 0 && doubled == 0 && unexpected == 0;
    }

    /// What came since an earlier one of the same tally.
    Balance since(Balance earlier) {
      return new Balance(
          expected - earlier.expected,
          lost - earlier.lost,
          doubled - earlier.doubled,
          unexpected - earlier.unexpected,
          repeats - earlier.repeats);
    }
  }

  static final Balance NOTHING = new Balance(0, 0, 0, 0, 0);

  private final Set<Pair> expected = ConcurrentHashMap.newKeySet();
  private final Map<Pair, Map<String, AtomicInteger>> arrived = new ConcurrentHashMap<>();
  private final Map<Pair, Long> missing = new ConcurrentHashMap<>();
  private final Queue<Duration> lags = new ConcurrentLinkedQueue<>();
  private final AtomicLong lastArrival = new AtomicLong(System.nanoTime());

  /// To be said before the article is published.
  void expect(Pair pair) {
    expected.add(pair);
    missing.put(pair, System.nanoTime());
  }

  /// @param id of the delivery, the same for a copy
  void arrive(Pair pair, String id) {
    arrived
        .computeIfAbsent(pair, _ -> new ConcurrentHashMap<>())
        .computeIfAbsent(id, _ -> new AtomicInteger())
        .incrementAndGet();
    lastArrival.set(System.nanoTime());
    var since = missing.remove(pair);
    if (since != null) {
      lags.add(Duration.ofNanos(System.nanoTime() - since));
    }
  }

  int missing() {
    return missing.size();
  }

  /// Some of those that have not arrived, for whoever looks into it.
  List<Pair> someMissing(int most) {
    return missing.keySet().stream().limit(most).toList();
  }

  /// How long nothing has arrived.
  Duration quiet() {
    return Duration.ofNanos(System.nanoTime() - lastArrival.get());
  }

  /// From publication to first arrival, of what arrived since this was last asked.
  List<Duration> takeLags() {
    List<Duration> taken = new ArrayList<>();
    for (var lag = lags.poll(); lag != null; lag = lags.poll()) {
      taken.add(lag);
    }
    taken.sort(null);
    return taken;
  }

  Balance balance() {
    int doubled = 0;
    int unexpected = 0;
    int repeats = 0;
    for (var entry : arrived.entrySet()) {
      var copies = entry.getValue();
      doubled += copies.size() > 1 ? 1 : 0;
      unexpected += expected.contains(entry.getKey()) ? 0 : 1;
      repeats += copies.values().stream().mapToInt(count -> count.get() - 1).sum();
    }
    return new Balance(expected.size(), missing.size(), doubled, unexpected, repeats);
  }
}
