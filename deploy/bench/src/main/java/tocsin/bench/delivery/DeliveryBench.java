package tocsin.bench.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import tocsin.bench.SubscriptionTable;
import tocsin.bench.Wish;
import tocsin.events.EventJson;
import tocsin.events.TopicSetup;
import tocsin.events.Topics;
import tocsin.servers.KafkaServer;
import tocsin.servers.PostgresServer;

/// From tagged articles to webhooks: at the asked rate, at rising rates until it does not keep up,
/// as fast as it can, and with a million deliveries due; and to mails, with and without mailboxes
/// that are ill.
///
/// Articles are sent by the clock, whatever the service does, and each is measured from the time it
/// was due: a service that stalls pays for all that waits meanwhile.
public final class DeliveryBench implements AutoCloseable {
  private static final int SUBSCRIPTIONS = 100_000;
  private static final int RECEIVERS = 64;
  private static final int ASKED = 100;
  private static final int FLOOD = 4_000;

  /// seconds after so much fell due at once
  private static final int[] LOOKS = {5, 20, 40, 60};

  private static final long PAUSE = 50_000_000;
  private static final double KEEPS_UP_MILLIS = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String DATABASE = "alert";

  private final Path directory;
  private final PostgresServer postgres;
  private final KafkaServer kafka;
  private final Sink sink;
  private final MailServer mails;
  private final SubscriptionTable table;
  private final Workload workload = new Workload(SUBSCRIPTIONS);
  private final AlertService service;
  private final KafkaProducer<String, byte[]> producer;
  private int articles;

