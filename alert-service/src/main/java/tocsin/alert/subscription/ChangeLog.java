package tocsin.alert.subscription;

import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The subscriptions as an index needs them, and what of them changes, in the order of commits.
public final class ChangeLog {
  private static final String CHANNEL = "subscription_change";

  private final Pool pool;

  ChangeLog(Pool pool) {
    this.pool = pool;
  }

  /// A subscription that is active.
  public record Asked(long key, String query, double minScore) {}

  /// A subscription that was written or removed.
  ///
  /// @param asked null where it is no more, or is not active
  public record Change(long key, @Nullable Asked asked) {}

  /// Changes and the sequence of the last of them.
  public record Changes(long upTo, List<Change> changes) {
    public Changes {
      changes = List.copyOf(changes);
    }
  }

  /// The sequence of the newest change there is.
  public long newest() {
    return pool.query("SELECT coalesce(max(sequence), 0) FROM subscription_change")
        .executeAndAwait()
        .iterator()
        .next()
        .getLong(0);
  }

  /// The next active subscriptions by key.
  public CompletionStage<List<Asked>> activeAfter(long key, int most) {
    return pool.preparedQuery(
            """
            SELECT sequence, query, min_score FROM subscription
            WHERE sequence > $1 AND state = 'active' ORDER BY sequence LIMIT $2\
            """)
        .execute(Tuple.of(key, most))
        .map(rows -> {
          List<Asked> asked = new ArrayList<>(rows.size());
          rows.forEach(row -> asked.add(asked(row, 0)));
          return asked;
        })
        .subscribeAsCompletionStage();
  }

  /// What changed behind a sequence, each as it is now.
  public Changes after(long sequence, int most) {
    long upTo = sequence;
    List<Change> changes = new ArrayList<>();
    for (var row :
        pool.preparedQuery(
                """
                SELECT c.sequence, c.key, s.state = 'active', s.sequence, s.query, s.min_score
                FROM subscription_change c LEFT JOIN subscription s ON s.id = c.subscription
                WHERE c.sequence > $1 ORDER BY c.sequence LIMIT $2\
                """)
            .executeAndAwait(Tuple.of(sequence, most))) {
      upTo = row.getLong(0);
      boolean active = Boolean.TRUE.equals(row.getBoolean(2));
      changes.add(new Change(row.getLong(1), active ? asked(row, 3) : null));
    }
    return new Changes(upTo, changes);
  }

  private static Asked asked(Row row, int first) {
    return new Asked(row.getLong(first), row.getString(first + 1), row.getDouble(first + 2));
  }

  /// Listens for changes on a connection of its own, until that is closed or lost.
  ///
  /// @param woken called at each change and when the connection is lost
  public Listening listen(Runnable woken) {
    return new Listening(pool.getConnectionAndAwait(), woken);
  }

  /// A connection that tells of changes.
  public static final class Listening implements AutoCloseable {
    private final PgConnection connection;
    private volatile boolean open = true;

    private Listening(SqlConnection connection, Runnable woken) {
      this.connection = new PgConnection((io.vertx.pgclient.PgConnection) connection.getDelegate());
      this.connection.notificationHandler(note -> woken.run());
      this.connection.closeHandler(() -> {
        open = false;
        woken.run();
      });
      this.connection.query("LISTEN " + CHANNEL).executeAndAwait();
    }

    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      if (open) {
        connection
            .query("UNLISTEN " + CHANNEL)
            .execute()
            .eventually(connection::close)
            .onFailure()
            .recoverWithNull()
            .await()
            .indefinitely();
      }
    }
  }
}
