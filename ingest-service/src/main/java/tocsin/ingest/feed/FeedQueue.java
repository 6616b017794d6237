package tocsin.ingest.feed;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tocsin.ingest.fetch.FetchOutcome.Validators;
import tocsin.ingest.parse.Advice;

/// Which feeds are due and who polls them, and what their polls brought: the catalogue's table as a
/// queue that several nodes share. Blocks its (virtual) thread.
public final class FeedQueue {
  /// What a [DueFeed] is made of, $2 being now. Named, since a newer node may add columns.
  private static final String DUE =
      """
      id, url, location, host, title, language, poll_every, backlog, headers, last_body, etag,
      last_modified, body_hash, ttl, skip_hours, skip_days, rhythm, window_pause, moving_to, moving_seen,
      moving_since, furniture, failures, last_success, items, lease_token,
      (SELECT lease_until FROM push
       WHERE feed_id = feed.id AND NOT leaving AND trusted AND lease_until > $2) AS pushed_until\
      """;

  /// A request of another node that takes longer holds up its host no more.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Pool pool;

  public FeedQueue(Pool pool) {
    this.pool = pool;
  }

  /// Asks for polls now, or once `Retry-After` has passed; one in progress is followed by no
  /// second.
  ///
  /// @return how many feeds were asked for
  public int ask(List<String> ids, Instant now) {
    run(
        """
        UPDATE feed SET next_poll = greatest($2::timestamptz, not_before)
        WHERE id = ANY($1) AND (lease_until IS NULL OR lease_until < $2)\
        """,
        ids.toArray(String[]::new),
        now.atOffset(ZoneOffset.UTC));
    return ids.size();
  }

  /// Leases up to `most` feeds that are due: at most one of each host, none of a host in `busy`,
  /// and none of a host that another node has begun to ask, or asked less than a gap ago.
  public List<DueFeed> lease(
      String node, Instant now, Duration lease, Duration gap, Collection<String> busy, int most) {
    var rows =
        run(
            """
            UPDATE feed SET lease_owner = $1, lease_until = $3, lease_token = lease_token + 1
            WHERE id IN (
              SELECT f.id FROM feed f
              WHERE f.id IN (
                  SELECT DISTINCT ON (host) id FROM (
                    SELECT id, host, next_poll FROM feed
                    WHERE next_poll <= $2 AND (lease_until IS NULL OR lease_until < $2)
                      AND host <> ALL($5)
                    ORDER BY next_poll LIMIT 2000) AS due
                  ORDER BY host, next_poll)
                AND f.next_poll <= $2 AND (f.lease_until IS NULL OR f.lease_until < $2)
                AND NOT EXISTS (
                  SELECT 1 FROM feed o WHERE o.host = f.host AND o.lease_owner <> $1
                    AND (o.lease_until > $6 OR o.lease_until IS NULL AND o.last_poll > $7))
              ORDER BY f.next_poll LIMIT $4 FOR UPDATE SKIP LOCKED)
            RETURNING \
            """
                + DUE,
            node,
            now.atOffset(ZoneOffset.UTC),
            now.plus(lease).atOffset(ZoneOffset.UTC),
            most,
            busy.toArray(String[]::new),
            now.plus(lease).minus(PATIENCE).atOffset(ZoneOffset.UTC),
            now.minus(gap).atOffset(ZoneOffset.UTC));
    var due = new ArrayList<DueFeed>();
    rows.forEach(row -> due.add(due(row, now)));
    return due;
  }

  /// A feed for which something came that was not polled.
  public Optional<DueFeed> find(String id, Instant now) {
    for (var row :
        run("SELECT " + DUE + " FROM feed WHERE id = $1", id, now.atOffset(ZoneOffset.UTC))) {
      return Optional.of(due(row, now));
    }
    return Optional.empty();
  }

  /// Gives back what an earlier run of this node still holds: called at start and at the end.
  public void reclaim(String node) {
    run("UPDATE feed SET lease_until = NULL WHERE lease_owner = $1 AND lease_until > now()", node);
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

  /// The newest first.
  public List<PollRecord> polls(String id, int most) {
    var polls = new ArrayList<PollRecord>();
    run(
            """
            SELECT started, millis, outcome, status, items, fresh, changed, detail FROM poll
            WHERE feed_id = $1 ORDER BY id DESC LIMIT $2\
            """,
            id,
            most)
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
  public Map<String, Long> counts() {
    var counts = new TreeMap<String, Long>();
    run("SELECT status, count(*) AS n FROM feed GROUP BY status")
        .forEach(row -> counts.put(row.getString("status"), row.getLong("n")));
    return counts;
  }

  private RowSet<Row> run(String sql, @Nullable Object... values) {
    return pool.preparedQuery(sql).executeAndAwait(Tuple.from(Arrays.asList(values)));
  }

  /// A server that answers 304 for ever is asked for the whole document once a day.
  private static DueFeed due(Row row, Instant now) {
    var body = instant(row, "last_body");
    boolean trusted = body != null && body.isAfter(now.minus(Duration.ofDays(1)));
    var location = row.getString("location");
    return new DueFeed(
        row.getString("id"),
        URI.create(row.getString("url")),
        location == null ? null : URI.create(location),
        row.getString("host"),
        row.getString("title"),
        row.getString("language"),
        duration(row.getLong("poll_every")),
        Feed.Backlog.valueOf(row.getString("backlog")),
        OwnHeaders.of(row.getString("headers")),
        trusted
            ? new Validators(row.getString("etag"), row.getString("last_modified"))
            : Validators.NONE,
        row.getString("body_hash"),
        new Advice(
            duration(row.getLong("ttl")),
            Stream.of(row.getArrayOfIntegers("skip_hours")).collect(Collectors.toSet()),
            Stream.of(row.getArrayOfIntegers("skip_days"))
                .map(DayOfWeek::of)
                .collect(Collectors.toSet())),
        duration(row.getLong("rhythm")),
        duration(row.getLong("window_pause")),
        Relocation.of(
            row.getString("moving_to"),
            row.getInteger("moving_seen"),
            instant(row, "moving_since")),
        Set.of(row.getArrayOfStrings("furniture")),
        row.getInteger("failures"),
        instant(row, "last_success"),
        row.getLong("items"),
        instant(row, "pushed_until"),
        row.getLong("lease_token"));
  }

  private static @Nullable Instant instant(Row row, String column) {
    var at = row.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }

  private static @Nullable Duration duration(@Nullable Long seconds) {
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }
}
