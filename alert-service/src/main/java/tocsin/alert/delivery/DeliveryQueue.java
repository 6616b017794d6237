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
import tocsin.alert.subscription.ChannelSpec;
import tocsin.alert.subscription.QuietHours;
import tocsin.events.EventJson;
import tocsin.events.Evidence;
import tocsin.events.UnreadableEvent;

/// Deliveries that are due, as PostgreSQL keeps them: taken under a lease by one node, and given
/// back with what came of them. A node whose lease has ended changes nothing any more.
public final class DeliveryQueue {
  /// rows a statement
  private static final int SWEPT_AT_ONCE = 10_000;

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
        "UPDATE delivery SET status = 'pending', reason = '' WHERE status = 'held' AND kind = 'digest' AND reason IN ('digest', 'quiet', 'ceiling') AND due <= $1",
        Sql.at(now));
    sql.run(
        """
        UPDATE delivery d SET status = 'pending', reason = '', due = $1, turn = $1, tries = 0 FROM subscription s
        WHERE d.status = 'held' AND d.reason = 'disabled' AND s.id = d.subscription AND s.state = 'active'\
        """,
        Sql.at(now));
  }

  /// What proves that something was taken by this node in one go.
  String newLease() {
    return node + ":" + UUID.randomUUID();
  }

  /// Every target that something is open for, found from one to the next in the index of turns.
  private static final String TARGETS =
      """
      WITH RECURSIVE targets (target) AS (
        (SELECT target FROM delivery WHERE status IN ('pending', 'deferred') ORDER BY target LIMIT 1)
        UNION ALL
        SELECT (SELECT d.target FROM delivery d WHERE d.status IN ('pending', 'deferred') AND d.target > t.target
          ORDER BY d.target LIMIT 1)
        FROM targets t WHERE t.target IS NOT NULL),
      """;

  /// Takes what is due, the turn of each target in order, and marks it as this node's. A lease that
  /// is lost because the database's machine went down at this moment is taken again.
  ///
  /// @param token a new lease
  /// @param most in all
  /// @param perTarget of a target of which nothing else is known
  /// @param busy what has less room, or none
  List<Taken> take(String token, int most, int perTarget, Targets.Busy busy, Instant now) {
    var rooms = List.copyOf(busy.rooms().entrySet());
    List<Taken> taken = new ArrayList<>();
    Sql.on(pool)
        .run(
            TARGETS
                + """
                rooms AS (
                  SELECT t.target, coalesce(r.room, $3::int) AS room
                  FROM targets t LEFT JOIN unnest($4::text[], $8::int[]) AS r (target, room) ON r.target = t.target
                  WHERE t.target IS NOT NULL AND coalesce(r.room, $3::int) > 0),
                next AS (
                  SELECT due.id FROM rooms t CROSS JOIN LATERAL (
                    SELECT d.id, d.turn FROM delivery d
                    WHERE d.target = t.target AND d.status IN ('pending', 'deferred') AND d.turn <= $1::timestamptz + interval '60 seconds'
                      AND d.due <= $1 AND (d.lease_until IS NULL OR d.lease_until < now()) AND NOT d.subscription = ANY($2)
                    ORDER BY d.turn LIMIT t.room FOR UPDATE SKIP LOCKED) due
                  ORDER BY due.turn LIMIT $5),
                quick AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
                UPDATE delivery d SET lease = $6, lease_until = now() + $7::int * interval '1 millisecond',
                  first_try = coalesce(first_try, $1)
                FROM next, quick WHERE d.id = next.id
                RETURNING d.id, d.subscription, d.subscriber, d.kind, d.channel, d.target, d.tries, d.first_try\
                """,
            Sql.at(now),
            busy.subscriptions().toArray(String[]::new),
            perTarget,
            rooms.stream().map(Map.Entry::getKey).toArray(String[]::new),
            most,
            token,
            (int) lease.toMillis(),
            rooms.stream().map(Map.Entry::getValue).toArray(Integer[]::new))
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

  /// Gives back whatever was taken under a lease, of which nothing has been begun.
  void giveBack(String token) {
    Sql.on(pool)
        .run("UPDATE delivery SET lease = NULL, lease_until = NULL WHERE lease = $1", token);
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
                  s.channel, s.secret, s.old_secret, s.old_secret_until, s.unsubscribe, s.links, s.time_zone, s.quiet_from, s.quiet_to, s.state,
                  s.failing_since IS NOT NULL AS failing,
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
    var from = row.getString("quiet_from");
    var to = row.getString("quiet_to");
    boolean webhook = row.getString("channel").equals("webhook");
    return new Parcel.Receiver(
        row.getString("subscription"),
        row.getString("name"),
        row.getString("subscriber"),
        webhook ? row.getString("url") : null,
        webhook ? null : row.getString("email"),
        secrets,
        row.getString("unsubscribe"),
        row.getString("links"),
        ZoneId.of(row.getString("time_zone")),
        from == null || to == null ? null : QuietHours.parse(from, to).orElse(null),
        row.getBoolean("failing"),
        Parcel.Standing.valueOf(row.getString("state")));
  }

  private Map<String, List<Parcel.Alert>> alerts(String[] deliveries) {
    Map<String, List<Parcel.Alert>> alerts = new HashMap<>();
    for (var row :
        Sql.on(pool)
            .run(
                """
                SELECT a.delivery, a.id, a.name, a.opened, a.story, a.because::text AS because, a.phrases::text AS phrases,
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
        row.getString("story"),
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

  /// Gives a delivery back to be sent elsewhere: its subscription has another channel since.
  void readdress(Taken taken, ChannelSpec channel) {
    Sql.on(pool)
        .run(
            "UPDATE delivery SET channel = $3, target = $4, lease = NULL, lease_until = NULL WHERE id = $1 AND lease = $2",
            taken.id(),
            taken.lease(),
            channel.type(),
            Target.of(channel));
  }

  /// Ends or holds a delivery that is not to be tried.
  void close(Taken taken, String status, String reason, Instant now) {
    Sql.on(pool)
        .run(
            """
            UPDATE delivery SET status = $3, reason = $4, lease = NULL, lease_until = NULL, finished = $5
            WHERE id = $1 AND lease = $2 AND lease_until > now()\
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

  /// Deletes attempts, and deliveries that are finished, from before a time. Alerts stay: they are
  /// what tells that an article has been told of.
  ///
  /// @return whether there may be more to delete
  public boolean retain(Instant before) {
    var sql = Sql.on(pool);
    int attempts =
        sql.run(
                "DELETE FROM attempt WHERE id IN (SELECT id FROM attempt WHERE time < $1 ORDER BY time LIMIT $2)",
                Sql.at(before),
                SWEPT_AT_ONCE)
            .rowCount();
    int deliveries =
        sql.run(
                "DELETE FROM delivery WHERE id IN (SELECT id FROM delivery WHERE finished < $1 ORDER BY finished LIMIT $2)",
                Sql.at(before),
                SWEPT_AT_ONCE)
            .rowCount();
    return attempts == SWEPT_AT_ONCE || deliveries == SWEPT_AT_ONCE;
  }

  /// How old the delivery is that is due and first in turn; zero where none is.
  public Duration oldestDue(Instant now) {
    for (var row :
        Sql.on(pool)
            .run(
                TARGETS
                    + """
                    oldest AS (
                      SELECT first.due FROM targets t CROSS JOIN LATERAL (
                        SELECT d.due FROM delivery d
                        WHERE d.target = t.target AND d.status IN ('pending', 'deferred')
                          AND d.turn <= $1::timestamptz + interval '60 seconds' AND d.due <= $1
                        ORDER BY d.turn LIMIT 1) first)
                    SELECT min(due) AS due FROM oldest\
                    """,
                Sql.at(now))) {
      var due = Sql.instant(row, "due");
      return due == null ? Duration.ZERO : Duration.between(due, now);
    }
    return Duration.ZERO;
  }
}
