package tocsin.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import tocsin.ingest.feed.Feed;
import tocsin.ingest.feed.FeedQueue;
import tocsin.ingest.publish.Relay;

/// How things stand in the database, looked up every few seconds so that no scrape waits for it:
/// `ingest_feeds{status}`, `ingest_outbox_articles`. While it does not answer the last figures
/// stay.
public final class StandingMetrics implements Runnable {
  private static final int SECONDS = 5;

  private final FeedQueue queue;
  private final Relay relay;
  private final Map<Feed.Status, AtomicLong> feeds = new ConcurrentHashMap<>();
  private final AtomicLong outbox;
  private final CountDownLatch stopped = new CountDownLatch(1);

  public StandingMetrics(FeedQueue queue, Relay relay, MeterRegistry registry) {
    this.queue = queue;
    this.relay = relay;
    for (var status : Feed.Status.values()) {
      var gauge = new AtomicLong();
      feeds.put(status, gauge);
      registry.gauge("ingest.feeds", Tags.of("status", status.word()), gauge);
    }
    this.outbox = new AtomicLong();
    registry.gauge("ingest.outbox.articles", outbox);
  }

  public void stop() {
    stopped.countDown();
  }

  @Override
  public void run() {
    try {
      do {
        look();
      } while (!stopped.await(SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      var counts = queue.counts();
      feeds.forEach((status, gauge) -> gauge.set(counts.getOrDefault(status.word(), 0L)));
      outbox.set(relay.waiting());
    } catch (RuntimeException e) {
      // polling says in the log that the database does not answer; readiness says so too
    }
  }
}
