package tocsin.alert;

import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import tocsin.alert.account.Subscribers;
import tocsin.alert.delivery.DeliveryQueue;
import tocsin.alert.delivery.Recoveries;
import tocsin.alert.replay.ReplayStore;
import tocsin.alert.subscription.ChangeLog;

/// Deletes once an hour what is older than it is to be kept: attempts, finished deliveries,
/// recoveries, subscribers who never confirmed, changes that every index has seen, replays that are
/// over.
final class Housekeeping implements Runnable {
  private static final Logger LOG = Logger.getLogger(Housekeeping.class);
  private static final Duration PAUSE = Duration.ofHours(1);

  /// An index follows changes within seconds; one that stood still for longer goes through all.
  private static final Duration CHANGES = Duration.ofDays(1);

  private final DeliveryQueue queue;
  private final Recoveries recoveries;
  private final Subscribers subscribers;
  private final ReplayStore replays;
  private final ChangeLog changes;
  private final Duration retention;
  private final InstantSource clock;

  Housekeeping(
      DeliveryQueue queue,
      Recoveries recoveries,
      Subscribers subscribers,
      ReplayStore replays,
      ChangeLog changes,
      Duration retention,
      InstantSource clock) {
    this.queue = queue;
    this.recoveries = recoveries;
    this.subscribers = subscribers;
    this.replays = replays;
    this.changes = changes;
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
    recoveries.retain(now.minus(retention));
    subscribers.forget(now);
    replays.forget(now.minus(retention));
    while (changes.prune(now.minus(CHANGES))) {
      // in portions
    }
  }
}
