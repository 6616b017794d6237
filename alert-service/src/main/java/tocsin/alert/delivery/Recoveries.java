package tocsin.alert.delivery;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tocsin.alert.sql.Sql;
import tocsin.alert.subscription.Subscription;

/// What owners asked to be sent again in bulk, and how far that is.
public final class Recoveries {
  private static final int MOST_LISTED = 50;

  private final Pool pool;

  public Recoveries(Pool pool) {
    this.pool = pool;
  }

  /// How far a recovery is. What a later recovery took over no longer counts here.
  ///
  /// @param since when the deliveries had been opened, at the earliest
  /// @param deliveries to be sent again; the sum of those below, as long as they are kept
  /// @param waiting not tried yet, or to be tried again
  /// @param done whether none is waiting
  public record Progress(
      String id,
      String subscription,
      Instant since,
      Instant asked,
      int deliveries,
      int waiting,
      int delivered,
      int refused,
      int cancelled,
      boolean done) {}

  /// Makes everything of a subscription due again that failed since a time: what was refused, what
  /// an unsubscription had ended, what waits for its endpoint. What is new meanwhile goes first.
  public Progress begin(Subscription subscription, Instant since, Instant now) {
    var id = UUID.randomUUID().toString();
    int found =
        Sql.inTransaction(
            pool,
            sql -> {
              int due = due(sql, id, subscription.id(), since, now);
              sql.run(
                  """
                  INSERT INTO recovery (id, subscription, subscriber, since, asked, deliveries)
                  VALUES ($1, $2, $3, $4, $5, $6)\
                  """,
                  id,
                  subscription.id(),
                  subscription.subscriberId(),
                  Sql.at(since),
                  Sql.at(now),
                  due);
              return due;
            });
    return new Progress(id, subscription.id(), since, now, found, found, 0, 0, 0, found == 0);
  }

  private static int due(Sql sql, String id, String subscription, Instant since, Instant now) {
    return sql.run(
            """
            WITH failed AS (
              SELECT id, row_number() OVER (ORDER BY sequence) AS rank FROM delivery
              WHERE subscription = $1 AND created >= $2 AND kind <> 'test'
                AND (status = 'refused' OR (status, reason) IN (('cancelled', 'unsubscribed'), ('held', 'disabled'))))
            UPDATE delivery d SET status = 'pending', reason = '', due = $3::timestamptz, turn = $3 + least(rank, $4) * interval '1 millisecond',
              tries = 0, finished = NULL, recovery = $5
            FROM failed WHERE d.id = failed.id AND d.status IN ('refused', 'cancelled', 'held')\
            """,
            subscription,
            Sql.at(since),
            Sql.at(now),
            Dispatch.LAST_TURN.toMillis(),
            id)
        .rowCount();
  }

  /// The newest first.
  public List<Progress> of(String subscription) {
    List<Progress> all = new ArrayList<>();
    Sql.on(pool)
        .run(
            PROGRESS + "WHERE r.subscription = $1 GROUP BY r.id ORDER BY r.sequence DESC LIMIT $2",
            subscription,
            MOST_LISTED)
        .forEach(row -> all.add(progress(row)));
    return all;
  }

  public Optional<Progress> find(String subscription, String id) {
    for (var row :
        Sql.on(pool)
            .run(
                PROGRESS + "WHERE r.subscription = $1 AND r.id = $2 GROUP BY r.id",
                subscription,
                id)) {
      return Optional.of(progress(row));
    }
    return Optional.empty();
  }

  private static final String PROGRESS =
      """
      SELECT r.id, r.subscription, r.since, r.asked, r.deliveries,
        (count(d.id) FILTER (WHERE d.status IN ('pending', 'deferred', 'held')))::int AS waiting,
        (count(d.id) FILTER (WHERE d.status = 'delivered'))::int AS delivered,
        (count(d.id) FILTER (WHERE d.status = 'refused'))::int AS refused,
        (count(d.id) FILTER (WHERE d.status = 'cancelled'))::int AS cancelled
      FROM recovery r LEFT JOIN delivery d ON d.recovery = r.id
      """;

  private static Progress progress(Row row) {
    int waiting = row.getInteger("waiting");
    return new Progress(
        row.getString("id"),
        row.getString("subscription"),
        row.getOffsetDateTime("since").toInstant(),
        row.getOffsetDateTime("asked").toInstant(),
        row.getInteger("deliveries"),
        waiting,
        row.getInteger("delivered"),
        row.getInteger("refused"),
        row.getInteger("cancelled"),
        waiting == 0);
  }

  /// Forgets recoveries from before a time.
  public void retain(Instant before) {
    Sql.on(pool).run("DELETE FROM recovery WHERE asked < $1", Sql.at(before));
  }
}
