package tocsin.acceptance.faults;

import static java.time.Duration.ofSeconds;
import static org.awaitility.Awaitility.await;
import static tocsin.acceptance.Api.map;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.core.ConditionTimeoutException;
import tocsin.acceptance.Newsroom;
import tocsin.acceptance.Stack;

/// A stack with feeds and subscribers, through which the rows of a plan are put one after another.
final class Campaign implements AutoCloseable {
  private static final Duration RECOVERY_LIMIT = ofSeconds(180);

  /// What is in flight at a fault may wait for its lease and for every retry.
  private static final Duration QUIET_LIMIT = ofSeconds(300);

  /// So many expected deliveries may be outstanding before the news waits: what a feed no longer
  /// shows when it is read again is lost to any reader.
  private final int outstanding;

  private final Plan plan;
  private final Tally tally = new Tally();
  private final FarEnd farEnd = new FarEnd(tally);
  private final Newsroom newsroom = new Newsroom();
  private final Reports reports;
  private final Random random;
  private final Stack stack;
  private final List<Reader> readers = new ArrayList<>();
  private final List<String> feeds = new ArrayList<>();

  /// A wish and where its answers go.
  private record Reader(Reports.Wish wish, String target) {}

  /// @param recovery the slowest, from a fault's end until all was well
  record Result(Plan.Row row, int articles, Tally.Balance balance, Duration recovery) {}

  /// @param data where the stack keeps its state
  Campaign(Plan plan, Path data) {
    this.plan = plan;
    this.random = new Random(plan.seed());
    this.reports = new Reports(random);
    this.outstanding = plan.feeds() * Newsroom.SHOWN / 2;
    this.stack =
        new Stack(
            data,
            Map.of(
                "TOCSIN_SMTP_HOST", "127.0.0.1",
                "TOCSIN_SMTP_PORT", Integer.toString(farEnd.mailPort()),
                "TOCSIN_SMTP_TLS", "none",
                "TOCSIN_ALLOWED_ADDRESSES", newsroom.address() + "," + farEnd.address(),
                "INGEST_POLL_MIN_INTERVAL", "1s",
                "INGEST_POLL_HOST_GAP", "10ms",
                "ALERT_DELIVERY_RETRY_SCHEDULE", "1s,2s,5s,10s,20s,30s,60s,60s,60s",
                "ALERT_DELIVERY_MAIL_RETRY_SCHEDULE", "1s,2s,5s,10s,20s,30s,60s,60s,60s"));
  }

  void open() {
    stack.start();
    for (int i = 0; i < plan.feeds(); i++) {
      var name = "wire-" + i;
      var host = name + ".example";
      feeds.add(name);
      stack
          .ingest()
          .post("/api/feeds", map("url", newsroom.open(name, host, "en"), "pollEvery", "PT2S"))
          .expect(201);
      subscribe("witness-" + i, Reports.all(host), true);
    }
    for (int i = 0; i < plan.subscriptions(); i++) {
      var wish = reports.wish();
      // many subscriptions want less each, so that an article has a few readers either way
      var narrowed =
          plan.subscriptions() > 200
              ? Reports.from(feeds.get(random.nextInt(feeds.size())) + ".example", wish)
              : wish;
      subscribe("reader-" + i, narrowed, i % 2 == 0);
    }
  }

  private void subscribe(String name, Reports.Wish wish, boolean hooked) {
    var email = name + "@people.example";
    var subscriber =
        stack.alert().post("/api/subscribers", map("email", email, "confirmed", true)).expect(201);
    var channel =
        hooked
            ? map("type", "webhook", "url", "http://" + farEnd.address() + "/" + name)
            : map("type", "email");
    stack
        .alert()
        .as(subscriber.get("token").asText())
        .post(
            "/api/subscriptions",
            map(
                "name",
                name,
                "query",
                wish.query(),
                "channel",
                channel,
                "schedule",
                "immediate",
                "story",
                "each"))
        .expect(201);
    readers.add(new Reader(wish, hooked ? "/" + name : email));
  }

  /// Publishes the row's articles while its faults strike, and waits until all has arrived.
  Result run(Plan.Row row, int articles) {
    var before = tally.balance();
    var published = new AtomicInteger();
    var news = Thread.startVirtualThread(() -> publish(articles, published));
    var slowest = Duration.ZERO;
    var faults = row.faults();
    for (int i = 0; i < faults.size(); i++) {
      // evenly over the articles, with some left to come after the last
      int when = articles * (i + 1) / (faults.size() + 2);
      await().forever().until(() -> published.get() >= when || !news.isAlive());
      faults.get(i).strike(stack, farEnd);
      var recovery = recover();
      slowest = recovery.compareTo(slowest) > 0 ? recovery : slowest;
    }
    try {
      news.join();
      await().atMost(QUIET_LIMIT).until(() -> tally.missing() == 0);
    } catch (ConditionTimeoutException _) {
      // the balance says what is missing
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Result(row, articles, tally.balance().since(before), slowest);
  }

  private Duration recover() {
    var begun = System.nanoTime();
    await("all is well").atMost(RECOVERY_LIMIT).until(stack::isWell);
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private void publish(int articles, AtomicInteger published) {
    var pace = Duration.ofSeconds(1).dividedBy(plan.perSecond());
    for (int i = 0; i < articles; i++) {
      var feed = feeds.get(i % feeds.size());
      var report = reports.next(feed + ".example");
      for (var reader : readers) {
        if (reader.wish().holds().test(report)) {
          tally.expect(new Tally.Pair(report.item().guid(), reader.target()));
        }
      }
      newsroom.publish(feed, List.of(report.item()));
      published.incrementAndGet();
      LockSupport.parkNanos(pace.toNanos());
      while (tally.missing() > outstanding) {
        LockSupport.parkNanos(pace.toNanos());
      }
    }
  }

  @Override
  public void close() {
    stack.close();
    newsroom.close();
    farEnd.close();
  }
}
