package tocsin.edge.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Resolves names on threads of its own and not for longer than a limit: the system's resolver
/// blocks the thread that asks, and a virtual one would take its carrier along.
public final class NameResolver implements AddressGuard.Resolver {
  private static final int THREADS = 32;
  private static final int WAITING = 1_000;

  private final AddressGuard.Resolver system;
  private final Duration limit;
  private final ExecutorService threads;

  /// @param system how names are resolved where nobody minds waiting
  public NameResolver(AddressGuard.Resolver system, Duration limit) {
    this.system = system;
    this.limit = limit;
    var pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            Thread.ofPlatform().name("names-", 0).daemon().factory());
    pool.allowCoreThreadTimeOut(true);
    this.threads = pool;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    try {
      return threads
          .submit(() -> system.resolve(host))
          .get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | RejectedExecutionException e) {
      throw new UnknownHostException(host + ": no answer within " + limit.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw new UnknownHostException(host);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException(host);
    }
  }
}
