package tocsin.alert.delivery;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tocsin.alert.sql.Sql;
import tocsin.events.EventJson;
import tocsin.events.Evidence;
import tocsin.events.UnreadableEvent;

/// Deliveries that are due, as PostgreSQL keeps them: taken under a lease by one node, and given
/// back with what came of them. A node whose lease has ended changes nothing any more.
public final class DeliveryQueue {
  private final Pool pool;
  private final String node;
  private final Duration lease;

  /// @param node whose leases these are: the same after a restart, another on every node
  public DeliveryQueue(Pool pool, String node, Duration lease) {
    this.pool = pool;
    this.node = node;
    this.lease = lease;
  }

  /// A delivery that this node alone may try until its lease ends.
  ///
  /// @param lease what proves it
  /// @param tries made before
  public record Taken(
      String id,
      String lease,
      String subscriptionId,
      String subscriberId,
      Parcel.Kind kind,
      String channel,
      String target,
      int tries,
      Instant firstTry) {}

  /// Gives up the leases that this node held before it was started again.
  public void forget() {
    Sql.on(pool)
        .run(
            "UPDATE delivery SET lease = NULL, lease_until = NULL WHERE starts_with(lease, $1)",
            node + ":");
  }

  /// What time alone changes: digests fall due, endpoints that are enabled again get what was held
  /// for them, ended subscriptions get nothing more.
  public void sweep(Instant now) {
    var sql = Sql.on(pool);
    sql.run(
        "UPDATE delivery SET status = 'pending', reason = '' WHERE status = 'held' AND kind = 'digest' AND reason = 'digest' AND due <= $1",
        Sql.at(now));
    sql.run(
        """
        UPDATE delivery d SET status = 'pending', reason = '', due = $1, turn = $1 FROM subscription s
        WHERE d.status = 'held' AND d.reason = 'disabled' AND s.id = d.subscription AND s.state = 'active'\
        """,
        Sql.at(now));
  }

  /// Takes what is due, the turn of each target in order, and marks it as this node's.
  ///
  /// @param most in all
  /// @param perTarget of one target
  /// @param busy what has no room
  List<Taken> take(int most, int perTarget, Targets.Busy busy, Instant now) {
    var token = node + ":" + UUID.randomUUID();
    List<Taken> taken = new ArrayList<>();
    Sql.on(pool)
        .run(
            """
            WITH RECURSIVE targets (target) AS (
              (SELECT target FROM delivery WHERE status IN ('pending', 'deferred') ORDER BY target LIMIT 1)
              UNION ALL
              SELECT (SELECT d.target FROM delivery d WHERE d.status IN ('pending', 'deferred') AND d.target > t.target
                ORDER BY d.target LIMIT 1)
              FROM targets t WHERE t.target IS NOT NULL),
            next AS (
              SELECT due.id FROM targets t CROSS JOIN LATERAL (
                SELECT d.id, d.turn FROM delivery d
                WHERE d.target = t.target AND d.status IN ('pending', 'deferred') AND d.turn <= $1::timestamptz + interval '60 seconds'
                  AND d.due <= $1 AND (d.lease_until IS NULL OR d.lease_until < now()) AND NOT d.subscription = ANY($2)
                ORDER BY d.turn LIMIT $3 FOR UPDATE SKIP LOCKED) due
              WHERE NOT t.target = ANY($4) ORDER BY due.turn LIMIT $5)
            UPDATE delivery d SET lease = $6, lease_until = now() + $7::int * interval '1 millisecond',
              first_try = coalesce(first_try, $1)
            FROM next WHERE d.id = next.id RETURNING d.*\
            """,
            Sql.at(now),
            busy.subscriptions().toArray(String[]::new),
            perTarget,
            busy.targets().toArray(String[]::new),
            most,
            token,
            (int) lease.toMillis())
        .forEach(row -> taken.add(taken(row, token)));
    return taken;
  }

  private static Taken taken(Row row, String lease) {
    return new Taken(
        row.getString("id"),
        lease,
        row.getString("subscription"),
        row.getString("subscriber"),
        Parcel.Kind.valueOf(row.getString("kind")),
        row.getString("channel"),
        row.getString("target"),
        row.getInteger("tries"),
        row.getOffsetDateTime("first_try").toInstant());
  }

  /// Gives a delivery back untried.
  void giveBack(Taken taken) {
    Sql.on(pool)
        .run(
            "UPDATE delivery SET lease = NULL, lease_until = NULL WHERE id = $1 AND lease = $2",
            taken.id(),
            taken.lease());
  }

  /// What is to be sent, by delivery id; what is no longer there is left out.
  Map<String, Parcel> parcels(List<Taken> taken, Instant now) {
    var ids = taken.stream().map(Taken::id).toArray(String[]::new);
    var alerts = alerts(ids);
    Map<String, Parcel> parcels = new HashMap<>();
    for (var row :
        Sql.on(pool)
            .run(
                """
                SELECT d.id, d.kind, d.created, d.window_start, d.window_end, s.id AS subscription, s.name, s.subscriber, s.url,
                  s.channel, s.secret, s.old_secret, s.old_secret_until, s.unsubscribe, s.time_zone, s.state,
                  CASE WHEN p.confirmed IS NOT NULL AND p.suppressed IS NULL THEN p.email END AS email
                FROM delivery d JOIN subscription s ON s.id = d.subscription JOIN subscriber p ON p.id = s.subscriber
                WHERE d.id = ANY($1)\
                """,
                (Object) ids)) {
      var id = row.getString("id");
      var from = Sql.instant(row, "window_start");
      var to = Sql.instant(row, "window_end");
      parcels.put(
          id,
          new Parcel(
              id,
              Parcel.Kind.valueOf(row.getString("kind")),
              receiver(row, now),
              from == null || to == null ? null : new DigestWindow(from, to),
              row.getOffsetDateTime("created").toInstant(),
              alerts.getOrDefault(id, List.of())));
    }
    return parcels;
  }

