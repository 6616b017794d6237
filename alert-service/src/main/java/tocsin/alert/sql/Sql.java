package tocsin.alert.sql;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Runs statements and waits for them: on the pool, or all on one connection in a transaction. What
/// the server rolls back so that others can go on is done again from its start.
public final class Sql {
  /// A database that is silent for so long is as good as gone.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final SqlClient client;
  private final Repeats repeats;

  private Sql(SqlClient client, Repeats repeats) {
    this.client = client;
    this.repeats = repeats;
  }

  public static Sql on(Pool pool) {
    return new Sql(pool, Repeats.SOME);
  }

  public RowSet<Row> run(String statement, @Nullable Object... values) {
    return repeats.of(() -> once(statement, values));
  }

  private RowSet<Row> once(String statement, @Nullable Object... values) {
    return client
        .preparedQuery(statement)
        .execute(Tuple.from(Arrays.asList(values)))
        .await()
        .atMost(PATIENCE);
  }

  /// The same statement for each row of values, without waiting in between.
  public void runAll(String statement, List<List<@Nullable Object>> rows) {
    if (!rows.isEmpty()) {
      var batch = rows.stream().map(Tuple::from).toList();
      repeats.of(
          () -> client.preparedQuery(statement).executeBatch(batch).await().atMost(PATIENCE));
    }
  }

  /// Commits what the work did, or rolls it back where it throws.
  ///
  /// @param work may be done more than once
  public static <T> T inTransaction(Pool pool, Function<Sql, T> work) {
    return Repeats.SOME.of(() -> transaction(pool, work));
  }

  private static <T> T transaction(Pool pool, Function<Sql, T> work) {
    var connection = pool.getConnection().await().atMost(PATIENCE);
    try {
      var transaction = connection.begin().await().atMost(PATIENCE);
      try {
        var result = work.apply(new Sql(connection, Repeats.NONE));
        transaction.commit().await().atMost(PATIENCE);
        return result;
      } catch (RuntimeException e) {
        transaction.rollback().onFailure().recoverWithNull().await().atMost(PATIENCE);
        throw e;
      }
    } finally {
      connection.close().await().atMost(PATIENCE);
    }
  }

  public static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  public static @Nullable OffsetDateTime atOrNull(@Nullable Instant instant) {
    return instant == null ? null : at(instant);
  }

  public static @Nullable Instant instant(Row row, String column) {
    var value = row.getOffsetDateTime(column);
    return value == null ? null : value.toInstant();
  }
}
