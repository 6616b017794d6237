package tocsin.alert.subscription;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The subscriptions there are, in PostgreSQL. Every write appends to `subscription_change` under
/// one lock, so that the order of its sequence is the order of commits. Blocks its (virtual)
/// thread.
public final class SubscriptionStore {
  /// How long a replaced secret goes on signing beside the new one.
  static final Duration OVERLAP = Duration.ofHours(24);

  static final int PER_SUBSCRIBER = 1_000;

  private static final String CHANGES = "subscription_changes";
  private static final SecureRandom RANDOM = new SecureRandom();

  /// Named one by one: a statement that is prepared must outlive a column that a newer version
  /// adds.
  private static final String COLUMNS =
      """
      id, sequence, subscriber, name, query, channel, url, schedule, time_zone, min_score, story,
      quiet_from, quiet_to, daily_ceiling, feed, state, created\
      """;

  private static final String SELECT = "SELECT " + COLUMNS + " FROM subscription ";

  private final Pool pool;

  public SubscriptionStore(Pool pool) {
    this.pool = pool;
  }

  /// What a subscriber writes.
  public record Draft(
      String name,
      String query,
      ChannelSpec channel,
      Schedule schedule,
      ZoneId timeZone,
      double minScore,
      Subscription.Story story,
      @Nullable QuietHours quietHours,
      @Nullable Integer dailyCeiling) {}

  /// A new subscription; its webhook secret is told this once, null for e-mail.
  public record Created(Subscription subscription, @Nullable String secret) {}

  /// Empty where the subscriber has as many as they may have. They are counted behind the lock of
  /// every change, so that of many at once no more are created.
  public Optional<Created> create(String subscriberId, Draft draft, Instant now) {
    var id = random(16);
    var secret = draft.channel() instanceof ChannelSpec.Webhook ? newSecret() : null;
    return change(
            id,
            """
            INSERT INTO subscription (id, subscriber, name, query, channel, url, secret, schedule, time_zone, min_score, story,
              unsubscribe, created, quiet_from, quiet_to, daily_ceiling, feed, links)
            SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18
            WHERE (SELECT count(*) FROM subscription WHERE subscriber = $2) < $19 RETURNING \
            """
                + COLUMNS,
            id,
            subscriberId,
            draft.name(),
            draft.query(),
            draft.channel().type(),
            url(draft.channel()),
            secret,
            draft.schedule().written(),
            draft.timeZone().getId(),
            draft.minScore(),
            draft.story().name(),
            random(24),
            at(now),
            quiet(draft, QuietHours::from),
            quiet(draft, QuietHours::to),
            draft.dailyCeiling(),
            random(24),
            random(24),
            (long) PER_SUBSCRIBER)
        .map(subscription -> new Created(subscription, secret));
  }

  /// Replaces what was asked for; an endpoint that is new or was disabled starts anew.
  public Optional<Subscription> replace(String id, Draft draft) {
    return change(
        id,
        """
        UPDATE subscription SET name = $2, query = $3, channel = $4, url = $5,
          secret = CASE WHEN $4 = 'webhook' THEN coalesce(secret, $6) END,
          schedule = $7, time_zone = $8, min_score = $9, story = $10, quiet_from = $11, quiet_to = $12,
          daily_ceiling = $13, state = 'active', state_reason = NULL, failing_since = NULL
        WHERE id = $1 RETURNING \
        """
            + COLUMNS,
        id,
        draft.name(),
        draft.query(),
        draft.channel().type(),
        url(draft.channel()),
        newSecret(),
        draft.schedule().written(),
        draft.timeZone().getId(),
        draft.minScore(),
        draft.story().name(),
        quiet(draft, QuietHours::from),
        quiet(draft, QuietHours::to),
        draft.dailyCeiling());
  }

  public boolean remove(String id) {
    return change(id, "DELETE FROM subscription WHERE id = $1 RETURNING " + COLUMNS, id)
        .isPresent();
  }

