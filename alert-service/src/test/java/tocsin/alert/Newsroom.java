package tocsin.alert;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import tocsin.alert.sql.Sql;
import tocsin.events.TaggedArticle;
import tocsin.testing.TestServers;
import tocsin.text.Fingerprint;

/// Articles of one host that no other test knows, and people who look back at them.
final class Newsroom implements AutoCloseable {
  final String run = "l" + UUID.randomUUID().toString().substring(0, 8);
  final String host = run + ".example";
  final Topic topic;
  private final Pool pool;
  private int sent;

  Newsroom(String brokers, String prefix, Pool pool) {
    this.pool = pool;
    topic = new Topic(brokers, prefix);
    topic.vocabulary();
  }

  static RequestSpecification as(String token) {
    return given().contentType(ContentType.JSON).header("Authorization", "Bearer " + token);
  }

  String subscriber(String name) {
    return as(TestServers.ADMIN_TOKEN)
        .body(Map.of("email", name + "-" + run + "@people.example", "confirmed", true))
        .post("/api/subscribers")
        .then()
        .statusCode(201)
        .extract()
        .path("token");
  }

  /// An analyst's token.
  static String analyst(String name) {
    return as(TestServers.ADMIN_TOKEN)
        .body(Map.of("name", name))
        .post("/api/tokens")
        .then()
        .statusCode(201)
        .extract()
        .path("token");
  }

  /// To what the host publishes and the query holds for.
  ///
  /// @param more fields of the subscription
  String subscribe(String token, String query, Map<String, Object> more) {
    var body =
        new HashMap<String, Object>(
            Map.of("name", "A wish", "query", query, "channel", Map.of("type", "email")));
    body.putAll(more);
    return as(token)
        .body(body)
        .post("/api/subscriptions")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /// About chips, in English, with a fingerprint.
  TaggedArticle chips(String id, String text) {
    return retold(Topic.chips(run + id, host, "Chips " + id, text + ". China and chips."), "en");
  }

  /// In a language, with a fingerprint.
  static TaggedArticle retold(TaggedArticle a, String language) {
    return retold(a, language, a.revision());
  }

  static TaggedArticle retold(TaggedArticle a, String language, int revision) {
    return new TaggedArticle(
        a.id(),
        a.feedId(),
        a.feedTitle(),
        a.url(),
        a.title(),
        a.text(),
        language,
        a.authors(),
        a.categories(),
        a.published(),
        a.updated(),
        a.fetched(),
        revision,
        a.backlog(),
        a.cut(),
        a.themes(),
        a.actors(),
        Fingerprint.of(a.text()).orElse(null),
        a.vocabulary(),
        a.tagged());
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

  @Override
  public void close() {
    topic.close();
  }
}
