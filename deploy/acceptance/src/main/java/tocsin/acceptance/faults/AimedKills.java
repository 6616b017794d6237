package tocsin.acceptance.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import tocsin.acceptance.Database;
import tocsin.acceptance.Stack;
import tocsin.acceptance.points.Point;
import tocsin.acceptance.points.Points;

/// Processes die at points in their code, one of each service at a time.
final class AimedKills {
  private static final Duration PASSED = Duration.ofSeconds(120);
  private static final Duration ROUND = Duration.ofSeconds(16);
  private static final byte[] POISON = {'{', (byte) 0xff, 0, 'x'};
  private static final String DATABASE = "migrating";

  private AimedKills() {}

  /// A point, and at which passing its process dies.
  private record Aim(Point point, int nth) {}

  /// @param times for each point
  static List<Fault> all(int times, Random random) {
    List<List<Aim>> services = new ArrayList<>();
    for (var service : Stack.SERVICES) {
      services.add(aims(service, times, random));
    }
    List<Fault> rounds = new ArrayList<>();
    int longest = services.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < longest; i++) {
      List<Aim> round = new ArrayList<>();
      for (var aims : services) {
        if (i < aims.size()) {
          round.add(aims.get(i));
        }
      }
      rounds.add(new Fault(ROUND, site -> strike(site, round)));
    }
    for (int i = 0; i < times; i++) {
      int nth = 1 + random.nextInt(4);
      rounds.add(new Fault(ROUND, site -> migration(site, nth)));
    }
    return rounds;
  }

  private static List<Aim> aims(String service, int times, Random random) {
    List<Aim> aims = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      for (var point : Points.IN_THE_FLOW) {
        aims.add(new Aim(point, 1 + random.nextInt(5)));
      }
      for (var rare : List.of(Points.AT_POISON, Points.AT_STOP, Points.AT_RETURN)) {
        rare.forEach(point -> aims.add(new Aim(point, 1)));
      }
    }
    aims.removeIf(aim -> !aim.point().service().equals(service));
    Collections.shuffle(aims, random);
    return aims;
  }

  private static void strike(Site site, List<Aim> aims) {
    for (var aim : aims) {
      site.fuses().lay(aim.point(), aim.nth());
    }
    for (var aim : aims) {
      lead(site, aim.point());
    }
    for (var aim : aims) {
      awaitBurnt(site, aim.point());
    }
  }

  /// Brings the process to where the point is, if the articles alone do not.
  private static void lead(Site site, Point point) {
    if (Points.AT_POISON.contains(point)) {
      poison(
          site, point.service().equals("alert-service") ? "articles-tagged" : "articles-fetched");
    } else if (Points.AT_STOP.contains(point)) {
      site.stack().terminate(point.service());
    } else if (Points.AT_RETURN.contains(point)) {
      site.stack().kill(point.service());
    }
  }

  /// A record that cannot be read is expected among the dead letters.
  private static void poison(Site site, String topic) {
    var key = "poison-%s-%d".formatted(topic, System.nanoTime());
    site.tally().expect(new Tally.Pair(key, topic + DeadLetterOffice.DEAD));
    site.broker().send(new ProducerRecord<>(topic, key.getBytes(UTF_8), POISON));
  }

  private static void awaitBurnt(Site site, Point point) {
    try {
      Awaitility.await().atMost(PASSED).until(() -> site.fuses().isBurnt(point));
    } catch (ConditionTimeoutException _) {
      site.fuses().putAway(point);
      site.findings().wrong("%s: no process died there".formatted(point.id()));
    }
  }

  /// A node that begins on an empty database dies in the middle; the next one finds its way.
  private static void migration(Site site, int nth) {
    var database = site.stack().database();
    database.run("postgres", "DROP DATABASE IF EXISTS " + DATABASE + " WITH (FORCE)");
    database.run("postgres", "CREATE DATABASE " + DATABASE);
    var settings =
        Map.of(
            "QUARKUS_DATASOURCE_JDBC_URL", Database.url(database.port(), DATABASE),
            "QUARKUS_DATASOURCE_REACTIVE_URL",
                "postgresql://127.0.0.1:%d/%s".formatted(database.port(), DATABASE),
            "MP_MESSAGING_INCOMING_ARTICLES_TAGGED_GROUP_ID", name(),
            "MP_MESSAGING_INCOMING_ARTICLES_TAGGED_AUTO_OFFSET_RESET", "latest");
    site.fuses().lay(Points.MIGRATION, nth);
    site.stack().beside("alert-service", name(), settings);
    awaitBurnt(site, Points.MIGRATION);
    var node = site.stack().beside("alert-service", name(), settings);
    node.awaitReady(PASSED);
    site.stack().kill(node.name());
  }

  private static String name() {
    return "alert-service-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
  }
}
