package tocsin.ingest.fetch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/// Which hosts are to be left alone at the moment: those with a request in flight, and those that
/// answered one less than a gap ago.
///
/// An answer that takes long holds its host for some seconds only: a host of many feeds is not held
/// up by one of them.
public final class HostGate {
  private static final long PATIENCE = Duration.ofSeconds(5).toNanos();

  private final long gap;
  private final LongSupplier nanos;
  private final ConcurrentMap<String, Long> busyUntil = new ConcurrentHashMap<>();

  /// @param nanos a clock as [System#nanoTime]
  public HostGate(Duration gap, LongSupplier nanos) {
    this.gap = gap.toNanos();
    this.nanos = nanos;
  }

  public void enter(String host) {
    busyUntil.put(host, nanos.getAsLong() + PATIENCE);
  }

  public void leave(String host) {
    busyUntil.put(host, nanos.getAsLong() + gap);
  }

  public List<String> busy() {
    long now = nanos.getAsLong();
    busyUntil.values().removeIf(until -> until - now <= 0);
    return List.copyOf(busyUntil.keySet());
  }
}
