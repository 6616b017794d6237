package tocsin.acceptance.faults;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

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
  private final Set<Pair> missing = ConcurrentHashMap.newKeySet();

  /// To be said before the article is published.
  void expect(Pair pair) {
    expected.add(pair);
    missing.add(pair);
  }

  /// @param id of the delivery, the same for a copy
  void arrive(Pair pair, String id) {
    arrived
        .computeIfAbsent(pair, _ -> new ConcurrentHashMap<>())
        .computeIfAbsent(id, _ -> new AtomicInteger())
        .incrementAndGet();
    missing.remove(pair);
  }

  int missing() {
    return missing.size();
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
