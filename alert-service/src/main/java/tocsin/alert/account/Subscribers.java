package tocsin.alert.account;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Subscribers: how they ask, confirm, and leave. Blocks its (virtual) thread.
public final class Subscribers {
  private static final Duration VALID = Duration.ofDays(7);
  private static final int PER_ADDRESS = 3;
  private static final int PER_ORIGIN = 20;

  private final Pool pool;
  private final Tokens tokens;
  private final String publicUrl;

  public Subscribers(Pool pool, Tokens tokens, String publicUrl) {
    this.pool = pool;
    this.tokens = tokens;
    this.publicUrl = publicUrl;
  }

  /// A subscriber as the API shows them.
  public record Subscriber(String id, String email) {}

  /// A subscriber with their first token.
  public record Welcome(String token, Subscriber subscriber) {}

  /// Asks the owner of an address to confirm: one mail, within limits for the address and for
  /// whoever asks. The caller learns nothing of either.
  public void ask(String email, String origin, Instant now) {
    var asked = at(now);
    var hour = at(now.minus(Duration.ofHours(1)));
    var from = Secrets.hash(origin);
    SqlConnection sql = pool.getConnectionAndAwait();
    try {
      var transaction = sql.beginAndAwait();
      try {
        run(sql, "SELECT pg_advisory_xact_lock(hashtext($1))", key(email));
        var id = idOf(sql, email, now);
        int ofAddress =
            count(
                sql,
                "SELECT count(*)::int AS n FROM confirmation WHERE subscriber = $1 AND asked > $2",
                id,
                hour);
        int ofOrigin =
            count(
                sql,
                "SELECT count(*)::int AS n FROM confirmation WHERE asked_from = $1 AND asked > $2",
                from,
                hour);
        if (ofAddress < PER_ADDRESS && ofOrigin < PER_ORIGIN) {
          var token = Secrets.random(32);
          run(
              sql,
              "INSERT INTO confirmation (token_hash, subscriber, asked, asked_from) VALUES ($1, $2, $3, $4)",
              Secrets.hash(token),
              id,
              asked,
              from);
          run(
              sql,
              "INSERT INTO notice (id, recipient, subject, body, asked, due) VALUES ($1, $2, $3, $4, $5, $5)",
              Secrets.random(16),
              email,
              "Please confirm your address",
              confirmation(token),
              asked);
        }
        transaction.commitAndAwait();
      } catch (RuntimeException e) {
        transaction.rollbackAndAwait();
        throw e;
      }
    } finally {
      sql.closeAndAwait();
    }
  }

  private String confirmation(String token) {
    return """
    Somebody, probably you, asked Tocsin to send alerts to this address.

    To confirm, open this link and press the button:

    %s/confirm?token=%s

    The link is good for seven days. If it was not you, ignore this mail: nothing
    else will be sent.
    """
        .formatted(publicUrl, token);
  }

  /// Uses a confirmation token up; empty where it is unknown, used or too old.
  public Optional<Welcome> confirm(String token, Instant now) {
    var rows =
        run(
            """
            UPDATE confirmation SET used = $2 WHERE token_hash = $1 AND used IS NULL AND asked > $3
            RETURNING subscriber\
            """,
            Secrets.hash(token),
            at(now),
            at(now.minus(VALID)));
    for (var row : rows) {
      var id = row.getString("subscriber");
      run(
          """
          UPDATE subscriber SET confirmed = coalesce(confirmed, $2), suppressed = NULL,
            consent = coalesce(consent, 'confirmed by mail link ' || $2::text) WHERE id = $1\
          """,
          id,
          at(now));
      return find(id).map(s -> new Welcome(tokens.issue(id, "first", now).token(), s));
    }
    return Optional.empty();
  }

  /// Whether a confirmation token could be used now, without using it.
  public boolean isOpen(String token, Instant now) {
    return run(
                "SELECT 1 FROM confirmation WHERE token_hash = $1 AND used IS NULL AND asked > $2",
                Secrets.hash(token),
                at(now.minus(VALID)))
            .rowCount()
        > 0;
  }

