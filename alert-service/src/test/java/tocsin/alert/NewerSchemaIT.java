package tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import tocsin.alert.delivery.DeliveryLog;
import tocsin.alert.delivery.Recoveries;
import tocsin.alert.sql.Sql;
import tocsin.alert.subscription.SubscriptionStore;
import tocsin.testing.TestServers;

/// A node whose database a newer version has migrated meanwhile.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(Sinks.class)
class NewerSchemaIT {
  private static final List<String> TABLES =
      List.of("subscription", "delivery", "attempt", "recovery", "replay", "replay_failure");

  @Inject Pool pool;
  @Inject Flyway flyway;
  @Inject SubscriptionStore subscriptions;
  @Inject DeliveryLog log;
  @Inject Recoveries recoveries;

  /// Often enough that every connection has prepared the statements.
  private void read() {
    for (int i = 0; i < 40; i++) {
      subscriptions.list(null, 0, 5);
      subscriptions.byIds(List.of("none"));
      subscriptions.find("none");
      log.deliveries(new DeliveryLog.Of(null, null, null), Long.MAX_VALUE, 5);
      log.delivery("none");
      recoveries.of("none");
      Desk.as(TestServers.ADMIN_TOKEN).get("/api/replays").then().statusCode(200);
    }
  }

  @Test
  void addedColumns_breakNoPreparedStatement() {
    read();
    TABLES.forEach(table -> alter(table, "ADD COLUMN later text"));
    try {
      read();
      subscriptions.unsubscribe("none");
      assertThat(subscriptions.remove("none")).isFalse();
    } finally {
      TABLES.forEach(table -> alter(table, "DROP COLUMN later"));
    }
  }

  private void alter(String table, String change) {
    Sql.on(pool).run("ALTER TABLE %s %s".formatted(table, change));
  }

  @Test
  void laterMigration_letsAnOlderNodeStart() {
    Sql.on(pool)
        .run(
            """
            INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,
              installed_by, execution_time, success)
            SELECT max(installed_rank) + 1, '9000', 'later', 'SQL', 'V9000__later.sql', 1, current_user, 1, true
            FROM flyway_schema_history\
            """);
    try {
      assertThat(flyway.migrate().migrationsExecuted).isZero();
    } finally {
      Sql.on(pool).run("DELETE FROM flyway_schema_history WHERE version = '9000'");
    }
  }
}
