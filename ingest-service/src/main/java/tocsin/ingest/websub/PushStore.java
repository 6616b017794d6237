package tocsin.ingest.websub;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tocsin.ingest.feed.Hosts;
import tocsin.ingest.feed.Push;

/// How it stands with hubs, in PostgreSQL; shared by all nodes. Each statement is whole by itself.
/// Blocks its (virtual) thread.
public final class PushStore {
  /// Requests to a hub that does not answer, until a subscription that is to end is forgotten.
  private static final int FAREWELLS = 3;

  private final Pool pool;

  public PushStore(Pool pool) {
    this.pool = pool;
  }

  /// A request that a hub is to be sent.
  record Request(String id, URI hub, String host, String topic, String secret, boolean leaving) {}

  /// A subscription that a hub calls about.
  record Subscription(String id, String feed, URI topic, String secret) {}

  /// What a document offers, if that is not what is subscribed to already. Another hub or topic is
  /// subscribed to anew; what was there before is to be left.
  void offered(String feed, URI hub, URI topic, String id, String secret, Instant now) {
    run(
        """
        UPDATE push SET leaving = true, next_try = $4, failures = 0
        WHERE feed_id = $1 AND NOT leaving AND (hub <> $2 OR topic <> $3)\
        """,
        feed,
        hub.toString(),
        topic.toString(),
        now.atOffset(ZoneOffset.UTC));
    run(
        """
        INSERT INTO push (id, feed_id, hub, host, topic, secret, next_try)
        SELECT $4, $1, $2, $5, $3, $6, $7 FROM feed WHERE id = $1
        ON CONFLICT (feed_id) WHERE NOT leaving DO NOTHING\
        """,
        feed,
        hub.toString(),
        topic.toString(),
        id,
        Hosts.of(hub.toString()),
        secret,
        now.atOffset(ZoneOffset.UTC));
  }

  /// A document that was read offers no hub.
  void withdrawn(String feed, Instant now) {
    run(
        "UPDATE push SET leaving = true, next_try = $2, failures = 0 WHERE feed_id = $1 AND NOT leaving",
        feed,
        now.atOffset(ZoneOffset.UTC));
  }

  /// A poll found what the hub had not told.
  void missed(String feed) {
    run("UPDATE push SET trusted = false WHERE feed_id = $1 AND NOT leaving", feed);
  }

  /// Subscriptions of feeds that were removed are to be left.
  void leaveRemoved(Instant now) {
    run(
        """
        UPDATE push SET leaving = true, next_try = $1, failures = 0
        WHERE NOT leaving AND NOT EXISTS (SELECT 1 FROM feed WHERE feed.id = push.feed_id)\
        """,
        now.atOffset(ZoneOffset.UTC));
  }

  /// Requests that are due, at most one for a host and none for a host in `busy`. Each is put off
  /// as if it were to fail; the hub's verification brings its next time forward again, or ends it.
  List<Request> claim(Instant now, Duration patience, Collection<String> busy, int most) {
    var at = now.atOffset(ZoneOffset.UTC);
    run(
        "DELETE FROM push WHERE leaving AND next_try <= $1 AND (failures >= $2 OR asked_at IS NULL AND lease_until IS NULL)",
        at,
        FAREWELLS);
    var requests = new ArrayList<Request>();
    run(
            """
            UPDATE push SET asked_at = $1, denied = false, failures = failures + 1,
              next_try = $1::timestamptz + least(interval '1 day', $2::bigint * interval '1 second' * 2 ^ least(failures, 20))
            WHERE id IN (
              SELECT p.id FROM push p
              WHERE p.id IN (SELECT DISTINCT ON (host) id FROM push
                             WHERE next_try <= $1 AND host <> ALL($3) ORDER BY host, next_try)
                AND p.next_try <= $1
              LIMIT $4 FOR UPDATE SKIP LOCKED)
            RETURNING *\
            """,
            at,
            patience.toSeconds(),
            busy.toArray(String[]::new),
            most)
        .forEach(row ->
            requests.add(
                new Request(
                    row.getString("id"),
                    URI.create(row.getString("hub")),
                    row.getString("host"),
                    row.getString("topic"),
                    row.getString("secret"),
                    row.getBoolean("leaving"))));
    return requests;
  }

