package tocsin.alert.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tocsin.alert.sql.Sql;

/// Subscribers: how they ask, confirm, and leave. Blocks its (virtual) thread.
public final class Subscribers {
  private static final Duration VALID = Duration.ofDays(7);
  private static final int PER_ADDRESS = 3;
  private static final int PER_ORIGIN = 20;

  /// Of the mail that asks for consent: raised with its wording, kept with the consent.
  private static final int CONSENT_TEXT = 1;

  private final Pool pool;
  private final Tokens tokens;
  private final String publicUrl;

  public Subscribers(Pool pool, Tokens tokens, String publicUrl) {
    this.pool = pool;
    this.tokens = tokens;
    this.publicUrl = publicUrl;
  }

  /// A subscriber as the API shows them.
  ///
  /// @param suppressed since when no mails are sent, because the address refused some; null where
  ///   they are
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Subscriber(String id, String email, @Nullable Instant suppressed) {}

  /// A subscriber with their first token.
  public record Welcome(String token, Subscriber subscriber) {}

  /// Asks the owner of an address to confirm: one mail, within limits for the address and for
  /// whoever asks. The caller learns nothing of either.
  ///
  /// @param origin whoever asks, see [Origin]
  public void ask(String email, String origin, Instant now) {
    Sql.inTransaction(
        pool,
        sql -> {
          var from = Secrets.hash(origin);
          sql.run(
              "SELECT pg_advisory_xact_lock(hashtext(l)) FROM unnest($1::text[]) AS l ORDER BY hashtext(l)",
              (Object) new String[] {KnownSubscriber.key(email), from});
          if (isAllowed(sql, email, from, now.minus(Duration.ofHours(1)))) {
            var token = Secrets.random(32);
            sql.run(
                "INSERT INTO confirmation (token_hash, subscriber, asked, asked_from) VALUES ($1, $2, $3, $4)",
                Secrets.hash(token),
                idOf(sql, email, now),
                Sql.at(now),
                from);
            sql.run(
                "INSERT INTO notice (id, recipient, subject, body, asked, due) VALUES ($1, $2, $3, $4, $5, $5)",
                Secrets.random(16),
                email,
                "Please confirm your address",
                confirmation(token),
                Sql.at(now));
          }
          return true;
        });
  }

  private static boolean isAllowed(Sql sql, String email, String from, Instant since) {
    for (var row :
        sql.run(
            """
            SELECT count(*) FILTER (WHERE s.email_key = $1) AS address, count(*) FILTER (WHERE c.asked_from = $2) AS origin
            FROM confirmation c JOIN subscriber s ON s.id = c.subscriber
            WHERE c.asked > $3 AND (s.email_key = $1 OR c.asked_from = $2)\
            """,
            KnownSubscriber.key(email),
            from,
            Sql.at(since))) {
      return row.getLong("address") < PER_ADDRESS && row.getLong("origin") < PER_ORIGIN;
    }
    return true;
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
    return Entities.inTransaction(() ->
            Confirmation.<Confirmation>findById(Secrets.hash(token), LockModeType.PESSIMISTIC_WRITE)
                .chain(found ->
                    found == null || !found.isOpen(now.minus(VALID))
                        ? Uni.createFrom().item(Optional.<Subscriber>empty())
                        : KnownSubscriber.<KnownSubscriber>findById(found.subscriber)
                            .map(asked -> {
                              found.used = now;
                              asked.consents(
                                  "text %d mailed %s, asked for from %s, confirmed %s"
                                      .formatted(CONSENT_TEXT, found.asked, found.askedFrom, now),
                                  now);
                              return Optional.of(asked.subscriber());
                            })))
        .map(s -> new Welcome(tokens.first(s.id(), now).token(), s));
  }

  /// Whether a confirmation token could be used now, without using it.
  public boolean isOpen(String token, Instant now) {
    return Entities.inSession(() ->
        Confirmation.<Confirmation>findById(Secrets.hash(token))
            .map(found -> found != null && found.isOpen(now.minus(VALID))));
  }

  /// A subscriber whose consent the operator vouches for.
  public Welcome admit(String email, Instant now) {
    var admitted = vouched(email, now);
    return new Welcome(tokens.first(admitted.id(), now).token(), admitted);
  }

  /// In one statement, so that of many who admit an address at once each gets the same subscriber.
  private Subscriber vouched(String email, Instant now) {
    for (var row :
        Sql.on(pool)
            .run(
                """
                INSERT INTO subscriber (id, email, email_key, created, confirmed, consent) VALUES ($1, $2, $3, $4, $4, $5)
                ON CONFLICT (email_key) DO UPDATE SET confirmed = coalesce(subscriber.confirmed, $4),
                  consent = coalesce(subscriber.consent, $5), suppressed = NULL, bounces = 0
                RETURNING id, email\
                """,
                Secrets.random(12),
                email,
                KnownSubscriber.key(email),
                Sql.at(now),
                "vouched for by the operator")) {
      return new Subscriber(row.getString("id"), row.getString("email"), null);
    }
    throw new IllegalStateException("an upsert that returns nothing");
  }

