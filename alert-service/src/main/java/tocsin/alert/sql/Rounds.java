package tocsin.alert.sql;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Goes round a piece of work until it is stopped or its thread interrupted: again at once where
/// there was something to do, else when it is woken or a while has passed. While the database is
/// away it waits and goes on.
public final class Rounds implements Runnable {
  private static final Logger LOG = Logger.getLogger(Rounds.class);
  private static final Duration AWAY = Duration.ofSeconds(1);

  private final String what;
  private final Duration idle;
  private final Round round;
  private final Semaphore wake = new Semaphore(0);
  private volatile boolean stopped;

  /// Some of the work.
  @FunctionalInterface
  public interface Round {
    /// @return whether there was something to do
    boolean go() throws InterruptedException;
  }

  /// @param what waits while the database is away, in words
  /// @param idle the longest time between two rounds
  public Rounds(String what, Duration idle, Round round) {
    this.what = what;
    this.idle = idle;
    this.round = round;
  }

  /// There may be something to do.
  public void wake() {
    if (wake.availablePermits() == 0) {
      wake.release();
    }
  }

  /// Begins no further round.
  public void stop() {
    stopped = true;
    wake.release();
  }

  public boolean isStopped() {
    return stopped;
  }

  @Override
  public void run() {
    try {
      while (!stopped && !Thread.currentThread().isInterrupted()) {
        try {
          if (!round.go()) {
            wake.tryAcquire(idle.toMillis(), TimeUnit.MILLISECONDS);
            wake.drainPermits();
          }
        } catch (RuntimeException e) {
          LOG.warnf("%s wait for the database: %s", what, e.getMessage());
          Thread.sleep(AWAY);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