  /// A new secret; the old one signs beside it for a day.
  public Optional<String> rotateSecret(String id, Instant now) {
    var secret = newSecret();
    var rows =
        run(
            """
            UPDATE subscription SET old_secret = secret, old_secret_until = $2, secret = $3
            WHERE id = $1 AND channel = 'webhook'\
            """,
            id,
            at(now.plus(OVERLAP)),
            secret);
    return rows.rowCount() == 0 ? Optional.empty() : Optional.of(secret);
  }

  /// The secrets that sign now, the newest first; empty where there is no such webhook.
  public List<String> secrets(String id, Instant now) {
    List<String> secrets = new ArrayList<>();
    for (var row :
        run("SELECT secret, old_secret, old_secret_until FROM subscription WHERE id = $1", id)) {
      Optional.ofNullable(row.getString("secret")).ifPresent(secrets::add);
      var until = row.getOffsetDateTime("old_secret_until");
      if (until != null && until.toInstant().isAfter(now)) {
        Optional.ofNullable(row.getString("old_secret")).ifPresent(secrets::add);
      }
    }
    return secrets;
  }

  /// Where a subscriber's mails go; empty where they are gone, not confirmed, or refuse mails.
  public Optional<String> address(String subscriberId) {
    for (var row :
        run(
            "SELECT email FROM subscriber WHERE id = $1 AND confirmed IS NOT NULL AND suppressed IS NULL",
            subscriberId)) {
      return Optional.of(row.getString("email"));
    }
    return Optional.empty();
  }

  /// The unsubscribe token of a subscription, for links and headers.
  public Optional<String> unsubscribeToken(String id) {
    for (var row : run("SELECT unsubscribe FROM subscription WHERE id = $1", id)) {
      return Optional.of(row.getString("unsubscribe"));
    }
    return Optional.empty();
  }

  /// The key that links to a subscription's alerts are signed with.
  public Optional<String> linkKey(String id) {
    for (var row : run("SELECT links FROM subscription WHERE id = $1", id)) {
      return Optional.of(row.getString("links"));
    }
    return Optional.empty();
  }

  public Optional<Subscription> byFeedToken(String token) {
    return first(run(SELECT + "WHERE feed = $1", token));
  }

  public Optional<Subscription> byUnsubscribeToken(String token) {
    return first(run(SELECT + "WHERE unsubscribe = $1", token));
  }

  /// Ends a subscription for its subscriber; again is harmless.
  public void unsubscribe(String id) {
    change(
        id,
        "UPDATE subscription SET state = 'unsubscribed' WHERE id = $1 RETURNING " + COLUMNS,
        id);
  }

  /// Stops a subscription whose endpoint is not to be called again; false where it was not active.
  public boolean disable(String id, String reason) {
    return change(
            id,
            "UPDATE subscription SET state = 'disabled', state_reason = $2 WHERE id = $1 AND state = 'active' RETURNING "
                + COLUMNS,
            id,
            reason)
        .isPresent();
  }

  public Optional<Subscription> find(String id) {
    return first(run(SELECT + "WHERE id = $1", id));
  }

  public Map<String, Subscription> byIds(Collection<String> ids) {
    Map<String, Subscription> found = new LinkedHashMap<>();
    run(SELECT + "WHERE id = ANY($1)", (Object) ids.toArray(String[]::new))
        .forEach(row -> found.put(row.getString("id"), subscription(row)));
    return found;
  }

  /// Active ones, by key.
  public Map<Long, Subscription> byKeys(long[] keys) {
    Map<Long, Subscription> found = new LinkedHashMap<>();
    if (keys.length > 0) {
      run(
              SELECT + "WHERE sequence = ANY($1) AND state = 'active'",
              (Object) Arrays.stream(keys).boxed().toArray(Long[]::new))
          .forEach(row -> found.put(row.getLong("sequence"), subscription(row)));
    }
    return found;
  }

