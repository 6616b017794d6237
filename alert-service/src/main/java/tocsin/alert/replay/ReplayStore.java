package tocsin.alert.replay;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tocsin.alert.history.Bookmark;
import tocsin.alert.history.Chronicle;
import tocsin.alert.history.TimeRange;
import tocsin.alert.sql.Sql;

/// The replays there are, in PostgreSQL, as those who asked for them see and end them. Blocks its
/// (virtual) thread.
public final class ReplayStore {
  static final String COLUMNS =
      "id, analyst, by_time, range_from, range_to, query, url, secret, rate, state, reason, begins, ends, position,"
          + " matched, sent, failed, failed_in_row, tries, created, finished";

  private final Pool pool;

  public ReplayStore(Pool pool) {
    this.pool = pool;
  }

  /// An article that the endpoint did not take.
  public record Failure(
      String article,
      int revision,
      Instant time,
      String reason,
      @Nullable Integer status,
      String answer) {}

  void create(Replay r) {
    var hook = r.hook();
    Sql.on(pool)
        .run(
            """
            INSERT INTO replay (id, analyst, by_time, range_from, range_to, query, url, secret, rate, begins, position, ends,
              due, created)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11, $12, $12)\
            """,
            r.id(),
            r.analyst(),
            r.by().name(),
            Sql.at(r.range().from()),
            Sql.at(r.range().to()),
            r.query(),
            hook == null ? null : hook.url().toString(),
            hook == null ? null : hook.secret(),
            r.rate(),
            r.begin().written(),
            r.end().written(),
            Sql.at(r.created()));
  }

  /// @param analyst whose; null: anybody's
  Optional<Replay> find(String id, @Nullable String analyst) {
    return read("WHERE id = $1 AND ($2::text IS NULL OR analyst = $2)", id, analyst).stream()
        .findFirst();
  }

  /// The newest first.
  ///
  /// @param analyst whose; null: everybody's
  /// @param cursor the last one of the page before
  List<Replay> list(@Nullable String analyst, @Nullable String cursor, int most) {
    return read(
        """
        WHERE ($1::text IS NULL OR analyst = $1)
          AND ($2::text IS NULL OR sequence < (SELECT sequence FROM replay WHERE id = $2))
        ORDER BY sequence DESC LIMIT $3\
        """,
        analyst,
        cursor,
        most);
  }

  private List<Replay> read(String where, @Nullable Object... values) {
    List<Replay> found = new ArrayList<>();
    Sql.on(pool)
        .run("SELECT " + COLUMNS + " FROM replay " + where, values)
        .forEach(r -> found.add(replay(r)));
    return found;
  }

  static Replay replay(Row row) {
    var url = row.getString("url");
    return new Replay(
        row.getString("id"),
        row.getString("analyst"),
        Chronicle.By.valueOf(row.getString("by_time")),
        new TimeRange(
            row.getOffsetDateTime("range_from").toInstant(),
            row.getOffsetDateTime("range_to").toInstant()),
        row.getString("query"),
        url == null ? null : new Replay.Hook(URI.create(url), row.getString("secret")),
        row.getDouble("rate"),
        Replay.State.valueOf(row.getString("state")),
        row.getString("reason"),
        Bookmark.read(row.getString("begins")),
        Bookmark.read(row.getString("ends")),
        new Standing(
            Bookmark.read(row.getString("position")),
            row.getLong("matched"),
            row.getLong("sent"),
            row.getLong("failed"),
            row.getInteger("failed_in_row"),
            row.getInteger("tries")),
        row.getOffsetDateTime("created").toInstant(),
        Sql.instant(row, "finished"));
  }

  /// The last articles that were given up, the newest first.
  List<Failure> failures(String id, int most) {
    List<Failure> failures = new ArrayList<>();
    Sql.on(pool)
        .run(
            "SELECT article, revision, time, reason, status, answer FROM replay_failure WHERE replay = $1 ORDER BY id DESC LIMIT $2",
            id,
            most)
        .forEach(row ->
            failures.add(
                new Failure(
                    row.getString("article"),
                    row.getInteger("revision"),
                    row.getOffsetDateTime("time").toInstant(),
                    row.getString("reason"),
                    row.getInteger("status"),
                    row.getString("answer"))));
    return failures;
  }

  /// Ends one that is running; no article is begun any more.
  void cancel(String id, Instant now) {
    Sql.on(pool)
        .run(
            "UPDATE replay SET state = 'cancelled', finished = $2 WHERE id = $1 AND state = 'running'",
            id,
            Sql.at(now));
  }

  /// Lets one that failed go on from where it stands; false where it did not fail.
  boolean resume(String id, Instant now) {
    return Sql.on(pool)
            .run(
                """
                UPDATE replay SET state = 'running', reason = NULL, finished = NULL, failed_in_row = 0, tries = 0,
                  matched = sent + failed, due = $2
                WHERE id = $1 AND state = 'failed'\
                """,
                id,
                Sql.at(now))
            .rowCount()
        > 0;
  }

  /// How far the latest download is.
  ///
  /// @return false where the replay was cancelled or is no more
  boolean downloaded(String id, Standing standing, boolean whole, Instant now) {
    return Sql.on(pool)
            .run(
                """
                UPDATE replay SET position = $2, matched = $3, sent = $3, state = CASE WHEN $4 THEN 'done' ELSE state END,
                  finished = CASE WHEN $4 THEN $5 ELSE finished END
                WHERE id = $1 AND state IN ('running', 'done')\
                """,
                id,
                standing.at().written(),
                standing.sent(),
                whole,
                Sql.at(now))
            .rowCount()
        > 0;
  }

  /// Forgets those that were over, or to be downloaded, before a time.
  public void forget(Instant before) {
    Sql.on(pool)
        .run(
            "DELETE FROM replay WHERE finished < $1 OR url IS NULL AND created < $1",
            Sql.at(before));
  }
}
