package tocsin.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import tocsin.ingest.feed.FeedQueue;
import tocsin.testing.TestServers;

/// A node whose database a newer version has migrated meanwhile.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(PressAddress.class)
class NewerSchemaIT {
  private static final List<String> TABLES = List.of("feed", "poll");

  @Inject Pool pool;
  @Inject Flyway flyway;
  @Inject FeedQueue queue;

  /// Often enough that every connection has prepared the statements.
  private void read() {
    for (int i = 0; i < 40; i++) {
      assertThat(queue.polls("none", 5)).isEmpty();
      var none =
          queue.lease("another", Instant.EPOCH, Duration.ofMinutes(1), Duration.ZERO, List.of(), 5);
      assertThat(none).isEmpty();
    }
  }

  @Test
  void addedColumns_breakNoPreparedStatement() {
    read();
    TABLES.forEach(table -> run("ALTER TABLE %s ADD COLUMN later text".formatted(table)));
    try {
      read();
    } finally {
      TABLES.forEach(table -> run("ALTER TABLE %s DROP COLUMN later".formatted(table)));
    }
  }

  @Test
  void laterMigration_letsAnOlderNodeStart() {
    run(
        """
        INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,
          installed_by, execution_time, success)
        SELECT max(installed_rank) + 1, '9000', 'later', 'SQL', 'V9000__later.sql', 1, current_user, 1, true
        FROM flyway_schema_history\
        """);
    try {
      assertThat(flyway.migrate().migrationsExecuted).isZero();
    } finally {
      run("DELETE FROM flyway_schema_history WHERE version = '9000'");
    }
  }

  private void run(String statement) {
    pool.query(statement).executeAndAwait();
  }
}
