package tocsin.ingest.publish;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tocsin.events.Article;
import tocsin.ingest.feed.DueFeed;
import tocsin.ingest.feed.Hosts;
import tocsin.ingest.feed.PollPlan;

/// Writes what a poll brought: seen marks, articles bound for the topic, and the poll's state, in
/// one transaction and only under the lease the poll began with.
public final class ArticleLog {
  /// Polls of one feed that are remembered.
  private static final int REMEMBERED = 200;

  private final Pool pool;
  private final PollPlan plan;

  public ArticleLog(Pool pool, PollPlan plan) {
    this.pool = pool;
    this.plan = plan;
  }

  /// What became of a poll's result.
  public sealed interface Appended {
    record Written(News news, FeedState state) implements Appended {}

    /// The lease was lost: nothing was written, another node polls the feed.
    record LeaseLost() implements Appended {}
  }

  public Appended append(PollResult result) {
    return transact(sql -> write(sql, result));
  }

  /// Writes what a hub sent. A poll that is in progress goes on: it finds seen what came here. When
  /// the next one is due stays as it was, since it looks for what the hub may have left out.
  public News append(DueFeed feed, List<Candidate> candidates, Instant at) {
    return transact(sql -> {
      run(sql, "SELECT 1 FROM feed WHERE id = $1 FOR UPDATE", feed.id());
      var news = sort(sql, feed.id(), candidates);
      write(sql, feed.id(), news);
      remember(
          sql, feed.id(), new Remembered(at, 0, "pushed", null, candidates.size(), null), news);
      run(
          sql,
          """
          UPDATE feed SET items = items + $2, last_item = CASE WHEN $2 > 0 THEN $3 ELSE last_item END
          WHERE id = $1\
          """,
          feed.id(),
          (long) news.fresh(),
          at(at));
      return news;
    });
  }

  private <T> T transact(Function<SqlConnection, T> work) {
    SqlConnection connection = pool.getConnectionAndAwait();
    try {
      Transaction transaction = connection.beginAndAwait();
      try {
        var appended = work.apply(connection);
        transaction.commitAndAwait();
        return appended;
      } catch (RuntimeException e) {
        transaction.rollbackAndAwait();
        throw e;
      }
    } finally {
      connection.closeAndAwait();
    }
  }

  private Appended write(SqlConnection sql, PollResult r) {
    var held =
        run(
            sql,
            "SELECT 1 FROM feed WHERE id = $1 AND lease_token = $2 FOR UPDATE",
            r.feed().id(),
            r.feed().lease());
    if (held.rowCount() == 0) {
      return new Appended.LeaseLost();
    }
    var news = sort(sql, r.feed().id(), r.candidates());
    var state = FeedState.after(r, news, plan);
    write(sql, r.feed().id(), news);
    remember(
        sql,
        r.feed().id(),
        new Remembered(
            r.started(), r.millis(), r.word(), r.httpStatus(), r.candidates().size(), r.detail()),
        news);
    update(sql, r, news, state);
    return new Appended.Written(news, state);
  }

  /// What the history of polls tells.
  private record Remembered(
      Instant started,
      int millis,
      String word,
      @Nullable Integer httpStatus,
      int items,
      @Nullable String detail) {}

  private static void remember(SqlConnection sql, String feed, Remembered r, News news) {
    run(
        sql,
        """
        INSERT INTO poll (feed_id, started, millis, outcome, status, items, fresh, changed, detail)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)\
        """,
        feed,
        at(r.started()),
        r.millis(),
        r.word(),
        r.httpStatus(),
        r.items(),
        news.fresh(),
        news.changed(),
        r.detail());
    run(
        sql,
        """
        DELETE FROM poll WHERE feed_id = $1
          AND id <= (SELECT id FROM poll WHERE feed_id = $1 ORDER BY id DESC OFFSET $2 LIMIT 1)\
        """,
        feed,
        REMEMBERED);
  }

  private static void update(SqlConnection sql, PollResult r, News news, FeedState state) {
    run(
        sql,
        """
        UPDATE feed SET lease_until = NULL, status = $2, failures = $3, last_error = $4, last_poll = $5,
          last_success = CASE WHEN $3 = 0 THEN $5 ELSE last_success END,
          next_poll = $6, not_before = $7, items = items + $8,
          last_item = CASE WHEN $8 > 0 THEN $5 ELSE last_item END,
          ttl = $9, skip_hours = $10, skip_days = $11, rhythm = $12, window_pause = $13
        WHERE id = $1\
        """,
        r.feed().id(),
        state.status().word(),
        state.failures(),
        r.error(),
        at(r.ended()),
        state.next() == null ? null : at(state.next().at()),
        state.next() == null || state.next().notBefore() == null
            ? null
            : at(state.next().notBefore()),
        (long) news.fresh(),
        seconds(state.advice().ttl()),
        state.advice().skipHours().toArray(Integer[]::new),
        state.advice().skipDays().stream().map(DayOfWeek::getValue).toArray(Integer[]::new),
        seconds(state.rhythm()),
        seconds(state.windowPause()));
    if (!state.relocation().equals(r.feed().relocation())
        || !Objects.equals(state.location(), r.feed().location())) {
      move(sql, r, state);
    }
    if (r.reading() != null) {
      update(sql, r.feed().id(), r.reading(), r.ended());
    }
  }