  public DeliveryBench(Path root) throws IOException, SQLException, InterruptedException {
    directory = Files.createTempDirectory("tocsin-bench");
    say("%,d subscriptions, %d receivers", SUBSCRIPTIONS, RECEIVERS);
    sink = new Sink(RECEIVERS);
    mails = new MailServer();
    postgres = PostgresServer.start(directory.resolve("postgres"), 0, true);
    kafka =
        KafkaServer.start(
            directory.resolve("kafka"), AlertService.freePort(), AlertService.freePort());
    table = new SubscriptionTable(postgres.port(), DATABASE);
    table.fill(SUBSCRIPTIONS, this::line);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all", "linger.ms", "0"),
            new StringSerializer(),
            new ByteArraySerializer());
    new TopicSetup(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            List.of(TopicSetup.articles(Topics.TAGGED), TopicSetup.compacted(Topics.VOCABULARY)))
        .run();
    Workload.vocabulary()
        .forEach(e ->
            producer.send(new ProducerRecord<>(Topics.VOCABULARY, e.id(), EventJson.write(e))));
    producer.flush();
    service =
        AlertService.start(
            root,
            directory.resolve("alert-service.log"),
            kafka.bootstrapServers(),
            postgres.port(),
            DATABASE,
            sink.addresses(),
            mails.port());
  }

  private SubscriptionTable.Line line(int n) {
    return new SubscriptionTable.Line(
        Workload.query(n),
        Wish.of(n).minScore(),
        "http://127.0.0.1:%d/hooks/%d".formatted(sink.port(n), n));
  }

  /// What can be measured by itself.
  public enum Part {
    webhooks,
    mails,
    backlog
  }

  /// @param backlog how many deliveries are due at once
  /// @return rows for people and programs
  public List<Figures> run(Set<Part> parts, int backlog)
      throws IOException, SQLException, InterruptedException {
    List<Figures> rows = new ArrayList<>();
    stage("warm-up", ASKED, Duration.ofSeconds(20));
    if (parts.contains(Part.webhooks)) {
      rows.add(stage("at the rate asked for", ASKED, Duration.ofSeconds(60)));
      rows.addAll(rising());
      rows.add(flood());
    }
    if (parts.contains(Part.mails)) {
      say("mails, alone and beside mailboxes that are ill");
      rows.addAll(new MailStages(service, table, mails, producer).run());
    }
    if (parts.contains(Part.backlog)) {
      rows.addAll(backlog(backlog));
    }
    return rows;
  }

  /// Doubles the rate until the service does not keep up.
  private List<Figures> rising() throws InterruptedException {
    List<Figures> rows = new ArrayList<>();
    for (int rate = 2 * ASKED; ; rate *= 2) {
      var row = stage("sustained", rate, Duration.ofSeconds(15));
      var p99 = row.p99Millis();
      boolean keepsUp = p99 != null && p99 < KEEPS_UP_MILLIS;
      rows.add(keepsUp ? row : row.named("not sustained"));
      if (!keepsUp) {
        return rows;
      }
    }
  }

  /// Sends articles at a rate, and waits for their webhooks.
  private Figures stage(String part, int rate, Duration duration) throws InterruptedException {
    say("%s: %,d articles/s", part, rate);
    var batch = new Batch((int) (rate * duration.toSeconds()));
    long start = System.nanoTime();
    var used = service.processorTime();
    for (int i = 0; i < batch.count; i++) {
      long due = start + i * 1_000_000_000L / rate;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      batch.send(i, due);
    }
    batch.await();
    return batch.figures(part, (double) rate, start, used);
  }

  private Figures flood() throws InterruptedException {
    say("all at once: %,d articles", FLOOD);
    var batch = new Batch(FLOOD);
    long start = System.nanoTime();
    var used = service.processorTime();
    for (int i = 0; i < batch.count; i++) {
      batch.send(i, start);
    }
    batch.await();
    return batch.figures("all at once", null, start, used);
  }

  /// Articles that are sent together, and what of them must arrive.
  private final class Batch {
    final int count;
    private final int first;
    private final List<byte[]> records = new ArrayList<>();
    private final long[] due;
    private final Set<Long> wanted = new HashSet<>();
    private final long repeatsBefore = sink.repeats();

    Batch(int count) {
      this.count = count;
      this.first = articles;
      this.due = new long[count];
      articles += count;
      for (int i = 0; i < count; i++) {
        var article = Workload.article(first + i, Clock.systemUTC().instant());
        records.add(EventJson.write(article));
        for (long subscription : workload.wanted(article)) {
          wanted.add(Workload.pair(first + i, subscription));
        }
      }
    }

    void send(int i, long time) {
      due[i] = time;
      producer.send(new ProducerRecord<>(Topics.TAGGED, "article-" + (first + i), records.get(i)));
    }

    void await() throws InterruptedException {
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (!sink.firstBytes().keySet().containsAll(wanted) && System.nanoTime() < end) {
        Thread.sleep(50);
      }
    }

    Figures figures(String part, @Nullable Double rate, long start, Duration used) {
      var arrived = sink.firstBytes();
      long last = start;
      List<Double> waits = new ArrayList<>();
      for (long pair : wanted) {
        var time = arrived.get(pair);
        if (time != null) {
          last = Math.max(last, time);
          waits.add((time - due[(int) (Workload.articleOf(pair) - first)]) / 1e6);
        }
      }
      var sorted = waits.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      double seconds = (last - start) / 1e9;
      var cpu = service.processorTime().minus(used);
      return new Figures(
          part,
          rate,
          (long) wanted.size(),
          sorted.length / seconds,
          rate == null ? null : Figures.share(sorted, 0.5),
          rate == null ? null : Figures.share(sorted, 0.99),
          null,
          (long) wanted.size() - sorted.length,
          sink.repeats() - repeatsBefore,
          cpu.toNanos() / 1e9 / seconds,
          null,
          null,
          null);
    }
  }

  /// Looks at the memory with nothing due, and while very much is worked off.
  private List<Figures> backlog(int size) throws IOException, SQLException, InterruptedException {
    List<Figures> rows = new ArrayList<>();
    rows.add(look("memory, nothing due"));
    int due = fill(size);
    say("%,d deliveries due", due);
    long start = System.nanoTime();
    long before = sink.requests();
    var used = service.processorTime();
    for (int seconds : LOOKS) {
      long until = start + seconds * 1_000_000_000L;
      while (System.nanoTime() < until && sink.requests() - before < due) {
        LockSupport.parkNanos(Math.min(PAUSE, until - System.nanoTime()));
      }
      if (sink.requests() - before >= due) {
        break;
      }
      rows.add(look("memory, %,d due, after %d s".formatted(due, seconds)));
    }
    double took = (System.nanoTime() - start) / 1e9;
    long sent = sink.requests() - before;
    rows.add(
        new Figures(
            "working %,d off".formatted(due),
            null,
            sent,
            sent / took,
            null,
            null,
            null,
            null,
            null,
            service.processorTime().minus(used).toNanos() / 1e9 / took,
            null,
            null,
            null));
    return rows;
  }

  /// Alerts of some articles to everybody with a webhook, but for what was alerted already.
  ///
  /// @return how many deliveries fell due: at most so many
  private int fill(int size) throws SQLException {
    try (var connection = table.connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          """
          INSERT INTO alert (id, article, revision, subscription, subscriber, name, because, phrases, story, opened, delivery)
          SELECT 'backlog:' || a.article || s.id, a.article, a.revision, s.id, s.subscriber, s.name, '[]', '[]', a.article, now(),
            'backlog:' || a.article || s.id
          FROM (SELECT * FROM article_revision LIMIT %d) a CROSS JOIN (SELECT * FROM subscription WHERE channel = 'webhook') s
          LIMIT %d ON CONFLICT DO NOTHING\
          """
              .formatted(Math.ceilDiv(size, SUBSCRIPTIONS) + 1, size));
      int due =
          statement.executeUpdate(
              """
              INSERT INTO delivery (id, subscription, subscriber, kind, channel, target, status, created, due, turn)
              SELECT a.delivery, s.id, s.subscriber, 'alert', 'webhook', substring(s.url from '^http://[^/]+'), 'pending', now(), now(), now()
              FROM alert a JOIN subscription s ON s.id = a.subscription WHERE starts_with(a.id, 'backlog:')\
              """);
      connection.commit();
      return due;
    }
  }

  private Figures look(String part) throws IOException, SQLException, InterruptedException {
    long due;
    try (var connection = table.connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT count(*) FROM delivery WHERE status IN ('pending', 'deferred')")) {
      rows.next();
      due = rows.getLong(1);
    }
    return Figures.memory(part, due, service.heap(), service.resident());
  }

  private static void say(String format, @Nullable Object... values) {
    System.err.printf(format + "%n", values);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    service.close();
    producer.close();
    kafka.close();
    postgres.close();
    sink.close();
    mails.close();
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
