package tocsin.alert.match;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import tocsin.alert.subscription.SubscriptionStore;

/// Keeps the index current: before a batch is matched it is brought up to the newest change there
/// is, so that every article consumed after a subscription was answered with 201 is matched against
/// it.
public final class IndexFeed implements Runnable {
  private static final Logger LOG = Logger.getLogger(IndexFeed.class);
  private static final int BATCH = 5_000;

  private final SubscriptionStore store;
  private final SubscriptionIndex index;
  private long sequence;
  private volatile boolean whole;

  public IndexFeed(SubscriptionStore store, SubscriptionIndex index) {
    this.store = store;
    this.index = index;
  }

  /// Whether the index has held every subscription there was, once.
  public boolean isWhole() {
    return whole;
  }

  /// Fills the index for the first time, as often as it takes.
  @Override
  public void run() {
    while (!whole) {
      try {
        catchUp();
      } catch (RuntimeException e) {
        LOG.warnf("the index waits for the database: %s", e.getMessage());
        try {
          TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException interrupted) {
          return;
        }
      }
    }
  }

  public synchronized void catchUp() {
    if (!whole) {
      load();
    }
    while (true) {
      var changes = store.changesAfter(sequence, BATCH);
      if (changes.subscriptions().isEmpty()) {
        return;
      }
      var current =
          store.byIds(List.copyOf(new java.util.LinkedHashSet<>(changes.subscriptions())));
      for (var id : changes.subscriptions()) {
        var subscription = current.get(id);
        if (subscription == null) {
          index.remove(id);
        } else {
          index.put(subscription);
        }
      }
      sequence = changes.upTo();
    }
  }

  /// Changes made while the pages are read come again from the sequence noted before.
  private void load() {
    long from = store.newestChange();
    String after = null;
    while (true) {
      var page = store.list(null, after, BATCH);
      page.forEach(index::put);
      if (page.size() < BATCH) {
        break;
      }
      after = page.getLast().id();
    }
    sequence = from;
    whole = true;
  }
}
