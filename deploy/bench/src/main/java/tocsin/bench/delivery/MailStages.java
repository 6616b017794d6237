package tocsin.bench.delivery;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import tocsin.bench.SubscriptionTable;
import tocsin.bench.delivery.MailServer.Mailbox;
import tocsin.bench.delivery.MailServer.Manner;
import tocsin.events.EventJson;
import tocsin.events.Topics;

/// Mails to mailboxes that are well, alone and beside mailboxes that are not, in turn: whether they
/// wait longer for the others.
///
/// Each mail to one that is well is judged at the same moment, whichever turn it belongs to:
/// [#PATIENCE] after the last article of its turn was sent. What is taken later is late.
final class MailStages {
  private static final int WELL = 200;
  private static final int ILL_OF_A_KIND = 10;
  private static final List<Manner> ILL =
      List.of(Manner.tempfail, Manner.greylist, Manner.full, Manner.slow, Manner.drop);

  /// mails a second
  private static final int RATE = 40;

  /// Of so many mails one more goes to a mailbox that is ill.
  private static final int ONE_IN = 8;

  private static final int TURNS = 2;
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration TURN = Duration.ofSeconds(25);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// Above those of the other stages.
  private static final int FIRST_ARTICLE = 10_000_000;

  private final AlertService service;
  private final SubscriptionTable table;
  private final MailServer mails;
  private final Producer<String, byte[]> producer;
  private int articles = FIRST_ARTICLE;
  private int ill;

  MailStages(
      AlertService service,
      SubscriptionTable table,
      MailServer mails,
      Producer<String, byte[]> producer) {
    this.service = service;
    this.table = table;
    this.mails = mails;
    this.producer = producer;
  }

  List<Figures> run() throws IOException, SQLException, InterruptedException {
    for (int n = 0; n < WELL; n++) {
      subscribe(new Mailbox(Manner.well, n));
    }
    for (var manner : ILL) {
      for (int n = 0; n < ILL_OF_A_KIND; n++) {
        subscribe(new Mailbox(manner, n));
      }
    }
    new Turn(WARM_UP, false).run();
    List<Turn> alone = new ArrayList<>();
    List<Turn> beside = new ArrayList<>();
    for (int turn = 0; turn < TURNS; turn++) {
      alone.add(new Turn(TURN, false));
      alone.getLast().run();
      beside.add(new Turn(TURN, true));
      beside.getLast().run();
      forgetIll();
    }
    var first = figures("mails, every mailbox well", alone, null);
    return List.of(first, figures("mails, beside mailboxes that are ill", beside, first));
  }

  private void subscribe(Mailbox mailbox) throws IOException, InterruptedException {
    var person =
        service.post(
            AlertService.ADMIN_TOKEN,
            "/api/subscribers",
            Map.of("email", mailbox.address(), "confirmed", true));
    service.post(
        String.valueOf(person.get("token")),
        "/api/subscriptions",
        Map.of(
            "name",
            "mails",
            "query",
            "source:" + source(mailbox),
            "channel",
            Map.of("type", "email"),
            "story",
            "each"));
  }

  private static String source(Mailbox mailbox) {
    return "%s-%d.example".formatted(mailbox.manner(), mailbox.number());
  }

  private void publish(int number, Mailbox mailbox) {
    var article = Workload.article(number, source(mailbox), Clock.systemUTC().instant());
    producer.send(new ProducerRecord<>(Topics.TAGGED, article.id(), EventJson.write(article)));
  }

  /// What ill mailboxes put off is not tried in the next turn, and nothing is held any more.
  private void forgetIll() throws SQLException, InterruptedException {
    try (var connection = table.connect();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          UPDATE delivery d SET status = 'cancelled', finished = now() FROM subscriber s
          WHERE s.id = d.subscriber AND s.email NOT LIKE '%s-%%'
            AND d.target = 'email' AND d.status IN ('pending', 'deferred')\
          """
              .formatted(Manner.well));
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (mails.held() > 0 && System.nanoTime() < end) {
      Thread.sleep(100);
    }
  }

  /// A time in which mails come at a steady rate.
  private final class Turn {
    private final Duration duration;
    private final boolean besideIll;
    private final Map<Long, Long> due = new HashMap<>();
    private final long repeatsBefore = mails.repeats();
    private long judged;
    private long repeated;
    private Duration used = Duration.ZERO;

    Turn(Duration duration, boolean besideIll) {
      this.duration = duration;
      this.besideIll = besideIll;
    }

    void run() throws InterruptedException {
      long start = System.nanoTime();
      var usedBefore = service.processorTime();
      for (int i = 0; i < RATE * duration.toSeconds(); i++) {
        long time = start + i * 1_000_000_000L / RATE;
        while (System.nanoTime() < time) {
          LockSupport.parkNanos(time - System.nanoTime());
        }
        if (besideIll && i % ONE_IN == 0) {
          publish(articles++, nextIll());
        }
        var mailbox = new Mailbox(Manner.well, i % WELL);
        due.put(Workload.pair(articles, mailbox.number()), time);
        publish(articles++, mailbox);
      }
      judged = System.nanoTime() + PATIENCE.toNanos();
      while (!mails.taken().keySet().containsAll(due.keySet()) && System.nanoTime() - judged < 0) {
        Thread.sleep(50);
      }
      used = service.processorTime().minus(usedBefore);
      repeated = mails.repeats() - repeatsBefore;
    }

    private Mailbox nextIll() {
      int n = ill++;
      return new Mailbox(ILL.get(n % ILL.size()), n / ILL.size() % ILL_OF_A_KIND);
    }

    /// Of those that were taken before they were judged.
    List<Double> waits() {
      List<Double> waits = new ArrayList<>();
      due.forEach((pair, time) -> {
        var taken = mails.taken().get(pair);
        if (taken != null && taken - judged <= 0) {
          waits.add((taken - time) / 1e6);
        }
      });
      return waits;
    }
  }

  private static Figures figures(String part, List<Turn> turns, @Nullable Figures before) {
    var waits =
        turns.stream()
            .flatMap(turn -> turn.waits().stream())
            .mapToDouble(w -> w)
            .sorted()
            .toArray();
    long wanted = turns.stream().mapToLong(turn -> turn.due.size()).sum();
    double seconds = turns.stream().mapToDouble(turn -> turn.duration.toSeconds()).sum();
    double p99 = Figures.share(waits, 0.99);
    return new Figures(
        part,
        (double) RATE,
        wanted,
        waits.length / seconds,
        Figures.share(waits, 0.5),
        p99,
        before == null || before.p99Millis() == null ? null : p99 / before.p99Millis(),
        wanted - waits.length,
        turns.stream().mapToLong(turn -> turn.repeated).sum(),
        turns.stream().mapToLong(turn -> turn.used.toNanos()).sum() / 1e9 / seconds,
        null,
        null,
        null);
  }
}