  private static Parcel.Receiver receiver(Row row, Instant now) {
    List<String> secrets = new ArrayList<>();
    var secret = row.getString("secret");
    if (secret != null) {
      secrets.add(secret);
    }
    var old = row.getString("old_secret");
    var until = Sql.instant(row, "old_secret_until");
    if (old != null && until != null && until.isAfter(now)) {
      secrets.add(old);
    }
    boolean webhook = row.getString("channel").equals("webhook");
    return new Parcel.Receiver(
        row.getString("subscription"),
        row.getString("name"),
        row.getString("subscriber"),
        webhook ? row.getString("url") : null,
        webhook ? null : row.getString("email"),
        secrets,
        row.getString("unsubscribe"),
        ZoneId.of(row.getString("time_zone")),
        Parcel.Standing.valueOf(row.getString("state")));
  }

  private Map<String, List<Parcel.Alert>> alerts(String[] deliveries) {
    Map<String, List<Parcel.Alert>> alerts = new HashMap<>();
    for (var row :
        Sql.on(pool)
            .run(
                """
                SELECT a.delivery, a.id, a.name, a.opened, a.because::text AS because, a.phrases::text AS phrases,
                  r.content::text AS content
                FROM alert a JOIN article_revision r ON r.article = a.article AND r.revision = a.revision
                WHERE a.delivery = ANY($1) ORDER BY a.sequence\
                """,
                (Object) deliveries)) {
      alerts.computeIfAbsent(row.getString("delivery"), d -> new ArrayList<>()).add(alert(row));
    }
    return alerts;
  }

  static Parcel.Alert alert(Row row) {
    return new Parcel.Alert(
        row.getString("id"),
        row.getString("name"),
        row.getOffsetDateTime("opened").toInstant(),
        List.of(read(row.getString("because"), String[].class)),
        List.of(read(row.getString("phrases"), Evidence[].class)),
        read(row.getString("content"), AlertContent.class));
  }

  private static <T> T read(String json, Class<T> type) {
    try {
      return EventJson.read(json.getBytes(StandardCharsets.UTF_8), type);
    } catch (UnreadableEvent e) {
      throw new IllegalStateException("a stored alert cannot be read", e);
    }
  }

  /// Where a delivery stands after a try.
  ///
  /// @param due of the next try; null where there is none
  record After(String status, String reason, @Nullable Instant due) {}

  /// Writes a try and what follows from it down.
  ///
  /// @return false where the lease had ended: nothing was written
  boolean record(Taken taken, Attempt attempt, After after, Tried tried) {
    OffsetDateTime due = Sql.atOrNull(after.due());
    boolean finished = due == null;
    return Sql.on(pool)
            .run(
                """
                WITH d AS (
                  UPDATE delivery SET status = $3, reason = $4, due = coalesce($5, due), turn = coalesce($5, turn), tries = tries + 1,
                    lease = NULL, lease_until = NULL, finished = CASE WHEN $6 THEN $7::timestamptz END
                  WHERE id = $1 AND lease = $2 AND lease_until > now() RETURNING id)
                INSERT INTO attempt (delivery, time, outcome, reason, status, millis, request, answer)
                SELECT d.id, $8, $9, $10, $11, $12, $13, $14 FROM d\
                """,
                taken.id(),
                taken.lease(),
                after.status(),
                after.reason(),
                due,
                finished,
                Sql.at(tried.ended()),
                Sql.at(tried.began()),
                Outcomes.outcome(attempt),
                Outcomes.reason(attempt),
                attempt.status(),
                (int) Duration.between(tried.began(), tried.ended()).toMillis(),
                tried.request(),
                attempt.answer())
            .rowCount()
        > 0;
  }

  /// When a try was made, and what it sent.
  record Tried(Instant began, Instant ended, String request) {}

  /// Ends or holds a delivery that is not to be tried.
  void close(Taken taken, String status, String reason, Instant now) {
    Sql.on(pool)
        .run(
            """
            UPDATE delivery SET status = $3, reason = $4, lease = NULL, lease_until = NULL, finished = $5
            WHERE id = $1 AND lease = $2\
            """,
            taken.id(),
            taken.lease(),
            status,
            reason,
            status.equals("held") ? null : Sql.at(now));
  }

  /// Holds what is open for an endpoint that has been disabled.
  void hold(String subscription) {
    Sql.on(pool)
        .run(
            """
            UPDATE delivery SET status = 'held', reason = 'disabled'
            WHERE subscription = $1 AND status IN ('pending', 'deferred')\
            """,
            subscription);
  }

  /// Deletes attempts, and what is finished, from before a time. Alerts stay.
  public void retain(Instant before) {
    var sql = Sql.on(pool);
    sql.run("DELETE FROM attempt WHERE time < $1", Sql.at(before));
  }

  /// How old the oldest delivery is that is due and not tried; zero where none is.
  public Duration oldestDue(Instant now) {
    for (var row :
        Sql.on(pool)
            .run(
                "SELECT min(due) AS due FROM delivery WHERE status IN ('pending', 'deferred') AND due <= $1",
                Sql.at(now))) {
      var due = Sql.instant(row, "due");
      return due == null ? Duration.ZERO : Duration.between(due, now);
    }
    return Duration.ZERO;
  }
}
