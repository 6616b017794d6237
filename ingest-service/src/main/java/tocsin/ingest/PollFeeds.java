package tocsin.ingest;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import tocsin.ingest.feed.DueFeed;
import tocsin.ingest.feed.Feed;
import tocsin.ingest.feed.FeedQueue;
import tocsin.ingest.feed.PollSettings;
import tocsin.ingest.fetch.CrawlDelays;
import tocsin.ingest.fetch.HostGate;
import tocsin.ingest.publish.ArticleLog;
import tocsin.ingest.publish.FeedState;
import tocsin.ingest.publish.News;
import tocsin.ingest.publish.PollResult;
import tocsin.ingest.publish.Relay;

/// Polls every feed when it is due: lease, fetch, parse, append, relay. Read this first.
public final class PollFeeds implements Runnable {
  private static final Logger LOG = Logger.getLogger(PollFeeds.class);

  private final String node;
  private final FeedQueue queue;
  private final Poll poll;
  private final HostGate hosts;
  private final CrawlDelays delays;
  private final ArticleLog log;
  private final Relay relay;
  private final PollMetrics metrics;
  private final Hubs hubs;
  private final InstantSource clock;
  private final Duration lease;
  private final Duration gap;
  private final Semaphore places;
  private final Semaphore wake = new Semaphore(0);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean stopped;

  /// Who subscribes at hubs.
  @FunctionalInterface
  interface Hubs {
    void polled(PollResult result, News news);
  }

  PollFeeds(
      String node,
      FeedQueue queue,
      Poll poll,
      HostGate hosts,
      CrawlDelays delays,
      ArticleLog log,
      Relay relay,
      PollMetrics metrics,
      Hubs hubs,
      InstantSource clock,
      PollSettings settings) {
    this.node = node;
    this.queue = queue;
    this.poll = poll;
    this.hosts = hosts;
    this.delays = delays;
    this.log = log;
    this.relay = relay;
    this.metrics = metrics;
    this.hubs = hubs;
    this.clock = clock;
    this.lease = settings.lease();
    this.gap = settings.hostGap();
    this.places = new Semaphore(settings.concurrency());
  }

  /// A feed was registered or is asked for: look at once.
  public void wake() {
    wake.release();
  }

  /// Waits for the polls in progress, so that their leases end with them.
  public void stop() throws InterruptedException {
    stopped = true;
    wake.release();
    threads.shutdown();
    if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
      threads.shutdownNow();
    }
    queue.reclaim(node);
  }

  @Override
  public void run() {
    boolean reclaimed = false;
    while (!stopped) {
      try {
        if (!reclaimed) {
          queue.reclaim(node);
          reclaimed = true;
        }
        var due =
            queue.lease(node, clock.instant(), lease, gap, hosts.busy(), places.availablePermits());
        for (var feed : due) {
          places.acquire();
          hosts.enter(feed.host());
          threads.execute(() -> {
            poll(feed);
            learnDelay(feed);
          });
        }
        if (due.isEmpty() && wake.tryAcquire(100, TimeUnit.MILLISECONDS)) {
          wake.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        rest(e);
      }
    }
  }

  private void poll(DueFeed feed) {
    try {
      var result = polled(feed);
      switch (log.append(result)) {
        case ArticleLog.Appended.Written(var news, var state) -> {
          if (!news.articles().isEmpty()) {
            relay.wake();
          }
          metrics.polled(result, news, state);
          tell(feed, result, state);
          hubs.polled(result, news);
        }
        case ArticleLog.Appended.LeaseLost() ->
            LOG.warnf("lease lost, nothing written feed_id=%s", feed.id());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.errorf(e, "poll not written, again when its lease ends feed_id=%s", feed.id());
    } finally {
      places.release();
    }
  }

  /// One line per change of a feed's state.
  private static void tell(DueFeed feed, PollResult result, FeedState state) {
    if (state.status() != Feed.Status.active && feed.failures() == 0) {
      LOG.infof("feed %s feed_id=%s: %s", state.status().word(), feed.id(), result.error());
    } else if (state.status() == Feed.Status.active && feed.failures() > 0) {
      LOG.infof("feed read again after %d failures feed_id=%s", feed.failures(), feed.id());
    }
    if (!Objects.equals(state.location(), feed.location())) {
      LOG.infof(
          "feed requested from %s now feed_id=%s",
          state.location() == null ? "its registered URL" : state.location(), feed.id());
    }
    if (state.overrun()) {
      LOG.warnf("nothing of the last poll in sight, items may be missed feed_id=%s", feed.id());
    }
  }

  private PollResult polled(DueFeed feed) throws InterruptedException {
    try {
      return poll.of(feed);
    } finally {
      hosts.leave(feed.host(), delays.of(feed.host()));
    }
  }

  /// A host that is asked often may say how often it wants to be.
  private void learnDelay(DueFeed feed) {
    var host = feed.host();
    if (stopped || !delays.areDue(host)) {
      return;
    }
    hosts.enter(host);
    try {
      Thread.sleep(gap);
      delays.learn(host, feed.address());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      hosts.leave(host, delays.of(host));
    }
  }

  private void rest(RuntimeException e) {
    LOG.warnf("polling waits for the database: %s", e.getMessage());
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException interrupted) {
      stopped = true;
    }
  }
}
