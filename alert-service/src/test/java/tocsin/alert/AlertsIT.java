package tocsin.alert;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tocsin.testing.Hook;
import tocsin.testing.TestServers;

/// The service on a real broker and a real database: tagged articles in, webhooks and mails out.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(Sinks.class)
class AlertsIT {
  private static final String TEXT =
      "Washington restricts exports of AI chips. China answers with controls of its own on rare metals.";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  @ConfigProperty(name = "tocsin.topic-prefix")
  String prefix;

  @TestHTTPResource(value = "/health/ready", management = true)
  URL ready;

  private Topic topic;

  /// Names that no other test uses.
  private final String run = "r" + UUID.randomUUID().toString().substring(0, 8);

  private final String host = run + ".example";
  private final String path = "/" + run;

  @BeforeEach
  void open() {
    topic = new Topic(brokers, prefix);
    topic.vocabulary();
    await().atMost(20, SECONDS).untilAsserted(() -> given().get(ready).then().statusCode(200));
  }

  @AfterEach
  void close() {
    topic.close();
  }

  @Test
  void webhook_ofAMatch_isSignedAndArrivesOnce() {
    var token = subscriber();
    var created = subscribe(token, "theme:export-controls actor:china source:" + host, hook());
    var article = Topic.chips(run, host, "Chips: new rules", TEXT);

    topic.article(article);
    topic.article(article);
    topic.article(Topic.chips(run + "x", "other.example", "Chips: elsewhere", TEXT));

    var hook = received().getFirst();
    assertThat(hook.signedWith(created.get("channel.secret"))).isTrue();
    assertThat(hook.body()).contains("\"type\":\"alert.created\"").contains("Chips: new rules");
    await()
        .atMost(10, SECONDS)
        .untilAsserted(() -> alerts(token, created.get("id")).body("items", hasSize(1)));
    alerts(token, created.get("id"))
        .body("items[0].article.title", equalTo("Chips: new rules"))
        .body("items[0].themes.id", hasItem("export-controls"))
        .body("items[0].because", hasItem("china"))
        .body("items[0].deliveries[0].status", equalTo("delivered"));
    assertThat(Sinks.hooks().received(path)).hasSize(1);
  }

  @Test
  void webhook_refusedAtFirst_isTriedAgainUnderTheSameId() {
    var token = subscriber();
    subscribe(token, "source:" + host, hook());
    Sinks.hooks().answer(path, 503);

    topic.article(Topic.chips(run, host, "Chips: new rules", TEXT));
    await().atMost(15, SECONDS).until(() -> Sinks.hooks().received(path).size() >= 2);
    Sinks.hooks().answer(path, 204);

    await()
        .atMost(15, SECONDS)
        .until(() -> Sinks.hooks().received(path).stream().anyMatch(h -> h.status() == 204));
    var hooks = Sinks.hooks().received(path);
    assertThat(hooks).extracting(Hook::id).containsOnly(hooks.getFirst().id());
    assertThat(hooks).extracting(Hook::body).containsOnly(hooks.getFirst().body());
    await()
        .atMost(10, SECONDS)
        .untilAsserted(() ->
            as(token)
                .get("/api/deliveries/" + hooks.getFirst().id())
                .then()
                .statusCode(200)
                .body("status", equalTo("delivered"))
                .body("attempts[0].outcome", equalTo("deferred"))
                .body("attempts[0].status", equalTo(503)));
  }

  @Test
  void webhook_answered410_isDisabledAndItsOwnerTold() {
    var token = subscriber();
    var created = subscribe(token, "source:" + host, hook());
    Sinks.hooks().answer(path, 410);

    topic.article(Topic.chips(run, host, "Chips: new rules", TEXT));

    await()
        .atMost(15, SECONDS)
        .untilAsserted(() ->
            as(token)
                .get("/api/subscriptions/" + created.get("id"))
                .then()
                .body("state", equalTo("disabled")));
    await()
        .atMost(15, SECONDS)
        .until(() -> !Sinks.mails().receivedBy(run + "@people.example").isEmpty());
    topic.article(Topic.chips(run + "2", host, "Chips: more rules", TEXT));
    assertThat(Sinks.hooks().received(path)).hasSize(1);
  }