  public Optional<Subscriber> find(String id) {
    return Entities.inSession(() ->
        KnownSubscriber.<KnownSubscriber>findById(id)
            .map(found -> Optional.ofNullable(found).map(KnownSubscriber::subscriber)));
  }

  /// Forgets a subscriber: address, tokens, subscriptions, alerts and deliveries. First everything
  /// is stopped, then what is on its way at this moment is waited for, so that nothing is sent
  /// after the return.
  ///
  /// @param patience the longest a try can take
  public boolean remove(String id, Duration patience) throws InterruptedException {
    Sql.inTransaction(pool, sql -> stop(sql, id));
    var end = System.nanoTime() + patience.toNanos();
    while (isOnTheWay(id) && System.nanoTime() < end) {
      Thread.sleep(Duration.ofMillis(20));
    }
    return Sql.inTransaction(
        pool,
        sql -> {
          stop(sql, id);
          sql.run(
              "DELETE FROM notice WHERE recipient = (SELECT email FROM subscriber WHERE id = $1)",
              id);
          sql.run("DELETE FROM delivery WHERE subscriber = $1", id);
          sql.run("DELETE FROM alert WHERE subscriber = $1", id);
          return sql.run("DELETE FROM subscriber WHERE id = $1", id).rowCount() > 0;
        });
  }

  private static boolean stop(Sql sql, String id) {
    sql.run("SELECT pg_advisory_xact_lock(hashtext($1))", "subscription_changes");
    sql.run("UPDATE subscription SET state = 'unsubscribed' WHERE subscriber = $1", id);
    return sql.run(
                "INSERT INTO subscription_change (subscription) SELECT id FROM subscription WHERE subscriber = $1",
                id)
            .rowCount()
        > 0;
  }

  private boolean isOnTheWay(String id) {
    return Sql.on(pool)
            .run(
                "SELECT 1 FROM delivery WHERE subscriber = $1 AND lease IS NOT NULL AND lease_until > now() LIMIT 1",
                id)
            .rowCount()
        > 0;
  }

  /// Everything held about a subscriber, but for what opens doors: tokens, secrets, links.
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
            "SELECT to_jsonb(s) - 'secret' - 'old_secret' - 'unsubscribe' - 'feed' - 'links' AS j FROM subscription s WHERE subscriber = $1",
            id));
    held.put("alerts", json("SELECT to_jsonb(a) AS j FROM alert a WHERE subscriber = $1", id));
    held.put(
        "deliveries", json("SELECT to_jsonb(d) AS j FROM delivery d WHERE subscriber = $1", id));
    held.put(
        "attempts",
        json(
            "SELECT to_jsonb(t) AS j FROM attempt t JOIN delivery d ON d.id = t.delivery WHERE d.subscriber = $1 ORDER BY t.id",
            id));
    held.put(
        "recoveries", json("SELECT to_jsonb(r) AS j FROM recovery r WHERE subscriber = $1", id));
    held.put(
        "notices",
        json(
            "SELECT jsonb_build_object('subject', n.subject, 'asked', n.asked) AS j FROM notice n JOIN subscriber s ON s.email = n.recipient WHERE s.id = $1",
            id));
    return held;
  }

  private List<Object> json(String statement, String id) {
    List<Object> rows = new ArrayList<>();
    Sql.on(pool).run(statement, id).forEach(row -> rows.add(row.getJsonObject("j").getMap()));
    return rows;
  }

  /// Forgets who never confirmed, and confirmations that can no longer be used.
  public void forget(Instant now) {
    var before = Sql.at(now.minus(VALID));
    Sql.on(pool).run("DELETE FROM confirmation WHERE asked < $1", before);
    Sql.on(pool)
        .run(
            """
            DELETE FROM subscriber s WHERE confirmed IS NULL AND created < $1
              AND NOT EXISTS (SELECT 1 FROM confirmation c WHERE c.subscriber = s.id)\
            """,
            before);
  }

  private static String idOf(Sql sql, String email, Instant now) {
    for (var row :
        sql.run(
            """
            INSERT INTO subscriber (id, email, email_key, created) VALUES ($1, $2, $3, $4)
            ON CONFLICT (email_key) DO UPDATE SET email = subscriber.email RETURNING id\
            """,
            Secrets.random(12),
            email,
            KnownSubscriber.key(email),
            Sql.at(now))) {
      return row.getString("id");
    }
    throw new IllegalStateException("an upsert that returns nothing");
  }
}
