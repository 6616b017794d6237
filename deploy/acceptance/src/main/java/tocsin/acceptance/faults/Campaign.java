package tocsin.acceptance.faults;

import static java.time.Duration.ofSeconds;
import static org.awaitility.Awaitility.await;
import static tocsin.acceptance.Api.map;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.core.ConditionTimeoutException;
import tocsin.acceptance.Newsroom;
import tocsin.acceptance.Stack;

/// A stack with feeds and subscribers, through which the rows of a plan are put one after another.
final class Campaign implements AutoCloseable {
  private static final Duration RECOVERY_LIMIT = ofSeconds(180);

  /// What is in flight at a fault may wait for its lease and for every retry.
  private static final Duration QUIET_LIMIT = ofSeconds(300);

  /// Nothing arrives for so long at the end of a row, so that what comes late counts in its row.
  private static final Duration QUIET = ofSeconds(3);

  private static final int LONGEST_PAUSE_SECONDS = 6;
  private static final double SLOWEST_PACE = 2;

  private final Plan plan;
  private final Tally tally = new Tally();
  private final FarEnd farEnd = new FarEnd(tally);
  private final Newsroom newsroom = new Newsroom(Names.FEEDS);
  private final DeadLetterOffice deadLetters = new DeadLetterOffice();
  private final Reports reports;
  private final Random random;
  private final Stack stack;
  private final Fuses fuses;
  private final Names names;
  private final List<Press.Reader> readers = new ArrayList<>();
  private final List<String> feeds = new ArrayList<>();
  private Map<String, String> settings = Map.of();

  /// @param recovery the slowest, from a fault's end until all was well
  record Result(
      Plan.Row row,
      int articles,
      Tally.Balance balance,
      Duration recovery,
      List<String> notes,
      List<String> wrongs) {
    Result {
      notes = List.copyOf(notes);
      wrongs = List.copyOf(wrongs);
    }

    boolean isClean() {
      return balance.isClean() && wrongs.isEmpty();
    }
  }

  /// @param data where the stack keeps its state
  Campaign(Plan plan, Path data) {
    this.plan = plan;
    this.random = new Random(plan.seed());
    this.reports = new Reports(random);
    this.fuses = new Fuses(data.resolveSibling("fuses"));
    this.names = new Names(data.resolveSibling("names"));
    this.stack =
        new Stack(
            data,
            Map.of(
                "JDK_JAVA_OPTIONS", names.javaOptions(),
                "TOCSIN_SMTP_HOST", Names.MAILS,
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
    readers.add(new Press.Reader(wish, hooked ? "/" + name : email));
  }

  /// Publishes the row's articles while its faults strike, and waits until all has arrived.
  ///
  /// @param progress is told of each step
  Result run(Plan.Row row, int articles, Progress progress) {
    furnish(row);
    var before = tally.balance();
    var site = new Site(stack, farEnd, tally, fuses, names, new Findings());
    double pace = articles / (double) Math.max(1, row.lasts().toSeconds());
    var edition =
        new Press(newsroom, reports, tally, feeds, readers)
            .publish(articles, Math.clamp(pace, SLOWEST_PACE, plan.perSecond()), plan.perSecond());
    progress.begin(row, () -> standing(edition, tally.balance().since(before)));
    var slowest = Duration.ZERO;
    for (var fault : row.faults()) {
      Site.pass(Duration.ofMillis(1000 + random.nextInt(LONGEST_PAUSE_SECONDS * 1000)));
      strike(fault, site);
      var recovery = recover(site);
      slowest = recovery.compareTo(slowest) > 0 ? recovery : slowest;
      progress.struck();
    }
    edition.finish();
    settle(site);
    return new Result(
        row,
        edition.published(),
        tally.balance().since(before),
        slowest,
        site.findings().notes(),
        site.findings().wrongs());
  }

  private static String standing(Press.Edition edition, Tally.Balance balance) {
    return "%d articles, %d of %d deliveries outstanding, %d doubled, %d unexpected"
        .formatted(
            edition.published(),
            balance.lost(),
            balance.expected(),
            balance.doubled(),
            balance.unexpected());
  }

  /// Starts the stack again where the row wants it furnished differently.
  private void furnish(Plan.Row row) {
    var wanted =
        row.aimed()
            ? Map.of("JAVA_TOOL_OPTIONS", fuses.javaOptions(), "TOCSIN_RESTART_PAUSE", "1")
            : Map.<String, String>of();
    if (!wanted.equals(settings)) {
      stack.stop();
      stack.start(wanted);
      settings = wanted;
    }
  }

  private static void strike(Fault fault, Site site) {
    try {
      fault.blow().strike(site);
    } catch (ConditionTimeoutException | IllegalStateException | UncheckedIOException e) {
      site.findings().wrong("the fault did not go as planned: " + e.getMessage());
    }
  }

  private Duration recover(Site site) {
    var begun = System.nanoTime();
    try {
      await("all is well").atMost(RECOVERY_LIMIT).until(stack::isWell);
    } catch (ConditionTimeoutException _) {
      site.findings().wrong("not all was well within %d s".formatted(RECOVERY_LIMIT.toSeconds()));
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /// Waits until everything has arrived, then until nothing more is on its way.
  private void settle(Site site) {
    deadLetters.look(site);
    try {
      await().atMost(QUIET_LIMIT).until(() -> tally.missing() == 0);
      await()
          .atMost(QUIET_LIMIT)
          .ignoreExceptionsInstanceOf(UncheckedIOException.class)
          .until(() -> tally.quiet().compareTo(QUIET) > 0 && isIdle());
    } catch (ConditionTimeoutException _) {
      tally.someMissing(5).forEach(pair -> site.findings().wrong("did not arrive: " + pair));
    }
    deadLetters.look(site);
  }

  /// Whether no delivery is on its way.
  private boolean isIdle() {
    return List.of("pending", "deferred").stream()
        .map(status -> "/api/deliveries?limit=1&status=" + status)
        .map(stack.alert()::get)
        .allMatch(answer -> answer.status() == 200 && answer.body().get("items").isEmpty());
  }

  @Override
  public void close() {
    stack.close();
    newsroom.close();
    farEnd.close();
  }
}