  private static void move(SqlConnection sql, PollResult r, FeedState state) {
    var location = state.location() == null ? null : state.location().toString();
    var relocation = state.relocation();
    run(
        sql,
        """
        UPDATE feed SET location = $2, host = $3, moving_to = $4, moving_seen = $5, moving_since = $6
        WHERE id = $1\
        """,
        r.feed().id(),
        location,
        Hosts.of(location == null ? r.feed().url().toString() : location),
        relocation.to() == null ? null : relocation.to().toString(),
        relocation.seen(),
        relocation.since() == null ? null : at(relocation.since()));
  }

  private static void update(
      SqlConnection sql, String feed, PollResult.Reading reading, Instant now) {
    var document = reading.document();
    run(
        sql,
        """
        UPDATE feed SET body_hash = $2, last_body = $3, etag = $4, last_modified = $5,
          feed_title = coalesce($6, feed_title), feed_language = coalesce($7, feed_language),
          language_before = CASE
            WHEN lower(split_part($7, '-', 1)) <> lower(split_part(feed_language, '-', 1))
              THEN feed_language ELSE language_before END,
          furniture = $8
        WHERE id = $1\
        """,
        feed,
        reading.bodyHash(),
        at(now),
        reading.validators().etag(),
        reading.validators().lastModified(),
        document == null || document.title().isEmpty() ? null : document.title(),
        document == null ? null : document.language(),
        reading.furniture().toArray(String[]::new));
  }

  private static News sort(SqlConnection sql, String feed, List<Candidate> candidates) {
    if (candidates.isEmpty()) {
      return News.NONE;
    }
    var keys =
        candidates.stream().flatMap(c -> c.keys().stream()).distinct().toArray(String[]::new);
    Map<String, String> known = new HashMap<>();
    for (var row :
        run(
            sql,
            "SELECT key, article_id FROM item_key WHERE feed_id = $1 AND key = ANY($2)",
            feed,
            keys)) {
      known.put(row.getString("key"), row.getString("article_id"));
    }
    Map<String, News.Seen> seen = new HashMap<>();
    for (var row :
        run(
            sql,
            "SELECT article_id, revision, content, backlog FROM seen WHERE article_id = ANY($1)",
            (Object) known.values().stream().distinct().toArray(String[]::new))) {
      seen.put(
          row.getString("article_id"),
          new News.Seen(
              row.getInteger("revision"), row.getString("content"), row.getBoolean("backlog")));
    }
    return News.of(candidates, known, seen);
  }

  private static void write(SqlConnection sql, String feed, News news) {
    var seen = List.copyOf(news.seen().entrySet());
    if (!seen.isEmpty()) {
      run(
          sql,
          """
          INSERT INTO seen (article_id, feed_id, revision, content, backlog, first_seen)
          SELECT id, $1, revision, content, backlog, now()
          FROM unnest($2::text[], $3::int[], $4::text[], $5::bool[]) AS s (id, revision, content, backlog)
          ON CONFLICT (article_id) DO UPDATE SET revision = excluded.revision, content = excluded.content\
          """,
          feed,
          column(seen, Map.Entry::getKey, String[]::new),
          column(seen, s -> s.getValue().revision(), Integer[]::new),
          column(seen, s -> s.getValue().content(), String[]::new),
          column(seen, s -> s.getValue().backlog(), Boolean[]::new));
    }
    var keys = List.copyOf(news.keys().entrySet());
    if (!keys.isEmpty()) {
      run(
          sql,
          """
          INSERT INTO item_key (feed_id, key, article_id)
          SELECT $1, key, article FROM unnest($2::text[], $3::text[]) AS k (key, article)
          ON CONFLICT DO NOTHING\
          """,
          feed,
          column(keys, Map.Entry::getKey, String[]::new),
          column(keys, Map.Entry::getValue, String[]::new));
    }
    var articles = news.articles();
    if (!articles.isEmpty()) {
      run(
          sql,
          """
          INSERT INTO outbox (article_id, revision, feed_id, fetched, article)
          SELECT id, revision, $1, $2, article
          FROM unnest($3::text[], $4::int[], $5::bytea[]) AS a (id, revision, article)\
          """,
          feed,
          at(articles.getFirst().fetched()),
          column(articles, Article::id, String[]::new),
          column(articles, Article::revision, Integer[]::new),
          column(articles, a -> Buffer.buffer(Articles.record(a)), Buffer[]::new));
    }
  }

  private static <T, V> V[] column(List<T> rows, Function<T, V> value, IntFunction<V[]> array) {
    return rows.stream().map(value).toArray(array);
  }

  private static RowSet<Row> run(SqlConnection sql, String statement, @Nullable Object... values) {
    return sql.preparedQuery(statement).executeAndAwait(Tuple.from(Arrays.asList(values)));
  }

  private static @Nullable Long seconds(@Nullable Duration duration) {
    return duration == null ? null : duration.toSeconds();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
