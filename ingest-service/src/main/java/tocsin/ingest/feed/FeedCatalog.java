package tocsin.ingest.feed;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tocsin.events.Ids;
import tocsin.ingest.fetch.FetchOutcome.Validators;

/// The feeds there are, in PostgreSQL; several nodes share it. Blocks its (virtual) thread.
public final class FeedCatalog {
  private final Pool pool;

  public FeedCatalog(Pool pool) {
    this.pool = pool;
  }

  /// What a feed is registered with.
  public record Registration(
      String url,
      @Nullable String title,
      @Nullable String language,
      @Nullable Duration pollEvery,
      Feed.Backlog backlog) {}

  /// @return the feed; empty where the URL is known already
  public Optional<Feed> register(Registration r, Instant now) {
    var rows =
        run(
            """
            INSERT INTO feed (id, url, host, title, language, poll_every, backlog, registered, next_poll)
            VALUES ($1, $2, $8, $3, $4, $5, $6, $7, $7) ON CONFLICT DO NOTHING RETURNING *\
            """,
            Ids.feed(r.url()),
            r.url(),
            r.title(),
            r.language(),
            seconds(r.pollEvery()),
            r.backlog().name(),
            at(now),
            host(r.url()));
    return first(rows);
  }

  public Optional<Feed> find(String id) {
    return first(run("SELECT * FROM feed WHERE id = $1", id));
  }

  /// In the order of registration, after the feed that `after` names.
  public List<Feed> list(@Nullable String after, int most) {
    var rows =
        run(
            """
            SELECT f.* FROM feed f LEFT JOIN feed a ON a.id = $1
            WHERE a.id IS NULL OR (f.registered, f.id) > (a.registered, a.id)
            ORDER BY f.registered, f.id LIMIT $2\
            """,
            after,
            most);
    var feeds = new ArrayList<Feed>();
    rows.forEach(row -> feeds.add(feed(row)));
    return feeds;
  }

  /// What of a feed an operator changes; a null leaves as it is.
  public record Change(
      @Nullable String title, @Nullable String language, @Nullable Duration pollEvery) {}

  public Optional<Feed> change(String id, Change change, Instant now) {
    return first(
        run(
            """
            UPDATE feed SET title = coalesce($2, title), language = coalesce($3, language),
              poll_every = coalesce($4, poll_every),
              next_poll = CASE WHEN $4::bigint IS NULL THEN next_poll
                               ELSE least(next_poll, $5::timestamptz + $4::bigint * interval '1 second') END
            WHERE id = $1 RETURNING *\
            """,
            id,
            change.title(),
            change.language(),
            seconds(change.pollEvery()),
            at(now)));
  }

  public boolean remove(String id) {
    return run("DELETE FROM feed WHERE id = $1", id).rowCount() > 0;
  }

  /// Asks for a poll now; a poll in progress is followed by no second one.
  public boolean ask(String id, Instant now) {
    return run(
                """
                UPDATE feed SET asked = true WHERE id = $1 AND (lease_until IS NULL OR lease_until < $2)\
                """,
                id,
                at(now))
            .rowCount()
        > 0;
  }

  /// Leases up to `most` feeds that are due, at most one of each host and none of a host in `busy`.
  public List<DueFeed> lease(
      String node, Instant now, Duration lease, Collection<String> busy, int most) {
    var rows =
        run(
            """
            UPDATE feed SET lease_owner = $1, lease_until = $3, lease_token = lease_token + 1, asked = false
            WHERE id IN (
              SELECT f.id FROM feed f
              WHERE f.id IN (
                  SELECT DISTINCT ON (host) id FROM (
                    SELECT id, host, next_poll FROM feed
                    WHERE (asked OR status <> 'gone' AND next_poll <= $2)
                      AND (lease_until IS NULL OR lease_until < $2)
                      AND (not_before IS NULL OR not_before <= $2)
                      AND host <> ALL($5)
                    ORDER BY next_poll LIMIT 2000) AS due
                  ORDER BY host, next_poll)
                AND (f.lease_until IS NULL OR f.lease_until < $2)
              ORDER BY f.next_poll LIMIT $4 FOR UPDATE SKIP LOCKED)
            RETURNING *\
            """,
            node,
            at(now),
            at(now.plus(lease)),
            most,
            busy.toArray(String[]::new));
    var due = new ArrayList<DueFeed>();
    rows.forEach(row -> due.add(due(row, now)));
    return due;
  }

