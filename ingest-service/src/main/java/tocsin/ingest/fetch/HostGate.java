package tocsin.ingest.fetch;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// One request at a time to a host, with a gap between two.
public final class HostGate {
  private final long gap;
  private final ConcurrentMap<String, Host> hosts = new ConcurrentHashMap<>();

  private static final class Host {
    final ReentrantLock lock = new ReentrantLock(true);
    long free = System.nanoTime();
  }

  public HostGate(Duration gap) {
    this.gap = gap.toNanos();
  }

  /// Something that is done while the gate is held.
  @FunctionalInterface
  public interface Request<T> {
    T make() throws InterruptedException;
  }

  public <T> T through(String host, Request<T> request) throws InterruptedException {
    var gate = hosts.computeIfAbsent(host, h -> new Host());
    gate.lock.lockInterruptibly();
    try {
      long wait = gate.free - System.nanoTime();
      if (wait > 0) {
        TimeUnit.NANOSECONDS.sleep(wait);
      }
      return request.make();
    } finally {
      gate.free = System.nanoTime() + gap;
      gate.lock.unlock();
    }
  }
}
