package tocsin.alert.replay;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import tocsin.alert.history.Chronicle;
import tocsin.alert.history.TopicAway;
import tocsin.alert.replay.ReplayQueue.Taken;
import tocsin.alert.subscription.KnownWords;
import tocsin.alert.subscription.QueryError;
import tocsin.alert.subscription.QueryParser;
import tocsin.alert.webhook.WebhookChannel;

/// Goes on with replays to webhooks, each a turn at a time, until they are done; also with those of
/// a node that is no more.
public final class Replayer implements Runnable {
  private static final Logger LOG = Logger.getLogger(Replayer.class);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Means means;
  private final KnownWords.Current words;
  private final Semaphore wake = new Semaphore(0);
  private final AtomicInteger inTurn = new AtomicInteger();
  private final ExecutorService turns = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean stopped;

  /// What a turn needs.
  record Means(
      ReplayQueue queue,
      Chronicle chronicle,
      WebhookChannel webhooks,
      ReplaySettings settings,
      ReplayMetrics metrics,
      InstantSource clock,
      BooleanSupplier stopped) {}

  public Replayer(
      ReplayQueue queue,
      Chronicle chronicle,
      WebhookChannel webhooks,
      KnownWords.Current words,
      ReplaySettings settings,
      ReplayMetrics metrics,
      InstantSource clock) {
    this.means = new Means(queue, chronicle, webhooks, settings, metrics, clock, () -> stopped);
    this.words = words;
  }

  /// To be called after each commit that made something due.
  void wake() {
    if (wake.availablePermits() == 0) {
      wake.release();
    }
  }

  @Override
  public void run() {
    boolean known = false;
    while (!stopped) {
      try {
        if (!known) {
          means.queue().forget();
          known = true;
        }
        if (!round()) {
          wake.tryAcquire(means.settings().pollInterval().toMillis(), TimeUnit.MILLISECONDS);
          wake.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.warnf("replays wait for the database: %s", e.getMessage());
        wake.drainPermits();
        if (!pause()) {
          return;
        }
      }
    }
  }

  private static boolean pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /// Takes once; false where nothing was due or nothing had room.
  private boolean round() {
    int room = means.settings().concurrency() - inTurn.get();
    var known = words.get();
    if (room <= 0 || known == null) {
      return false;
    }
    List<Taken> taken = means.queue().take(room, means.clock().instant());
    for (var one : taken) {
      inTurn.incrementAndGet();
      turns.submit(() -> attend(one, known));
    }
    return !taken.isEmpty();
  }

  private void attend(Taken taken, KnownWords known) {
    var replay = taken.replay();
    try {
      var hook = replay.hook();
      if (hook != null) {
        var query = replay.query() == null ? null : QueryParser.parse(replay.query());
        new Playback(means, taken, hook, query, known).run();
      }
    } catch (QueryError e) {
      means
          .queue()
          .end(
              taken,
              replay.standing(),
              "Its query cannot be read any more: " + e.getMessage() + ". POST a new replay.",
              means.clock().instant());
    } catch (TopicAway e) {
      LOG.warnf("replay_id=%s waits: %s", replay.id(), e.getMessage());
      means.queue().postpone(taken, means.clock().instant().plus(PAUSE));
    } catch (RuntimeException e) {
      // the lease ends by itself and it is gone on with
      LOG.errorf(e, "replay_id=%s was not gone on with", replay.id());
    } finally {
      inTurn.decrementAndGet();
      wake();
    }
  }

  /// Takes nothing more, and waits a little for what is in flight.
  public void stop() {
    stopped = true;
    wake.release();
    turns.shutdown();
    try {
      if (!turns.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        turns.shutdownNow();
      }
    } catch (InterruptedException e) {
      turns.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
