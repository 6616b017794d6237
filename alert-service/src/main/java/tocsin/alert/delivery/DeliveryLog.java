package tocsin.alert.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tocsin.alert.sql.Sql;
import tocsin.events.ActorTag;
import tocsin.events.Evidence;
import tocsin.events.Ids;
import tocsin.events.ThemeTag;

/// Alerts, deliveries and attempts as their owners see them, and what owners may do to them.
public final class DeliveryLog {
  private static final String DELIVERIES =
      """
      SELECT id, sequence, subscriber, subscription, kind, channel, status, reason, created, due, finished, tries
      FROM delivery \
      """;

  private static final String ATTEMPTS =
      """
      SELECT delivery, time, outcome, reason, status, millis, request, answer FROM attempt
      WHERE delivery = ANY($1) ORDER BY id\
      """;

  private final Pool pool;

  public DeliveryLog(Pool pool) {
    this.pool = pool;
  }

  /// An alert.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record AlertView(
      String id,
      String subscription,
      String subscriptionName,
      Instant opened,
      AlertContent.Article article,
      Excerpt excerpt,
      List<ThemeTag> themes,
      List<ActorTag> actors,
      List<Evidence> phrases,
      List<String> because,
      String vocabulary,
      List<DeliveryStatus> deliveries) {}

  /// A delivery in short.
  public record DeliveryStatus(String id, String status) {}

  /// A delivery with its attempts.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DeliveryView(
      String id,
      String subscription,
      String kind,
      String channel,
      String status,
      String reason,
      Instant created,
      @Nullable Instant due,
      @Nullable Instant finished,
      int tries,
      List<String> alerts,
      List<AttemptView> attempts) {}

  /// One try.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record AttemptView(
      Instant time,
      String outcome,
      String reason,
      @Nullable Integer status,
      int millis,
      String request,
      String answer) {}

  /// What a list is narrowed to; null: not by that.
  public record Of(
      @Nullable String subscriber, @Nullable String subscription, @Nullable String status) {}

  /// A page of a list, the newest first; `next` is the cursor of the page behind it.
  public record Page<T>(List<T> items, @Nullable String next) {}

  public Page<AlertView> alerts(Of of, long before, int most) {
    List<AlertView> items = new ArrayList<>();
    long last = 0;
    for (var row :
        Sql.on(pool)
            .run(
                ALERTS
                    + """
                    WHERE ($1::text IS NULL OR a.subscriber = $1) AND ($2::text IS NULL OR a.subscription = $2)
                      AND a.sequence < $3 ORDER BY a.sequence DESC LIMIT $4\
                    """,
                of.subscriber(),
                of.subscription(),
                before,
                most)) {
      items.add(alertView(row));
      last = row.getLong("sequence");
    }
    return new Page<>(items, items.size() == most ? Long.toString(last) : null);
  }

  /// An alert with whose it is.
  public record Owned<T>(String subscriber, T value) {}

  public Optional<Owned<AlertView>> alert(String id) {
    for (var row : Sql.on(pool).run(ALERTS + "WHERE a.id = $1", id)) {
      return Optional.of(new Owned<>(row.getString("subscriber"), alertView(row)));
    }
    return Optional.empty();
  }

  private static final String ALERTS =
      """
      SELECT a.id, a.subscription, a.subscriber, a.name, a.opened, a.story, a.because::text AS because, a.phrases::text AS phrases,
        a.sequence, a.delivery, d.status, r.content::text AS content
      FROM alert a JOIN article_revision r ON r.article = a.article AND r.revision = a.revision
        LEFT JOIN delivery d ON d.id = a.delivery
      """;

  private static AlertView alertView(Row row) {
    var alert = DeliveryQueue.alert(row);
    var content = alert.content();
    var delivery = row.getString("delivery");
    var status = row.getString("status");
    return new AlertView(
        alert.id(),
        row.getString("subscription"),
        alert.name(),
        alert.opened(),
        content.article(),
        content.excerpt(),
        content.themes(),
        content.actors(),
        alert.phrases(),
        alert.because(),
        content.vocabulary(),
        delivery == null || status == null
            ? List.of()
            : List.of(new DeliveryStatus(delivery, status)));
  }

  /// An alert on its way through a cursor.
  ///
  /// @param cursor behind it
  public record Event(String cursor, String subscription, Parcel.Alert alert) {}

  /// Alerts in the order in which they became final, behind a cursor. An alert appears only when no
  /// transaction that began before its own can still add one before it.
  ///
  /// @param transaction and `sequence` of the last one seen; 0 and 0 at the beginning
  public List<Event> events(Of of, long transaction, long sequence, int most) {
    List<Event> events = new ArrayList<>();
    for (var row :
        Sql.on(pool)
            .run(
                """
                SELECT a.id, a.subscription, a.name, a.opened, a.story, a.because::text AS because, a.phrases::text AS phrases,
                  a.transaction::text AS tx, a.sequence, r.content::text AS content
                FROM alert a JOIN article_revision r ON r.article = a.article AND r.revision = a.revision
                WHERE ($1::text IS NULL OR a.subscriber = $1) AND ($2::text IS NULL OR a.subscription = $2)
                  AND (a.transaction, a.sequence) > ($3::text::xid8, $4)
                  AND a.transaction < pg_snapshot_xmin(pg_current_snapshot())
                ORDER BY a.transaction, a.sequence LIMIT $5\
                """,
                of.subscriber(),
                of.subscription(),
                Long.toString(transaction),
                sequence,
                most)) {
      events.add(
          new Event(
              row.getString("tx") + "-" + row.getLong("sequence"),
              row.getString("subscription"),
              DeliveryQueue.alert(row)));
    }
    return events;
  }

  public Page<DeliveryView> deliveries(Of of, long before, int most) {
    List<Row> rows = new ArrayList<>();
    Sql.on(pool)
        .run(
            DELIVERIES
                + """
                WHERE ($1::text IS NULL OR subscriber = $1) AND ($2::text IS NULL OR subscription = $2)
                  AND ($3::text IS NULL OR status = $3) AND sequence < $4 ORDER BY sequence DESC LIMIT $5\
                """,
            of.subscriber(),
            of.subscription(),
            of.status(),
            before,
            most)
        .forEach(rows::add);
    return new Page<>(
        views(rows),
        rows.size() == most ? Long.toString(rows.getLast().getLong("sequence")) : null);
  }

  public Optional<Owned<DeliveryView>> delivery(String id) {
    for (var row : Sql.on(pool).run(DELIVERIES + "WHERE id = $1", id)) {
      return Optional.of(new Owned<>(row.getString("subscriber"), views(List.of(row)).getFirst()));
    }
    return Optional.empty();
  }

  private List<DeliveryView> views(List<Row> rows) {
    var ids = rows.stream().map(row -> row.getString("id")).toArray(String[]::new);
    Map<String, List<String>> alerts = new HashMap<>();
    Map<String, List<AttemptView>> attempts = new HashMap<>();
    var sql = Sql.on(pool);
    sql.run(
            "SELECT id, delivery FROM alert WHERE delivery = ANY($1) ORDER BY sequence",
            (Object) ids)
        .forEach(row ->
            alerts
                .computeIfAbsent(row.getString("delivery"), d -> new ArrayList<>())
                .add(row.getString("id")));
    sql.run(ATTEMPTS, (Object) ids)
        .forEach(row ->
            attempts
                .computeIfAbsent(row.getString("delivery"), d -> new ArrayList<>())
                .add(attemptView(row)));
    return rows.stream()
        .map(row -> {
          var id = row.getString("id");
          return view(
              row, alerts.getOrDefault(id, List.of()), attempts.getOrDefault(id, List.of()));
        })
        .toList();
  }

  private static DeliveryView view(Row row, List<String> alerts, List<AttemptView> attempts) {
    var finished = Sql.instant(row, "finished");
    return new DeliveryView(
        row.getString("id"),
        row.getString("subscription"),
        row.getString("kind"),
        row.getString("channel"),
        row.getString("status"),
        row.getString("reason"),
        row.getOffsetDateTime("created").toInstant(),
        finished == null ? Sql.instant(row, "due") : null,
        finished,
        row.getInteger("tries"),
        alerts,
        attempts);
  }

  private static AttemptView attemptView(Row row) {
    return new AttemptView(
        row.getOffsetDateTime("time").toInstant(),
        row.getString("outcome"),
        row.getString("reason"),
        row.getInteger("status"),
        row.getInteger("millis"),
        row.getString("request"),
        row.getString("answer"));
  }

  /// Makes a delivery due again under the same id, with all its tries before it.
  ///
  /// @return false where it is being tried at this moment, or still gathered
  public boolean redeliver(String id, Instant now) {
    return Sql.on(pool)
            .run(
                """
                UPDATE delivery SET status = 'pending', reason = '', due = $2, turn = $2, tries = 0, finished = NULL
                WHERE id = $1 AND (lease_until IS NULL OR lease_until < now()) AND NOT (status = 'held' AND reason IN ('digest', 'quiet', 'ceiling'))\
                """,
                id,
                Sql.at(now))
            .rowCount()
        > 0;
  }

  /// Ends a delivery that has not arrived; false where it has, or is being tried at this moment.
  public boolean cancel(String id, Instant now) {
    return Sql.on(pool)
            .run(
                """
                UPDATE delivery SET status = 'cancelled', reason = 'by its owner', finished = $2
                WHERE id = $1 AND status IN ('pending', 'deferred', 'held') AND (lease_until IS NULL OR lease_until < now())\
                """,
                id,
                Sql.at(now))
            .rowCount()
        > 0;
  }

  /// Queues a test event; empty where there have been too many within the hour.
  public Optional<String> test(
      tocsin.alert.subscription.Subscription subscription, int perHour, Instant now) {
    var id = Ids.delivery(subscription.id(), "test " + UUID.randomUUID());
    var rows =
        Sql.on(pool)
            .run(
                """
                INSERT INTO delivery (id, subscription, subscriber, kind, channel, target, status, created, due, turn)
                SELECT $1, $2, $3, 'test', $4, $5, 'pending', $6, $6, $6
                WHERE (SELECT count(*) FROM delivery WHERE subscription = $2 AND kind = 'test' AND created > $7) < $8
                RETURNING id\
                """,
                id,
                subscription.id(),
                subscription.subscriberId(),
                subscription.channel().type(),
                Target.of(subscription.channel()),
                Sql.at(now),
                Sql.at(now.minusSeconds(3600)),
                (long) perHour);
    return rows.rowCount() > 0 ? Optional.of(id) : Optional.empty();
  }
}
