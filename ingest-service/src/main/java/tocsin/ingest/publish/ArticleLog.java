package tocsin.ingest.publish;

import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tocsin.events.Article;
import tocsin.events.EventJson;

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
    var news = r.candidates().isEmpty() ? new News() : sort(sql, r);
    news.write(sql, r.feed().id());
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
        news.fresh,
        news.changed,
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
          feed_language = coalesce($13, feed_language), items = items + $14, lease_until = NULL
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
        (long) news.fresh);
    return new Appended.Written(news.fresh, news.changed);
  }

  /// Which candidates are new, which changed, and which keys are learnt.
  private static News sort(SqlConnection sql, PollResult r) {
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
    Map<String, Seen> seen = new HashMap<>();
    for (var row :
        run(
            sql,
            "SELECT article_id, revision, content, backlog FROM seen WHERE article_id = ANY($1)",
            (Object) known.values().stream().distinct().toArray(String[]::new))) {
      seen.put(
          row.getString("article_id"),
          new Seen(
              row.getInteger("revision"), row.getString("content"), row.getBoolean("backlog")));
    }
    var news = new News();
    for (var candidate : r.candidates()) {
      news.add(candidate, known, seen);
    }
    return news;
  }

  private record Seen(int revision, String content, boolean backlog) {}

  private static final class News {
    private final Map<String, Article> articles = new LinkedHashMap<>();
    private final Map<String, Seen> seen = new LinkedHashMap<>();
    private final Map<String, String> keys = new LinkedHashMap<>();
    private int fresh;
    private int changed;

    void add(Candidate c, Map<String, String> known, Map<String, Seen> before) {
      var id = identity(c, known, before);
      var old = before.get(id);
      int revision = old == null ? 1 : old.revision();
      for (var key : c.keys()) {
        if (!known.containsKey(key)) {
          known.put(key, id);
          keys.put(key, id);
        }
      }
      if (old != null && old.content().equals(c.content())) {
        return;
      }
      if (old == null) {
        fresh++;
      } else if (seen.containsKey(id)) {
        return;
      } else {
        revision++;
        changed++;
      }
      var article =
          revised(c.article(), id, revision, old == null ? c.article().backlog() : old.backlog());
      var now = new Seen(revision, c.content(), article.backlog());
      before.put(id, now);
      seen.put(id, now);
      articles.put(id, article);
    }

    /// By its own key; by another one only where the text is the same too, since different items
    /// may share a link.
    private static String identity(
        Candidate c, Map<String, String> known, Map<String, Seen> before) {
      var own = known.get(c.keys().getFirst());
      if (own != null) {
        return own;
      }
      for (var key : c.keys()) {
        var other = known.get(key);
        var there = other == null ? null : before.get(other);
        if (other != null && there != null && there.content().equals(c.content())) {
          return other;
        }
      }
      return c.article().id();
    }

    void write(SqlConnection sql, String feed) {
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
            seen.keySet().toArray(String[]::new),
            seen.values().stream().map(Seen::revision).toArray(Integer[]::new),
            seen.values().stream().map(Seen::content).toArray(String[]::new),
            seen.values().stream().map(Seen::backlog).toArray(Boolean[]::new));
      }
      if (!keys.isEmpty()) {
        run(
            sql,
            """
            INSERT INTO item_key (feed_id, key, article_id)
            SELECT $1, key, article FROM unnest($2::text[], $3::text[]) AS k (key, article)
            ON CONFLICT DO NOTHING\
            """,
            feed,
            keys.keySet().toArray(String[]::new),
            keys.values().toArray(String[]::new));
      }
      if (!articles.isEmpty()) {
        List<Tuple> rows = new ArrayList<>();
        for (var article : articles.values()) {
          rows.add(
              Tuple.from(
                  List.of(
                      article.id(),
                      article.revision(),
                      feed,
                      at(article.fetched()),
                      Buffer.buffer(EventJson.write(fitting(article))))));
        }
        sql.preparedQuery(
                "INSERT INTO outbox (article_id, revision, feed_id, fetched, article) VALUES ($1, $2, $3, $4, $5)")
            .executeBatchAndAwait(rows);
      }
    }
  }

  /// The article without its HTML where the record would be too large with it, and with half of its
  /// text as often as needed.
  private static Article fitting(Article a) {
    var fitting = a;
    while (EventJson.write(fitting).length > EventJson.MAX_BYTES - 8_192) {
      var text =
          fitting.html() == null
              ? fitting.text().substring(0, fitting.text().length() / 2)
              : fitting.text();
      fitting =
          new Article(
              a.id(),
              a.feedId(),
              a.feedTitle(),
              a.url(),
              a.title(),
              Articles.clean(text),
              null,
              List.of(),
              a.language(),
              a.authors(),
              a.categories(),
              a.published(),
              a.updated(),
              a.fetched(),
              a.revision(),
              a.backlog(),
              true);
    }
    return fitting;
  }

  private static Article revised(Article a, String id, int revision, boolean backlog) {
    return new Article(
        id,
        a.feedId(),
        a.feedTitle(),
        a.url(),
        a.title(),
        a.text(),
        a.html(),
        a.furniture(),
        a.language(),
        a.authors(),
        a.categories(),
        a.published(),
        a.updated(),
        a.fetched(),
        revision,
        backlog,
        a.cut());
  }

  private static RowSet<Row> run(SqlConnection sql, String statement, @Nullable Object... values) {
    return sql.preparedQuery(statement)
        .executeAndAwait(Tuple.from(java.util.Arrays.asList(values)));
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