  void failed(String id, String why) {
    run("UPDATE push SET last_error = $2 WHERE id = $1 AND asked_at IS NOT NULL", id, why);
  }

  /// The hub asks whether this is wanted: it is where it was asked for.
  ///
  /// @param renew when to ask again
  /// @return whether it is wanted
  boolean subscribed(String id, String topic, Instant until, Instant renew) {
    return one(
        """
        UPDATE push SET lease_until = $3, next_try = $4, asked_at = NULL, failures = 0,
          trusted = true, denied = false, last_error = NULL
        WHERE id = $1 AND topic = $2 AND NOT leaving AND asked_at IS NOT NULL\
        """,
        id,
        topic,
        until.atOffset(ZoneOffset.UTC),
        renew.atOffset(ZoneOffset.UTC));
  }

  /// The hub asks whether this is to end: it is where it was asked for.
  boolean unsubscribed(String id, String topic) {
    return one(
        "DELETE FROM push WHERE id = $1 AND topic = $2 AND leaving AND asked_at IS NOT NULL",
        id,
        topic);
  }

  /// The hub does not want, or no longer.
  boolean denied(String id, String topic, String why, Instant again) {
    return one(
        """
        UPDATE push SET denied = true, lease_until = NULL, asked_at = NULL, last_error = $3, next_try = $4
        WHERE id = $1 AND topic = $2\
        """,
        id,
        topic,
        why,
        again.atOffset(ZoneOffset.UTC));
  }

  Optional<Subscription> find(String id) {
    for (var row : run("SELECT id, feed_id, topic, secret FROM push WHERE id = $1", id)) {
      return Optional.of(
          new Subscription(
              row.getString("id"),
              row.getString("feed_id"),
              URI.create(row.getString("topic")),
              row.getString("secret")));
    }
    return Optional.empty();
  }

  /// @param read the hub is trusted (again)
  void delivered(String id, boolean read, Instant now) {
    run(
        "UPDATE push SET deliveries = deliveries + 1, last_delivery = $2, trusted = trusted OR $3 WHERE id = $1",
        id,
        now.atOffset(ZoneOffset.UTC),
        read);
  }

  void rejected(String id) {
    run("UPDATE push SET rejected = rejected + 1 WHERE id = $1", id);
  }

  /// As the API shows it.
  public Optional<Push> of(String feed, Instant now) {
    for (var row :
        run(
            """
            SELECT hub, topic, lease_until, trusted, denied, last_delivery, deliveries, rejected, last_error
            FROM push WHERE feed_id = $1 AND NOT leaving\
            """,
            feed)) {
      var until = instant(row, "lease_until");
      boolean live = until != null && until.isAfter(now);
      var status =
          row.getBoolean("denied")
              ? "denied"
              : live ? row.getBoolean("trusted") ? "live" : "doubted" : "waiting";
      return Optional.of(
          new Push(
              row.getString("hub"),
              row.getString("topic"),
              status,
              until,
              instant(row, "last_delivery"),
              row.getLong("deliveries"),
              row.getLong("rejected"),
              row.getString("last_error")));
    }
    return Optional.empty();
  }

  private boolean one(String sql, @Nullable Object... values) {
    return run(sql, values).rowCount() == 1;
  }

  private RowSet<Row> run(String sql, @Nullable Object... values) {
    return pool.preparedQuery(sql).executeAndAwait(Tuple.from(Arrays.asList(values)));
  }

  private static @Nullable Instant instant(Row row, String column) {
    var at = row.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }
}
