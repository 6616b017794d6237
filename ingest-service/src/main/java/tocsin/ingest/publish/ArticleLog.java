package tocsin.ingest.publish;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tocsin.events.Article;

/// Writes what a poll brought: seen marks, articles bound for the topic, and the poll's state, in
/// one transaction and only under the lease the poll began with.
public final class ArticleLog {
  private final Pool pool;

  public ArticleLog(Pool pool) {
    this.pool = pool;
  }

  /// What became of a poll's result.
  public sealed interface Appended {
    record Written(int fresh, int changed) implements Appended {}

    /// The lease was lost: nothing was written, another node polls the feed.
    record LeaseLost() implements Appended {}
  }

  public Appended append(PollResult result) {
    SqlConnection connection = pool.getConnectionAndAwait();
    try {
      Transaction transaction = connection.beginAndAwait();
      try {
        var appended = write(connection, result);
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
    var news = sort(sql, r);
    write(sql, r.feed().id(), news);
    run(
        sql,
        """
        INSERT INTO poll (feed_id, started, millis, outcome, status, items, fresh, changed, detail)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)\
        """,
        r.feed().id(),
        at(r.started()),
        r.millis(),
        r.outcome(),
        r.httpStatus(),
        r.candidates().size(),
        news.fresh(),
        news.changed(),
        r.error());
    var now = r.started().plusMillis(r.millis());
    run(
        sql,
        """
        UPDATE feed SET status = $2, failures = $3, last_error = $4, last_poll = $5,
          last_success = CASE WHEN $3 = 0 THEN $5 ELSE last_success END,
          next_poll = coalesce($6, next_poll), not_before = $7,
          etag = CASE WHEN $8 THEN $9 ELSE etag END,
          last_modified = CASE WHEN $8 THEN $10 ELSE last_modified END,
          body_hash = coalesce($11, body_hash), feed_title = coalesce($12, feed_title),
          feed_language = coalesce($13, feed_language), items = items + $14, lease_until = NULL,
          ttl = $15, last_body = CASE WHEN $8 THEN $5 ELSE last_body END
        WHERE id = $1\
        """,
        r.feed().id(),
        r.status().word(),
        r.failures(),
        r.error(),
        at(now),
        r.next() == null ? null : at(r.next()),
        r.notBefore() == null ? null : at(r.notBefore()),
        r.validators() != null,
        r.validators() == null ? null : r.validators().etag(),
        r.validators() == null ? null : r.validators().lastModified(),
        r.bodyHash(),
        r.title(),
        r.language(),
        (long) news.fresh(),
        r.ttl() == null ? null : r.ttl().toSeconds());
    return new Appended.Written(news.fresh(), news.changed());
  }

  private static News sort(SqlConnection sql, PollResult r) {
    if (r.candidates().isEmpty()) {
      return News.NONE;
    }
    var keys =
        r.candidates().stream().flatMap(c -> c.keys().stream()).distinct().toArray(String[]::new);
    Map<String, String> known = new HashMap<>();
    for (var row :
        run(
            sql,
            "SELECT key, article_id FROM item_key WHERE feed_id = $1 AND key = ANY($2)",
            r.feed().id(),
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
    return News.of(r.candidates(), known, seen);
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
    return sql.preparedQuery(statement)
        .executeAndAwait(Tuple.from(java.util.Arrays.asList(values)));
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
