package tocsin.acceptance.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import tocsin.acceptance.Node;
import tocsin.acceptance.Stack;

/// What happens to a service of which two nodes run, on the same broker and database.
final class TwoNodes {
  private static final String ALERT = "alert-service";
  private static final Duration START = Duration.ofSeconds(90);

  /// As delivered.
  private static final Duration LEASE = Duration.ofSeconds(90);

  /// Longer than the groups of consumers miss a member that says nothing.
  private static final Duration REBALANCED = Duration.ofSeconds(15);

  /// Clients find things as they are for so long.
  private static final Duration STEADY = Duration.ofSeconds(5);

  /// So slowly webhooks are answered that there is always one in flight.
  private static final Duration SLOWLY = Duration.ofSeconds(2);

  /// As a migration to another version makes it: old and new read both.
  private static final String CHANGE =
      """
      ALTER TABLE delivery ADD COLUMN IF NOT EXISTS later_note text NOT NULL DEFAULT '';
      ALTER TABLE alert ADD COLUMN IF NOT EXISTS later_rank integer;
      ALTER TABLE subscription ADD COLUMN IF NOT EXISTS later_label text;
      ALTER TABLE article ADD COLUMN IF NOT EXISTS later_weight double precision DEFAULT 1;
      CREATE TABLE IF NOT EXISTS later (id text PRIMARY KEY);
      INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,
        checksum, installed_by, execution_time, success)
      SELECT max(installed_rank) + 1, '9000', 'later', 'SQL', 'V9000__later.sql', 1, current_user,
        1, true
      FROM flyway_schema_history HAVING count(*) FILTER (WHERE version = '9000') = 0;
      """;

  /// What the old version leaves of it: columns that it does not read. A whole stack is not started
  /// on what a newer version migrated.
  private static final String BACK = "DELETE FROM flyway_schema_history WHERE version = '9000'";

  private TwoNodes() {}

  /// One of two alert nodes stands still for longer than its lease, in the middle of its tries.
  static Fault oneFrozen() {
    var outage = LEASE.plusSeconds(10);
    return new Fault(
        outage.plusSeconds(40),
        site -> {
          var other = beside(site, ALERT);
          Site.pass(REBALANCED);
          site.farEnd().delay(SLOWLY);
          Awaitility.await("the node that is to freeze has deliveries in hand")
              .atMost(Duration.ofSeconds(60))
              .until(() -> held(site, "local") > 2);
          site.stack().pause(ALERT);
          long held;
          long left;
          try {
            held = held(site, "local");
            site.farEnd().delay(Duration.ZERO);
            Site.pass(outage);
            left = held(site, "local");
          } finally {
            site.stack().resume(ALERT);
          }
          site.findings()
              .note(
                  "the frozen node held %d deliveries at the pause, and %d when it went on"
                      .formatted(held, left));
          if (held == 0) {
            site.findings().wrong("the frozen node held nothing, so that nothing was tried");
          }
          Site.pass(REBALANCED);
          site.stack().terminate(other.name());
          twice(site);
        });
  }

  /// Deliveries of which a node holds the lease, whether or not it has ended.
  private static long held(Site site, String node) {
    return site.stack()
        .database()
        .number("alert", "SELECT count(*) FROM delivery WHERE starts_with(lease, '" + node + ":')");
  }

  /// A node that records after its lease ended would leave a second outcome.
  private static void twice(Site site) {
    long twice =
        site.stack()
            .database()
            .number(
                "alert",
                """
                SELECT count(*) FROM (SELECT delivery FROM attempt WHERE outcome = 'delivered'
                  GROUP BY delivery HAVING count(*) > 1) AS recorded\
                """);
    if (twice > 0) {
      site.findings().wrong(twice + " deliveries were recorded as delivered twice");
    }
  }

  /// From one version to the next and back, node by node: the new one brings an additive change of
  /// the schema, and an old one is started on it. A node is taken out of the balancer before it is
  /// asked to end.
  static Fault rollingUpdate() {
    return new Fault(
        Duration.ofSeconds(75),
        site -> {
          var stack = site.stack();
          var kept = stack.node(ALERT);
          var old = beside(site, ALERT);
          try (var clients = new Clients(site, List.of(kept, old))) {
            Site.pass(STEADY);
            clients.leave(List.of(kept));
            stack.terminate(old.name());
            stack.database().run("alert", CHANGE);
            var newer = beside(site, ALERT);
            clients.goTo(List.of(kept, newer));
            Site.pass(STEADY);
            clients.leave(List.of(newer));
            stack.terminate(ALERT);
            Awaitility.await("the old version is ready on the new schema")
                .atMost(START)
                .until(kept::isReady);
            clients.goTo(List.of(kept, newer));
            Site.pass(STEADY);
            clients.leave(List.of(kept));
            stack.terminate(newer.name());
            Site.pass(STEADY);
          } finally {
            stack.database().run("alert", BACK);
          }
        });
  }

  /// From one node to two and back.
  static Fault scaled(String service, Duration time) {
    return new Fault(
        time.plusSeconds(35),
        site -> {
          var other = beside(site, service);
          Site.pass(time);
          site.stack().terminate(other.name());
          Site.pass(REBALANCED);
        });
  }

  private static Node beside(Site site, String service) {
    var name = service + "-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    var node = site.stack().beside(service, name, Map.of());
    node.awaitReady(START);
    return node;
  }

  static List<Fault> scaling(Duration time) {
    return Stack.SERVICES.stream()
        .filter(service -> !service.equals("ingest-service"))
        .map(service -> scaled(service, time))
        .toList();
  }
}
