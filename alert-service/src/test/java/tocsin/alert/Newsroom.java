package tocsin.alert;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.vertx.mutiny.sqlclient.Pool;
import java.util.HashMap;
import java.util.Map;
import tocsin.alert.sql.Sql;
import tocsin.events.TaggedArticle;

/// Articles of a desk's host, with fingerprints, for people who look back at them.
final class Newsroom {
  final String run;
  final String host;
  final Topic topic;
  private final Desk desk;
  private final Pool pool;
  private int sent;

  Newsroom(Desk desk, Pool pool) {
    this.desk = desk;
    this.pool = pool;
    run = desk.run;
    host = desk.host;
    topic = desk.topic;
  }

  /// By mail, to what the query holds for.
  ///
  /// @param more fields of the subscription
  String subscribe(String token, String query, Map<String, Object> more) {
    Map<String, Object> fields = new HashMap<>(Map.of("query", query));
    fields.putAll(more);
    return desk.subscribe(token, Desk.email(), fields).getString("id");
  }

  /// About chips, in English.
  TaggedArticle chips(String id, String text) {
    var article = Topic.chips(run + id, host, "Chips " + id, text + ". China and chips.");
    return Topic.retold(article, "en");
  }

  void send(TaggedArticle article) {
    topic.article(article);
    sent++;
  }

  /// Waits until every record that was sent is taken in.
  void taken() {
    await()
        .atMost(30, SECONDS)
        .until(() ->
            Sql.on(pool)
                    .run(
                        "SELECT coalesce(sum(1 + cardinality(earlier_offsets)), 0)::int AS n FROM article WHERE source = $1",
                        host)
                    .iterator()
                    .next()
                    .getInteger("n")
                == sent);
  }
}