  @Test
  void mail_ofAMatch_hasTextAndHtmlWithTheWordsMarked() {
    var token = subscriber();
    subscribe(token, "source:" + host + " \"rare metals\"", Map.of("type", "email"));

    topic.article(Topic.chips(run, host, "Chips\r\nBcc: x@y.example <b>", TEXT));

    await()
        .atMost(15, SECONDS)
        .until(() -> !Sinks.mails().receivedBy(run + "@people.example").isEmpty());
    var mail = Sinks.mails().receivedBy(run + "@people.example").getFirst();
    assertThat(mail.subject()).isEqualTo("Chips Bcc: x@y.example <b>");
    assertThat(mail.header("Bcc")).isEmpty();
    assertThat(mail.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
    assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
    assertThat(mail.text()).contains("AI «chips»").contains("«rare metals»");
    assertThat(mail.html())
        .contains(">rare metals</mark>")
        .contains("&lt;b&gt;")
        .doesNotContain("<b>");
  }

  @Test
  void redelivery_comesUnderTheSameId() {
    var token = subscriber();
    subscribe(token, "source:" + host, hook());
    topic.article(Topic.chips(run, host, "Chips: new rules", TEXT));
    var id = received().getFirst().id();
    await()
        .atMost(10, SECONDS)
        .untilAsserted(() ->
            as(token).get("/api/deliveries/" + id).then().body("status", equalTo("delivered")));

    as(token).post("/api/deliveries/" + id + "/redeliver").then().statusCode(202);

    await().atMost(10, SECONDS).until(() -> Sinks.hooks().received(path).size() == 2);
    assertThat(Sinks.hooks().received(path)).extracting(Hook::id).containsOnly(id);
  }

  @Test
  void events_arePulledBehindACursor() {
    var token = subscriber();
    subscribe(token, "source:" + host, hook());
    topic.article(Topic.chips(run + "1", host, "First", TEXT));
    topic.article(Topic.chips(run + "2", host, "Second", TEXT));
    await().atMost(15, SECONDS).until(() -> Sinks.hooks().received(path).size() == 2);

    var first = as(token).get("/api/events?limit=1").then().statusCode(200).extract().jsonPath();
    var second =
        as(token)
            .get("/api/events?after=" + first.getString("next"))
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();

    assertThat(first.getList("items.data.article.title")).hasSize(1);
    assertThat(second.getList("items.data.article.title")).hasSize(1);
    assertThat(first.getString("items[0].id")).isNotEqualTo(second.getString("items[0].id"));
    as(token).get("/api/events?after=" + second.getString("next")).then().body("items", hasSize(0));
  }

  @Test
  void othersThings_areNotThere() {
    var token = subscriber();
    subscribe(token, "source:" + host, hook());
    topic.article(Topic.chips(run, host, "Chips: new rules", TEXT));
    var delivery = received().getFirst().id();
    var stranger = subscriber("stranger-" + run);

    as(stranger).get("/api/deliveries/" + delivery).then().statusCode(404);
    as(stranger).post("/api/deliveries/" + delivery + "/redeliver").then().statusCode(404);
    as(stranger).get("/api/alerts").then().body("items", hasSize(0));
  }

  private Map<String, Object> hook() {
    return Map.of("type", "webhook", "url", Sinks.hooks().url(path));
  }

  private List<Hook> received() {
    await().atMost(15, SECONDS).until(() -> !Sinks.hooks().received(path).isEmpty());
    return Sinks.hooks().received(path);
  }

  private String subscriber() {
    return subscriber(run);
  }

  private static String subscriber(String name) {
    return as(TestServers.ADMIN_TOKEN)
        .body(Map.of("email", name + "@people.example", "confirmed", true))
        .post("/api/subscribers")
        .then()
        .statusCode(201)
        .extract()
        .path("token");
  }

  private static Map<String, String> subscribe(
      String token, String query, Map<String, Object> channel) {
    var body =
        as(token)
            .body(
                Map.of(
                    "name", "Chips", "query", query, "channel", channel, "schedule", "immediate"))
            .post("/api/subscriptions")
            .then()
            .statusCode(201)
            .extract()
            .jsonPath();
    var secret = body.getString("channel.secret");
    return Map.of("id", body.getString("id"), "channel.secret", secret == null ? "" : secret);
  }

  private static io.restassured.response.ValidatableResponse alerts(String token, String id) {
    return as(token).get("/api/alerts?subscription=" + id).then().statusCode(200);
  }

  private static RequestSpecification as(String token) {
    return given().contentType(ContentType.JSON).header("Authorization", "Bearer " + token);
  }
}
