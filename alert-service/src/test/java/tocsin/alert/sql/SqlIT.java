package tocsin.alert.sql;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tocsin.alert.Sinks;
import tocsin.testing.TestServers;

/// Work that meets a migration of two tables, which locks them in the other order.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(Sinks.class)
class SqlIT {
  private static final String READ =
      "SELECT count(*) AS n FROM second_table s CROSS JOIN first_table f";

  @Inject Pool pool;

  @BeforeEach
  void open() {
    Sql.on(pool).run("CREATE TABLE first_table AS SELECT 1 AS n");
    Sql.on(pool).run("CREATE TABLE second_table AS SELECT 1 AS n");
  }

  @AfterEach
  void close() {
    Sql.on(pool).run("DROP TABLE first_table");
    Sql.on(pool).run("DROP TABLE second_table");
  }

  @Test
  void statement_thatIsTheVictimOfADeadlock_isDoneAgain() throws Exception {
    assertThat(besideAMigration(() -> count(Sql.on(pool)))).isOne();
  }

  @Test
  void transaction_thatIsTheVictimOfADeadlock_isDoneAgainWhole() throws Exception {
    var tries = new AtomicInteger();
    besideAMigration(() ->
        Sql.inTransaction(
            pool,
            sql -> {
              tries.incrementAndGet();
              sql.run("INSERT INTO second_table VALUES (2)");
              return count(sql);
            }));
    assertThat(tries).hasValue(2);
    assertThat(count(Sql.on(pool))).isEqualTo(2);
  }

  private static long count(Sql sql) {
    return sql.run(READ).iterator().next().getLong("n");
  }

  /// The migration holds the first table, and asks for the second once the work has it and waits.
  private <T> T besideAMigration(Supplier<T> work) throws Exception {
    var holds = new CountDownLatch(1);
    Future<?> migration = CompletableFuture.runAsync(() -> migrate(holds));
    assertThat(holds.await(20, SECONDS)).isTrue();
    var result = work.get();
    migration.get(20, SECONDS);
    return result;
  }

  private void migrate(CountDownLatch holds) {
    Sql.inTransaction(
        pool,
        sql -> {
          sql.run("SET LOCAL deadlock_timeout = '20s'");
          sql.run("LOCK TABLE first_table");
          holds.countDown();
          await().atMost(20, SECONDS).until(this::workWaits);
          return sql.run("LOCK TABLE second_table");
        });
  }

  private boolean workWaits() {
    return Sql.on(pool)
            .run("SELECT 1 FROM pg_locks WHERE relation = 'first_table'::regclass AND NOT granted")
            .rowCount()
        > 0;
  }
}
