package tocsin.ingest.fetch;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// Which hosts are to be left alone at the moment: those with a request in flight, and those that
/// answered one less than a gap ago.
///
/// An answer that takes long does not hold up the other feeds of its host: after a while one more
/// request is made beside it, then, twice as long after, another.
public final class HostGate {
  private static final long PATIENCE = Duration.ofSeconds(1).toNanos();
  private static final int MOST_DOUBLINGS = 6;

  private final long gap;
  private final LongSupplier nanos;
  private final Map<String, Long> busyUntil = new HashMap<>();
  private final Map<String, Integer> inFlight = new HashMap<>();

  /// @param nanos a clock as [System#nanoTime]
  public HostGate(Duration gap, LongSupplier nanos) {
    this.gap = gap.toNanos();
    this.nanos = nanos;
  }

  public synchronized void enter(String host) {
    int others = inFlight.merge(host, 1, Integer::sum) - 1;
    long patience = Math.max(gap, PATIENCE) << Math.min(others, MOST_DOUBLINGS);
    busyUntil.put(host, nanos.getAsLong() + patience);
  }

  public void leave(String host) {
    leave(host, Duration.ZERO);
  }

  /// @param delay that the host itself asks for; the gap where that is longer
  public synchronized void leave(String host, Duration delay) {
    inFlight.computeIfPresent(host, (_, count) -> count > 1 ? count - 1 : null);
    busyUntil.put(host, nanos.getAsLong() + Math.max(gap, delay.toNanos()));
  }

  public synchronized List<String> busy() {
    long now = nanos.getAsLong();
    busyUntil.values().removeIf(until -> until - now <= 0);
    return List.copyOf(busyUntil.keySet());
  }
}
