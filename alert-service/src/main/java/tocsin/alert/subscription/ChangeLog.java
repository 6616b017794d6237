package tocsin.alert.subscription;

import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The subscriptions as an index needs them, and what of them changes, in the order of commits.
public final class ChangeLog {
  private static final String CHANNEL = "subscription_change";
  private static final Logger LOG = Logger.getLogger(ChangeLog.class);
  private static final int PRUNED_AT_ONCE = 10_000;

  private final Pool pool;

  /// what is under way where changes were missed; for one reader
  private @Nullable Recount recount;

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

  /// The sequence of the newest change there is, or was.
  public long newest() {
    return pool.query(
            """
            SELECT greatest(g.sequence, (SELECT max(sequence) FROM subscription_change)) FROM subscription_change_gone g\
            """)
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

  /// What changed behind a sequence, each as it is now. Where some of that is no longer kept,
  /// everything counts as changed, page by page; the sequence goes on with the last page.
  public Changes after(long sequence, int most) {
    if (recount == null) {
      boolean gone = false;
      long upTo = sequence;
      List<Change> changes = new ArrayList<>();
      for (var row :
          pool.preparedQuery(
                  """
                  SELECT g.sequence, c.* FROM subscription_change_gone g LEFT JOIN (
                    SELECT c.sequence, c.key, s.state = 'active' AS active, s.sequence AS known_as, s.query, s.min_score
                    FROM subscription_change c LEFT JOIN subscription s ON s.id = c.subscription
                    WHERE c.sequence > $1 ORDER BY c.sequence LIMIT $2) c ON true
                  ORDER BY 2\
                  """)
              .executeAndAwait(Tuple.of(sequence, most))) {
        gone = row.getLong(0) > sequence;
        if (row.getLong(1) != null) {
          upTo = row.getLong(1);
          changes.add(change(row, 2));
        }
      }
      if (!gone) {
        return new Changes(upTo, changes);
      }
      LOG.warnf(
          "changes behind %d are no longer kept: the index goes through everything", sequence);
      recount = new Recount(newest(), 0, newestKey());
    }
    return recount(recount, sequence, most);
  }

  /// @param upTo the newest change before it began: later ones come again behind it
  /// @param key the last one gone through
  /// @param lastKey to be gone through
  private record Recount(long upTo, long key, long lastKey) {}

  private long newestKey() {
    return pool.query("SELECT last_value FROM subscription_sequence_seq")
        .executeAndAwait()
        .iterator()
        .next()
        .getLong(0);
  }

  private Changes recount(Recount under, long sequence, int most) {
    List<Change> changes = new ArrayList<>();
    for (var row :
        pool.preparedQuery(
                """
                SELECT k, s.state = 'active', s.sequence, s.query, s.min_score
                FROM generate_series($1::bigint, $2::bigint) AS k LEFT JOIN subscription s ON s.sequence = k ORDER BY k\
                """)
            .executeAndAwait(
                Tuple.of(under.key() + 1, Math.min(under.key() + most, under.lastKey())))) {
      changes.add(change(row, 0));
    }
    boolean last = under.key() + most >= under.lastKey();
    recount = last ? null : new Recount(under.upTo(), under.key() + most, under.lastKey());
    return new Changes(last ? under.upTo() : sequence, changes);
  }

  /// Deletes changes from before a time, and notes that it did.
  ///
  /// @return whether there may be more to delete
  public boolean prune(Instant before) {
    return pool.preparedQuery(
                """
                WITH old AS (
                  DELETE FROM subscription_change WHERE sequence IN (
                    SELECT sequence FROM subscription_change WHERE changed < $1 ORDER BY sequence LIMIT $2)
                  RETURNING sequence)
                UPDATE subscription_change_gone g SET sequence = greatest(g.sequence, old.last)
                FROM (SELECT max(sequence) AS last, count(*) AS n FROM old) old WHERE old.n > 0 RETURNING old.n\
                """)
            .executeAndAwait(Tuple.of(before.atOffset(ZoneOffset.UTC), PRUNED_AT_ONCE))
            .rowCount()
        > 0;
  }

  /// @param first column of the key, then whether it is active, and what it asks for
  private static Change change(Row row, int first) {
    boolean active = Boolean.TRUE.equals(row.getBoolean(first + 1));
    return new Change(row.getLong(first), active ? asked(row, first + 2) : null);
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
