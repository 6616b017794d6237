package tocsin.bench.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tocsin.servers.KafkaServer;
import tocsin.servers.PostgresServer;

/// The service with 100,000 feeds that have nothing new: at the rate of an hourly poll of each,
/// then as fast as it can.
final class PollBench {
  private static final int FEEDS = 100_000;
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final Duration FULL_SPEED = Duration.ofSeconds(60);
  private static final Duration TICK = Duration.ofSeconds(1);

  private final Path root;
  private final Duration steady;

  /// @param root of the checkout
  /// @param steady how long the rate of an hourly poll is watched
  PollBench(Path root, Duration steady) {
    this.root = root;
    this.steady = steady;
  }

  List<PollRow> run() throws IOException, SQLException, InterruptedException {
    var directory = Files.createTempDirectory("tocsin-bench");
    try (var web = new NothingNew();
        var database = PostgresServer.start(directory.resolve("postgres"), 0, true);
        var broker =
            KafkaServer.start(
                directory.resolve("kafka"), IngestProcess.freePort(), IngestProcess.freePort());
        var service =
            IngestProcess.start(
                root, directory.resolve("service.log"), environment(web, database, broker));
        var catalogue = new Catalogue(database.port())) {
      System.err.printf("%,d feeds of %s%n", FEEDS, directory);
      catalogue.fill(FEEDS, web.port());
      List<PollRow> rows = new ArrayList<>();
      service.run(WARM_UP);
      rows.add(measure("unchanged polls, due over an hour", service, web, catalogue, steady));
      catalogue.allDue();
      service.run(WARM_UP.dividedBy(4));
      rows.add(measure("unchanged polls, all due at once", service, web, catalogue, FULL_SPEED));
      return rows;
    }
  }

  private static Map<String, String> environment(
      NothingNew web, PostgresServer database, KafkaServer broker) {
    var address = "postgresql://127.0.0.1:" + database.port() + "/postgres";
    return Map.of(
        "QUARKUS_DATASOURCE_REACTIVE_URL",
        address,
        "QUARKUS_DATASOURCE_JDBC_URL",
        "jdbc:" + address,
        "QUARKUS_DATASOURCE_USERNAME",
        PostgresServer.USER,
        "QUARKUS_DATASOURCE_PASSWORD",
        PostgresServer.PASSWORD,
        "KAFKA_BOOTSTRAP_SERVERS",
        broker.bootstrapServers(),
        "TOCSIN_ADMIN_TOKEN",
        "bench",
        "TOCSIN_ALLOWED_ADDRESSES",
        Catalogue.hosts(web.port()));
  }

  private static PollRow measure(
      String what, IngestProcess service, NothingNew web, Catalogue catalogue, Duration time)
      throws IOException, SQLException, InterruptedException {
    System.err.printf("%s: %d s%n", what, time.toSeconds());
    var polls = web.count();
    var written = catalogue.written();
    var cpu = service.cpu();
    long started = System.nanoTime();
    double rss = 0;
    double seconds;
    do {
      service.run(TICK);
      rss = Math.max(rss, service.rssMegabytes());
      seconds = (System.nanoTime() - started) / 1e9;
    } while (seconds < time.toSeconds());
    cpu = service.cpu().minus(cpu);
    polls = web.count().since(polls);
    written = catalogue.written().since(written);
    if (polls.whole() > 0 || polls.notModified() == 0) {
      throw new IOException("not what is to be measured: " + polls);
    }
    double count = polls.notModified();
    return new PollRow(
        what,
        FEEDS,
        seconds,
        polls.notModified(),
        count / seconds,
        cpu.toMillis() / count,
        polls.bytes() / count,
        written.rows() / count,
        written.transactions() / count,
        written.walBytes() / count,
        IngestProcess.HEAP_MEGABYTES,
        rss,
        catalogue.behindSeconds());
  }
}
