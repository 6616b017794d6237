package tocsin.alert.match;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import tocsin.alert.subscription.ChangeLog;
import tocsin.alert.subscription.ChangeLog.Asked;
import tocsin.alert.subscription.Query;
import tocsin.alert.subscription.QueryError;
import tocsin.alert.subscription.QueryParser;
import tocsin.alert.subscription.SubscriptionStore;

/// Keeps the index current: before a batch is matched it is brought up to the newest change there
/// is, so that every article consumed after a subscription was answered with 201 is matched against
/// it.
///
/// Between batches it is woken by notifications. Those may be lost: nothing rests on them.
public final class IndexFeed implements Runnable {
  private static final Logger LOG = Logger.getLogger(IndexFeed.class);
  private static final int BATCH = 10_000;
  private static final int REMEMBERED = 10_000;
  private static final int PATIENCE_SECONDS = 30;

  private final ChangeLog log;
  private final SubscriptionIndex index;
  private final Map<String, Query> read = new Remembered();
  private final Semaphore woken = new Semaphore(0);
  private long sequence = -1;
  private long loadedUpTo;
  private volatile boolean whole;

  public IndexFeed(SubscriptionStore store, SubscriptionIndex index) {
    this.log = store.changes();
    this.index = index;
  }

  /// Queries read lately: many subscriptions ask the same.
  private static final class Remembered extends LinkedHashMap<String, Query> {
    Remembered() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Query> eldest) {
      return size() > REMEMBERED;
    }
  }

  /// Whether the index has held every subscription there was, once.
  public boolean isWhole() {
    return whole;
  }

  /// Fills the index, as often as it takes, and follows what changes, until interrupted.
  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        follow();
      } catch (InterruptedException e) {
        return;
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

  private void follow() throws InterruptedException {
    try (var listening = log.listen(woken::release)) {
      while (listening.isOpen()) {
        catchUp();
        woken.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        woken.drainPermits();
      }
    }
  }

  /// Brings the index up to the newest change there is when this is called.
  ///
  /// @throws RuntimeException where the database does not answer; what was taken in stays
  public synchronized void catchUp() {
    if (!whole) {
      load();
    }
    while (true) {
      var changes = log.after(sequence, BATCH);
      if (changes.changes().isEmpty()) {
        return;
      }
      for (var change : changes.changes()) {
        if (change.asked() == null) {
          index.remove(change.key());
        } else {
          put(change.asked());
        }
      }
      sequence = changes.upTo();
    }
  }

  /// Changes made meanwhile come again, from the sequence noted before; a load that broke off goes
  /// on where it was.
  private void load() {
    if (sequence < 0) {
      sequence = log.newest();
    }
    List<Asked> page = log.activeAfter(loadedUpTo, BATCH).toCompletableFuture().join();
    while (!page.isEmpty()) {
      var next = log.activeAfter(page.getLast().key(), BATCH).toCompletableFuture();
      page.forEach(this::put);
      loadedUpTo = page.getLast().key();
      page = next.join();
    }
    whole = true;
    LOG.infof("index whole subscriptions=%d", index.size());
  }

  private void put(Asked asked) {
    try {
      var query = read.get(asked.query());
      if (query == null) {
        query = QueryParser.parse(asked.query());
        read.put(asked.query(), query);
      }
      index.put(asked.key(), query, asked.minScore());
    } catch (QueryError e) {
      index.remove(asked.key());
      LOG.errorf("the query of subscription %d cannot be read: %s", asked.key(), e.getMessage());
    }
  }
}