  /// In the order of creation.
  ///
  /// @param subscriberId of whom; null: of all
  /// @param after the key the page begins behind, whether or not it is still there; 0: at the first
  public List<Subscription> list(@Nullable String subscriberId, long after, int most) {
    List<Subscription> list = new ArrayList<>();
    run(
            SELECT
                + """
                WHERE ($1::text IS NULL OR subscriber = $1) AND sequence > $2
                ORDER BY sequence LIMIT $3\
                """,
            subscriberId,
            after,
            most)
        .forEach(row -> list.add(subscription(row)));
    return list;
  }

  /// What there is to index, and how it changes.
  public ChangeLog changes() {
    return new ChangeLog(pool);
  }

  private Optional<Subscription> change(String id, String sql, @Nullable Object... values) {
    SqlConnection connection = pool.getConnectionAndAwait();
    try {
      var transaction = connection.beginAndAwait();
      try {
        connection
            .preparedQuery("SELECT pg_advisory_xact_lock(hashtext($1))")
            .executeAndAwait(Tuple.of(CHANGES));
        var changed = first(connection.preparedQuery(sql).executeAndAwait(tuple(values)));
        if (changed.isPresent()) {
          connection
              .preparedQuery("INSERT INTO subscription_change (subscription, key) VALUES ($1, $2)")
              .executeAndAwait(Tuple.of(id, changed.get().key()));
        }
        transaction.commitAndAwait();
        return changed;
      } catch (RuntimeException e) {
        transaction.rollbackAndAwait();
        throw e;
      }
    } finally {
      connection.closeAndAwait();
    }
  }

  private RowSet<Row> run(String sql, @Nullable Object... values) {
    return pool.preparedQuery(sql).executeAndAwait(tuple(values));
  }

  private static Tuple tuple(@Nullable Object... values) {
    return Tuple.from(Arrays.asList(values));
  }

  private static Optional<Subscription> first(RowSet<Row> rows) {
    for (var row : rows) {
      return Optional.of(subscription(row));
    }
    return Optional.empty();
  }

  private static Subscription subscription(Row row) {
    var query = row.getString("query");
    try {
      return new Subscription(
          row.getString("id"),
          row.getLong("sequence"),
          row.getString("subscriber"),
          row.getString("name"),
          query,
          QueryParser.parse(query),
          row.getString("channel").equals("email")
              ? new ChannelSpec.Email()
              : new ChannelSpec.Webhook(URI.create(row.getString("url"))),
          Schedule.parse(row.getString("schedule")).orElse(new Schedule.Immediate()),
          ZoneId.of(row.getString("time_zone")),
          row.getDouble("min_score"),
          Subscription.Story.valueOf(row.getString("story")),
          quietHours(row),
          row.getInteger("daily_ceiling"),
          row.getString("feed"),
          Subscription.State.valueOf(row.getString("state")),
          row.getOffsetDateTime("created").toInstant());
    } catch (QueryError e) {
      throw new IllegalStateException("a stored query cannot be read: " + row.getString("id"), e);
    }
  }

  private static @Nullable QuietHours quietHours(Row row) {
    var from = row.getString("quiet_from");
    var to = row.getString("quiet_to");
    return from == null || to == null ? null : QuietHours.parse(from, to).orElse(null);
  }

  private static @Nullable String quiet(Draft draft, Function<QuietHours, LocalTime> time) {
    return draft.quietHours() == null ? null : time.apply(draft.quietHours()).toString();
  }

  private static @Nullable String url(ChannelSpec channel) {
    return switch (channel) {
      case ChannelSpec.Email() -> null;
      case ChannelSpec.Webhook(var url) -> url.toString();
    };
  }

  /// Of a webhook: 32 random bytes, as Standard Webhooks 1.0.0 asks for.
  public static String newSecret() {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return "whsec_" + Base64.getEncoder().encodeToString(bytes);
  }

  private static String random(int count) {
    var bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