  /// Gives back what an earlier run of this node still holds: called at start and at the end.
  public int reclaim(String node) {
    return run("UPDATE feed SET lease_until = NULL WHERE lease_owner = $1", node).rowCount();
  }

  /// One poll of the past.
  public record PollRecord(
      Instant started,
      int millis,
      String outcome,
      @Nullable Integer status,
      int items,
      int fresh,
      int changed,
      @Nullable String detail) {}

  public List<PollRecord> polls(String id, int most) {
    var polls = new ArrayList<PollRecord>();
    run("SELECT * FROM poll WHERE feed_id = $1 ORDER BY id DESC LIMIT $2", id, most)
        .forEach(row ->
            polls.add(
                new PollRecord(
                    row.getOffsetDateTime("started").toInstant(),
                    row.getInteger("millis"),
                    row.getString("outcome"),
                    row.getInteger("status"),
                    row.getInteger("items"),
                    row.getInteger("fresh"),
                    row.getInteger("changed"),
                    row.getString("detail"))));
    return polls;
  }

  /// How many feeds there are by status.
  public java.util.Map<String, Long> counts() {
    var counts = new java.util.TreeMap<String, Long>();
    run("SELECT status, count(*) AS n FROM feed GROUP BY status")
        .forEach(row -> counts.put(row.getString("status"), row.getLong("n")));
    return counts;
  }

  private RowSet<Row> run(String sql, @Nullable Object... values) {
    return pool.preparedQuery(sql).executeAndAwait(Tuple.from(java.util.Arrays.asList(values)));
  }

  private static Optional<Feed> first(RowSet<Row> rows) {
    for (var row : rows) {
      return Optional.of(feed(row));
    }
    return Optional.empty();
  }

  private static Feed feed(Row row) {
    var status = Feed.Status.of(row.getString("status"));
    var title = row.getString("title");
    var language = row.getString("language");
    return new Feed(
        row.getString("id"),
        row.getString("url"),
        title != null ? title : row.getString("feed_title"),
        language != null ? language : row.getString("feed_language"),
        duration(row.getLong("poll_every")),
        Feed.Backlog.valueOf(row.getString("backlog")),
        status,
        row.getOffsetDateTime("registered").toInstant(),
        status == Feed.Status.gone ? null : instant(row, "next_poll"),
        instant(row, "last_poll"),
        instant(row, "last_success"),
        row.getInteger("failures"),
        row.getString("last_error"),
        row.getLong("items"));
  }

  /// A server that answers 304 for ever is asked for the whole document once a day.
  private static DueFeed due(Row row, Instant now) {
    var body = instant(row, "last_body");
    boolean trusted = body != null && body.isAfter(now.minus(Duration.ofDays(1)));
    return new DueFeed(
        row.getString("id"),
        URI.create(row.getString("url")),
        row.getString("host"),
        row.getString("title"),
        row.getString("language"),
        duration(row.getLong("poll_every")),
        Feed.Backlog.valueOf(row.getString("backlog")),
        trusted
            ? new Validators(row.getString("etag"), row.getString("last_modified"))
            : Validators.NONE,
        row.getString("body_hash"),
        duration(row.getLong("ttl")),
        row.getInteger("failures"),
        row.getOffsetDateTime("last_success") == null,
        row.getLong("lease_token"));
  }

  private static @Nullable Instant instant(Row row, String column) {
    var at = row.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }

  private static @Nullable Duration duration(@Nullable Long seconds) {
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }

  private static @Nullable Long seconds(@Nullable Duration duration) {
    return duration == null ? null : duration.toSeconds();
  }

  /// Host and port, in lower case.
  private static String host(String url) {
    return URI.create(url).getRawAuthority().toLowerCase(Locale.ROOT);
  }

  static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