  /// A subscriber whose consent the operator vouches for.
  public Welcome admit(String email, Instant now) {
    SqlConnection sql = pool.getConnectionAndAwait();
    String id;
    try {
      id = idOf(sql, email, now);
      run(
          sql,
          "UPDATE subscriber SET confirmed = coalesce(confirmed, $2), suppressed = NULL, consent = coalesce(consent, 'vouched for by the operator') WHERE id = $1",
          id,
          at(now));
    } finally {
      sql.closeAndAwait();
    }
    return new Welcome(tokens.issue(id, "first", now).token(), new Subscriber(id, email));
  }

  public Optional<Subscriber> find(String id) {
    for (var row : run("SELECT id, email FROM subscriber WHERE id = $1", id)) {
      return Optional.of(new Subscriber(row.getString("id"), row.getString("email")));
    }
    return Optional.empty();
  }

  /// Forgets a subscriber: address, tokens, subscriptions, alerts and deliveries.
  public boolean remove(String id) {
    SqlConnection sql = pool.getConnectionAndAwait();
    try {
      var transaction = sql.beginAndAwait();
      try {
        run(sql, "SELECT pg_advisory_xact_lock(hashtext($1))", "subscription_changes");
        run(
            sql,
            "INSERT INTO subscription_change (subscription) SELECT id FROM subscription WHERE subscriber = $1",
            id);
        run(
            sql,
            "DELETE FROM notice WHERE recipient = (SELECT email FROM subscriber WHERE id = $1)",
            id);
        run(sql, "DELETE FROM delivery WHERE subscriber = $1", id);
        run(sql, "DELETE FROM alert WHERE subscriber = $1", id);
        boolean removed = run(sql, "DELETE FROM subscriber WHERE id = $1", id).rowCount() > 0;
        transaction.commitAndAwait();
        return removed;
      } catch (RuntimeException e) {
        transaction.rollbackAndAwait();
        throw e;
      }
    } finally {
      sql.closeAndAwait();
    }
  }

  /// Everything held about a subscriber.
  public Map<String, Object> export(String id) {
    Map<String, Object> held = new LinkedHashMap<>();
    held.put(
        "subscriber",
        json("SELECT to_jsonb(s) - 'email_key' AS j FROM subscriber s WHERE id = $1", id));
    held.put(
        "confirmations",
        json(
            "SELECT to_jsonb(c) - 'token_hash' AS j FROM confirmation c WHERE subscriber = $1",
            id));
    held.put(
        "tokens",
        json("SELECT to_jsonb(t) - 'token_hash' AS j FROM api_token t WHERE subscriber = $1", id));
    held.put(
        "subscriptions",
        json(
            "SELECT to_jsonb(s) - 'secret' - 'old_secret' - 'unsubscribe' AS j FROM subscription s WHERE subscriber = $1",
            id));
    held.put("alerts", json("SELECT to_jsonb(a) AS j FROM alert a WHERE subscriber = $1", id));
    held.put(
        "deliveries", json("SELECT to_jsonb(d) AS j FROM delivery d WHERE subscriber = $1", id));
    return held;
  }

  private Object json(String sql, String id) {
    var rows = new java.util.ArrayList<Object>();
    for (var row : run(sql, id)) {
      var value = row.getJsonObject("j");
      rows.add(value.getMap());
    }
    return rows;
  }

  private static String idOf(SqlConnection sql, String email, Instant now) {
    var rows =
        run(
            sql,
            """
            INSERT INTO subscriber (id, email, email_key, created) VALUES ($1, $2, $3, $4)
            ON CONFLICT (email_key) DO UPDATE SET email = subscriber.email RETURNING id\
            """,
            Secrets.random(12),
            email,
            key(email),
            at(now));
    for (var row : rows) {
      return row.getString("id");
    }
    throw new IllegalStateException("an upsert that returns nothing");
  }

  private static int count(SqlConnection sql, String statement, @Nullable Object... values) {
    for (var row : run(sql, statement, values)) {
      return row.getInteger("n");
    }
    return 0;
  }

  private static RowSet<Row> run(SqlConnection sql, String statement, @Nullable Object... values) {
    return sql.preparedQuery(statement).executeAndAwait(Tuple.from(Arrays.asList(values)));
  }

  private RowSet<Row> run(String statement, @Nullable Object... values) {
    return pool.preparedQuery(statement).executeAndAwait(Tuple.from(Arrays.asList(values)));
  }

  private static String key(String email) {
    return email.toLowerCase(Locale.ROOT);
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
