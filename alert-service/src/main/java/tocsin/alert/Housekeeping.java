package tocsin.alert;

import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import tocsin.alert.account.Subscribers;
import tocsin.alert.delivery.DeliveryQueue;
import tocsin.alert.replay.ReplayStore;

/// Deletes once an hour what is older than it is to be kept: attempts, finished deliveries,
/// subscribers who never confirmed, replays that are over.
final class Housekeeping implements Runnable {
  private static final Logger LOG = Logger.getLogger(Housekeeping.class);
  private static final Duration PAUSE = Duration.ofHours(1);

  private final DeliveryQueue queue;
  private final Subscribers subscribers;
  private final ReplayStore replays;
  private final Duration retention;
  private final InstantSource clock;

  Housekeeping(
      DeliveryQueue queue,
      Subscribers subscribers,
      ReplayStore replays,
      Duration retention,
      InstantSource clock) {
    this.queue = queue;
    this.subscribers = subscribers;
    this.replays = replays;
    this.retention = retention;
    this.clock = clock;
  }

  @Override
  public void run() {
    try {
      while (true) {
        try {
          once();
        } catch (RuntimeException e) {
          LOG.warnf("old rows wait for the database: %s", e.getMessage());
        }
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void once() {
    var now = clock.instant();
    boolean more = true;
    while (more) {
      more = queue.retain(now.minus(retention));
    }
    subscribers.forget(now);
    replays.forget(now.minus(retention));
  }
}
