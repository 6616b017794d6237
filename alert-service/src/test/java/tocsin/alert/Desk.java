package tocsin.alert;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tocsin.alert.sql.Sql;
import tocsin.events.TaggedArticle;
import tocsin.testing.Hook;
import tocsin.testing.Mail;
import tocsin.testing.TestServers;

/// What the tests of delivery do over and over: people, subscriptions, articles, what arrived.
/// Names are this desk's own, so that tests do not see one another's things.
final class Desk implements AutoCloseable {
  static final String TEXT =
      "Washington restricts exports of AI chips. China answers with controls of its own on rare metals.";

  final String run = "r" + UUID.randomUUID().toString().substring(0, 8);
  final String host = run + ".example";
  final String path = "/" + run;
  final Topic topic;
  private final Pool pool;
  private int articles;

  Desk(String brokers, String prefix, Pool pool) {
    this.pool = pool;
    topic = new Topic(brokers, prefix);
    topic.vocabulary();
  }

  static RequestSpecification as(String token) {
    return given().contentType(ContentType.JSON).header("Authorization", "Bearer " + token);
  }

  String address(String name) {
    return name + "-" + run + "@people.example";
  }

  String subscriber(String name) {
    return as(TestServers.ADMIN_TOKEN)
        .body(Map.of("email", address(name), "confirmed", true))
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

  /// Asks for an account, as anybody can.
  void ask(String email) {
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("email", email))
        .post("/api/subscribers")
        .then()
        .statusCode(202);
  }

  Map<String, Object> hook() {
    return hook(path);
  }

  Map<String, Object> hook(String path) {
    return Map.of("type", "webhook", "url", Sinks.hooks().url(path));
  }

  static Map<String, Object> email() {
    return Map.of("type", "email");
  }

  JsonPath subscribe(String token, Map<String, Object> channel) {
    return subscribe(token, channel, Map.of());
  }

  /// To everything from this desk's host.
  JsonPath subscribe(String token, Map<String, Object> channel, Map<String, Object> more) {
    Map<String, Object> body =
        new HashMap<>(Map.of("name", "Chips", "query", "source:" + host, "channel", channel));
    body.putAll(more);
    return as(token)
        .body(body)
        .post("/api/subscriptions")
        .then()
        .statusCode(201)
        .extract()
        .jsonPath();
  }

  /// Publishes an article that no other is like.
  TaggedArticle publish(String title) {
    var article = Topic.chips(run + "-" + ++articles, host, title, TEXT);
    topic.article(article);
    return article;
  }

  /// Publishes an article whose text has a fingerprint.
  void publish(String title, String text) {
    var article = Topic.chips(run + "-" + ++articles, host, title, TEXT);
    topic.article(Topic.retold(article, article.language(), article.revision(), text));
  }

  /// A text that is long enough for a story, and no other test's.
  String manyWords() {
    var words = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      words.append(run).append(i).append(' ');
    }
    return words.toString();
  }

  List<Hook> hooks(int count) {
    return hooks(path, count);
  }

  List<Hook> hooks(String path, int count) {
    await().atMost(20, SECONDS).until(() -> Sinks.hooks().received(path).size() >= count);
    return Sinks.hooks().received(path);
  }

  List<Mail> mails(String name, int count) {
    await()
        .atMost(20, SECONDS)
        .until(() -> Sinks.mails().receivedBy(address(name)).size() >= count);
    return Sinks.mails().receivedBy(address(name));
  }

  /// The subscription's newest deliveries, once one of all of them has a status.
  JsonPath delivery(String token, String subscription, String status) {
    await()
        .atMost(20, SECONDS)
        .until(() ->
            !deliveries(token, subscription + "&status=" + status).getList("items").isEmpty());
    return deliveries(token, subscription);
  }

  void awaitDisabled(String token, String subscription) {
    await()
        .atMost(20, SECONDS)
        .until(() ->
            "disabled".equals(as(token).get("/api/subscriptions/" + subscription).path("state")));
  }

  JsonPath deliveries(String token, String subscription) {
    return as(token)
        .get("/api/deliveries?subscription=" + subscription)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  /// Everything published has been matched, and what it opens is in the database.
  void settle() {
    await()
        .atMost(20, SECONDS)
        .until(() -> {
          for (var row :
              Sql.on(pool).run("SELECT count(*) AS n FROM article WHERE id LIKE $1", run + "-%")) {
            return row.getLong("n") == articles;
          }
          return false;
        });
  }

  @Override
  public void close() {
    topic.close();
  }
}
