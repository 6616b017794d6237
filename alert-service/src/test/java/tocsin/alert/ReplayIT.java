package tocsin.alert;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static tocsin.alert.Newsroom.as;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tocsin.alert.sql.Sql;
import tocsin.events.TopicReader;
import tocsin.events.Topics;
import tocsin.testing.Hook;
import tocsin.testing.TestServers;

/// Replays to webhooks and downloads, on a real broker, database and endpoint.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(Sinks.class)
class ReplayIT {
  private static final String ADMIN = TestServers.ADMIN_TOKEN;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  @ConfigProperty(name = "tocsin.topic-prefix")
  String prefix;

  @TestHTTPResource(value = "/health/ready", management = true)
  URL ready;

  @TestHTTPResource("/")
  URL base;

  @Inject Pool pool;
  @Inject MovableClock clock;
  @Inject Housekeeping housekeeping;

  private Newsroom news;

  @BeforeEach
  void open() {
    news = new Newsroom(brokers, prefix, pool);
    await().atMost(20, SECONDS).untilAsserted(() -> given().get(ready).then().statusCode(200));
  }

  @AfterEach
  void close() {
    clock.ahead(Duration.ZERO);
    news.close();
  }

  private void publish(int articles) {
    for (int i = 0; i < articles; i++) {
      news.send(
          news.chips("n" + i, "Text " + i + " about number" + i + " of rare" + i + " things"));
    }
    news.taken();
  }

  private List<String> ids(int articles) {
    return IntStream.range(0, articles).mapToObj(i -> news.run + "n" + i).toList();
  }

  private String path(String name) {
    return "/" + news.run + "/" + name;
  }

  /// Of what the newsroom published today, to an endpoint.
  private JsonPath toHook(String token, String name, Map<String, Object> more) {
    Map<String, Object> body =
        new HashMap<>(
            Map.of(
                "query",
                "source:" + news.host,
                "channel",
                Map.of("type", "webhook", "url", Sinks.hooks().url(path(name)))));
    body.putAll(more);
    return begin(token, body);
  }

  private static JsonPath begin(String token, Map<String, Object> body) {
    return as(token)
        .body(body)
        .post("/api/replays")
        .then()
        .statusCode(201)
        .header("Location", containsString("/api/replays/"))
        .extract()
        .jsonPath();
  }

  private static JsonPath of(String id) {
    return as(ADMIN).get("/api/replays/" + id).then().statusCode(200).extract().jsonPath();
  }

  private static JsonPath until(String id, String state) {
    await().atMost(30, SECONDS).until(() -> of(id).getString("state").equals(state));
    return of(id);
  }

  private List<Hook> hooks(String name) {
    return Sinks.hooks().received(path(name));
  }

  private static List<String> articles(List<Hook> hooks) {
    return hooks.stream().map(h -> new JsonPath(h.body()).getString("data.articleId")).toList();
  }

  @Test
  void replay_ofADay_twice_opensNothingMailsNothingAndWritesToNoTopic() {
    var token = news.subscriber("ada");
    var subscription = news.subscribe(token, "source:" + news.host, Map.of("story", "each"));
    publish(6);
    var mail = "ada-" + news.run + "@people.example";
    await().atMost(20, SECONDS).until(() -> Sinks.mails().receivedBy(mail).size() == 6);
    var before = topics();

    Map<String, String> secrets = new TreeMap<>();
    for (var name : List.of("first", "second")) {
      var replay = toHook(ADMIN, name, Map.of());
      secrets.put(name, replay.getString("channel.secret"));
      var done = until(replay.getString("id"), "done");
      assertThat(done.getString("channel.secret")).isNull();
      assertThat(done.getInt("sent")).isEqualTo(6);
      assertThat(done.getInt("matched")).isEqualTo(6);
      assertThat(done.getDouble("progress")).isEqualTo(1);
    }

    secrets.forEach((name, secret) -> {
      assertThat(articles(hooks(name))).containsExactlyElementsOf(ids(6));
      assertThat(hooks(name)).allMatch(hook -> hook.signedWith(secret));
      assertThat(hooks(name)).noneMatch(hook -> hook.signedWith(secrets.get(other(name))));
    });
    assertThat(secrets.keySet().stream().flatMap(n -> hooks(n).stream()).map(Hook::id).distinct())
        .hasSize(12);
    var body = new JsonPath(hooks("first").getFirst().body());
    assertThat(body.getString("type")).isEqualTo("article.replayed");
    assertThat(body.getBoolean("replay")).isTrue();
    assertThat(body.getString("data.article.title")).isEqualTo("Chips n0");
    assertThat(body.getString("data.themes[0].evidence[0].text")).isEqualTo("chips");
    assertThat(topics()).isEqualTo(before);
    as(token)
        .get("/api/alerts?subscription=" + subscription)
        .then()
        .body("items.size()", equalTo(6));
    as(token).get("/api/deliveries").then().body("items.size()", equalTo(6));
    assertThat(Sinks.mails().receivedBy(mail)).hasSize(6);
  }

  private static String other(String name) {
    return name.equals("first") ? "second" : "first";
  }

  /// Where the topics end.
  private List<TopicReader.Stretch> topics() {
    var reader = new TopicReader(Map.of("bootstrap.servers", brokers));
    var now = Instant.now();
    return Stream.of(Topics.TAGGED, Topics.dead(Topics.TAGGED), Topics.VOCABULARY)
        .map(topic -> reader.stretch(prefix + topic, now.plusSeconds(60), now.plusSeconds(60)))
        .toList();
  }

  @Test
  void replay_equalsHistory_byEitherTime() {
    publish(25);
    var revised = news.chips("n3", "Quite another text than before, of another number");
    news.send(Newsroom.retold(revised, "en", 2));
    news.taken();
    var query = "source:" + news.host + " AND NOT number7";

    for (var range :
        List.of(
            Map.of("query", query, "by", "tagged"),
            Map.of("query", query, "by", "published", "from", "2026-01-02", "to", "2026-01-03"))) {
      var history =
          as(ADMIN).queryParams(range).get("/api/history").then().statusCode(200).extract();
      var replay = begin(ADMIN, new HashMap<>(range));
      assertThat(replay.getString("state")).isEqualTo("running");
      var lines = as(ADMIN).get(replay.getString("articles")).then().statusCode(200).extract();
      var hooked = toHook(ADMIN, range.get("by"), new HashMap<>(range));
      until(hooked.getString("id"), "done");

      assertThat(lines.asString()).isEqualTo(history.asString());
      assertThat(lines.asString().lines()).hasSize(range.get("by").equals("tagged") ? 25 : 24);
      assertThat(articles(hooks(range.get("by"))))
          .containsExactlyElementsOf(
              lines.asString().lines().map(l -> new JsonPath(l).getString("id")).toList());
      var done = until(replay.getString("id"), "done");
      assertThat(done.getLong("sent")).isEqualTo(lines.asString().lines().count());
      assertThat(done.getDouble("progress")).isEqualTo(1);
    }
  }

  @Test
  void download_goesOnWhereOneBrokeOff() {
    publish(5);
    var replay = begin(ADMIN, Map.of("query", "source:" + news.host));

    var whole = as(ADMIN).get(replay.getString("articles")).then().extract().asString();
    var rest = as(ADMIN).get(replay.getString("articles") + "?skip=3").then().extract().asString();

    assertThat(whole).endsWith(rest);
    assertThat(rest.lines()).hasSize(2);
    as(ADMIN)
        .get(replay.getString("articles") + "?skip=-1")
        .then()
        .statusCode(400)
        .body("detail", containsString("skip"));
  }

  @Test
  void download_ofACancelledReplay_breaksOff() throws IOException, InterruptedException {
    publish(5);
    var replay = begin(ADMIN, Map.of("query", "source:" + news.host, "rate", 0.1));
    try (var http = HttpClient.newHttpClient()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(URI.create(base + replay.getString("articles").substring(1)))
                  .header("Authorization", "Bearer " + ADMIN)
                  .build(),
              BodyHandlers.ofInputStream());
      try (var lines =
          new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
        assertThat(lines.readLine()).contains(news.run + "n0");
        as(ADMIN).delete("/api/replays/" + replay.getString("id")).then().statusCode(204);
        assertThatThrownBy(lines::readLine).isInstanceOf(IOException.class);
      }
    }
    as(ADMIN)
        .get(replay.getString("articles"))
        .then()
        .statusCode(409)
        .body("detail", containsString("cancelled"));
    assertThat(of(replay.getString("id")).getString("state")).isEqualTo("cancelled");
  }

  @Test
  void cancelling_stops() {
    publish(20);
    var replay = toHook(ADMIN, "cancelled", Map.of("rate", 4));
    await().atMost(20, SECONDS).until(() -> hooks("cancelled").size() >= 2);

    as(ADMIN).delete("/api/replays/" + replay.getString("id")).then().statusCode(204);
    int sent = hooks("cancelled").size();

    var witness = toHook(ADMIN, "witness", Map.of("rate", 10));
    until(witness.getString("id"), "done");
    assertThat(hooks("cancelled")).hasSizeBetween(sent, sent + 1);
    var cancelled = of(replay.getString("id"));
    assertThat(cancelled.getString("state")).isEqualTo("cancelled");
    assertThat(cancelled.getDouble("progress")).isLessThan(1);
    assertThat(cancelled.getString("finished")).isNotNull();
  }

  @Test
  void rate_holds() {
    publish(30);
    var replay = toHook(ADMIN, "paced", Map.of("rate", 20));
    until(replay.getString("id"), "done");

    var times = hooks("paced").stream().map(Hook::received).toList();
    assertThat(times).hasSize(30);
    for (int gap = 1; gap < times.size(); gap++) {
      for (int i = gap; i < times.size(); i++) {
        assertThat(Duration.between(times.get(i - gap), times.get(i)))
            .as("%d articles up to %d", gap, i)
            .isGreaterThan(Duration.ofMillis(50L * gap - 40));
      }
    }
  }

  @Test
  void endpoint_thatFails_endsTheReplay_andItGoesOnOnceMended() {
    publish(6);
    Sinks.hooks().answer(path("failing"), 503);
    var replay = toHook(ADMIN, "failing", Map.of());
    var id = replay.getString("id");

    var failed = until(id, "failed");
    assertThat(failed.getString("reason"))
        .contains("3 articles")
        .contains("503")
        .contains("resume");
    assertThat(failed.getInt("failed")).isEqualTo(2);
    assertThat(failed.getList("failures.article"))
        .containsExactly(news.run + "n1", news.run + "n0");
    assertThat(failed.getInt("failures[0].status")).isEqualTo(503);
    assertThat(failed.getString("failures[0].reason")).isEqualTo("throttled");
    var tries = hooks("failing");
    assertThat(tries).hasSize(9);
    for (int i = 0; i < 9; i++) {
      assertThat(tries.get(i).id()).isEqualTo(tries.get(i - i % 3).id());
      assertThat(tries.get(i).body()).isEqualTo(tries.get(i - i % 3).body());
    }

    Sinks.hooks().answer(path("failing"), 204);
    as(ADMIN).post("/api/replays/" + id + "/resume").then().statusCode(200);
    var done = until(id, "done");
    assertThat(done.getInt("matched")).isEqualTo(6);
    assertThat(done.getInt("sent")).isEqualTo(4);
    assertThat(articles(hooks("failing").subList(9, 13)))
        .containsExactlyElementsOf(ids(6).subList(2, 6));
    assertThat(hooks("failing").get(9).id()).isEqualTo(tries.get(8).id());
    as(ADMIN)
        .post("/api/replays/" + id + "/resume")
        .then()
        .statusCode(409)
        .body("detail", containsString("done"));
  }

  @Test
  void endpoint_thatAsksForPatience_getsIt() {
    publish(2);
    Sinks.hooks().answer(path("busy"), 429);
    Sinks.hooks().retryAfter(path("busy"), 2);
    var replay = toHook(ADMIN, "busy", Map.of());
    await().atMost(20, SECONDS).until(() -> !hooks("busy").isEmpty());
    Sinks.hooks().answer(path("busy"), 204);

    until(replay.getString("id"), "done");

    assertThat(hooks("busy")).hasSize(3);
    assertThat(Duration.between(hooks("busy").get(0).received(), hooks("busy").get(1).received()))
        .isGreaterThan(Duration.ofMillis(1_900));
  }

  @Test
  void endpoint_thatIsGone_getsNothingMore() {
    publish(3);
    Sinks.hooks().answer(path("gone"), 410);
    var failed = until(toHook(ADMIN, "gone", Map.of()).getString("id"), "failed");
    assertThat(failed.getString("reason")).contains("410");
    assertThat(hooks("gone")).hasSize(1);
  }

  @Test
  void endpoint_thatRedirects_isNotFollowed() {
    publish(1);
    Sinks.hooks().answer(path("moved"), 302);
    var done = until(toHook(ADMIN, "moved", Map.of()).getString("id"), "done");
    assertThat(done.getString("failures[0].reason")).isEqualTo("redirect");
    assertThat(done.getInt("sent")).isZero();
  }

  @Test
  void address_thatMustNotBeReached_isRefusedAtTheDoorAndAtTheConnection() {
    publish(2);
    as(ADMIN)
        .body(Map.of("channel", Map.of("type", "webhook", "url", "http://127.0.0.1:9/x")))
        .post("/api/replays")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("channel.url"));
    var replay = toHook(ADMIN, "smuggled", Map.of("rate", 0.5));
    Sql.on(pool)
        .run(
            "UPDATE replay SET url = 'http://127.0.0.1:9/x' WHERE id = $1", replay.getString("id"));
    assertThat(until(replay.getString("id"), "failed").getString("reason")).contains("address");
  }

  @Test
  void replay_takenOverByAnotherNode_isLeftAlone_andGoesOnFromWhereItStood() {
    publish(12);
    var replay = toHook(ADMIN, "torn", Map.of("rate", 10));
    var id = replay.getString("id");
    await().atMost(20, SECONDS).until(() -> hooks("torn").size() >= 3);

    Sql.on(pool)
        .run(
            "UPDATE replay SET lease = 'another:1', lease_until = now() + interval '1 hour' WHERE id = $1",
            id);
    until(toHook(ADMIN, "meanwhile", Map.of("rate", 10)).getString("id"), "done");
    assertThat(hooks("torn")).hasSizeLessThan(12);
    assertThat(of(id).getString("state")).isEqualTo("running");
    Sql.on(pool).run("UPDATE replay SET lease_until = now() WHERE id = $1", id);

    assertThat(until(id, "done").getInt("sent")).isEqualTo(12);
    assertThat(articles(hooks("torn")).stream().distinct()).containsExactlyElementsOf(ids(12));
    assertThat(hooks("torn").stream().map(Hook::id).distinct()).hasSize(12);
    assertThat(hooks("torn")).hasSizeBetween(12, 13);
  }

  @Test
  void replay_isItsAnalysts_andTheOperators() {
    publish(1);
    var ada = Newsroom.analyst("ada");
    var eve = Newsroom.analyst("eve");
    var id = begin(ada, Map.of("query", "source:" + news.host)).getString("id");

    as(ada).get("/api/replays/" + id).then().statusCode(200);
    as(ADMIN).get("/api/replays").then().body("items.id", hasItem(id));
    as(ada).get("/api/replays").then().body("items.id", equalTo(List.of(id)));
    as(eve).get("/api/replays").then().body("items.id", not(hasItem(id)));
    for (var route : List.of("", "/articles")) {
      as(eve).get("/api/replays/" + id + route).then().statusCode(404);
    }
    as(eve).delete("/api/replays/" + id).then().statusCode(404);
    as(eve).post("/api/replays/" + id + "/resume").then().statusCode(404);
    var member = news.subscriber("member");
    as(member)
        .body(Map.of())
        .post("/api/replays")
        .then()
        .statusCode(403)
        .body("detail", containsString("/api/history"));
    as(member).get("/api/replays/" + id).then().statusCode(403);
    given().get("/api/replays/" + id).then().statusCode(401);
  }

  @Test
  void tokenThatIsRevoked_takesItsReplaysAlong() {
    publish(10);
    var ada = Newsroom.analyst("revoked-" + news.run);
    var id = toHook(ada, "revoked", Map.of("rate", 2)).getString("id");
    await().atMost(20, SECONDS).until(() -> !hooks("revoked").isEmpty());
    String token =
        as(ADMIN)
            .get("/api/tokens")
            .then()
            .extract()
            .path("items.find{it.name=='revoked-" + news.run + "'}.id");

    as(ADMIN).delete("/api/tokens/" + token).then().statusCode(204);

    as(ADMIN).get("/api/replays/" + id).then().statusCode(404);
    int sent = hooks("revoked").size();
    until(toHook(ADMIN, "after", Map.of("rate", 5)).getString("id"), "done");
    assertThat(hooks("revoked")).hasSizeBetween(sent, sent + 1);
  }

  @Test
  void request_thatIsWrong_isToldWhatToDo() {
    Map.<Map<String, Object>, String>of(
            Map.of("from", "2026-02-01", "to", "2026-01-01"), "from",
            Map.of("from", "yesterday"), "2026-01-31",
            Map.of("by", "author"), "by",
            Map.of("rate", 0), "rate",
            Map.of("rate", 100_000), "rate",
            Map.of("query", "theme:exprt-controls"), "export-controls",
            Map.of("channel", Map.of("type", "email")), "ndjson",
            Map.of("channel", Map.of("type", "webhook", "url", "::")), "channel.url")
        .forEach((body, told) ->
            as(ADMIN)
                .body(body)
                .post("/api/replays")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString(told)));
    as(ADMIN).get("/api/replays?limit=1000000").then().statusCode(400);
    as(ADMIN).get("/api/replays/nowhere").then().statusCode(404);
  }

  @Test
  void lists_arePagedTheNewestFirst() {
    var ada = Newsroom.analyst("pages");
    var ids = IntStream.range(0, 3).mapToObj(i -> begin(ada, Map.of()).getString("id")).toList();
    var first = as(ada).get("/api/replays?limit=2").then().extract().jsonPath();
    var second =
        as(ada)
            .get("/api/replays?limit=2&cursor=" + first.getString("next"))
            .then()
            .extract()
            .jsonPath();
    assertThat(first.getList("items.id")).isEqualTo(List.of(ids.get(2), ids.get(1)));
    assertThat(second.getList("items.id")).isEqualTo(List.of(ids.get(0)));
    assertThat(second.getString("next")).isNull();
  }

  @Test
  void replay_thatIsOver_isForgottenAfterItsTime() {
    publish(1);
    var id = toHook(ADMIN, "old", Map.of()).getString("id");
    until(id, "done");
    clock.ahead(Duration.ofDays(91));
    housekeeping.once();
    as(ADMIN).get("/api/replays/" + id).then().statusCode(404);
  }

  @Test
  void document_tellsWhatIsAnsweredOfReplays() {
    var document = given().queryParam("format", "json").get("/q/openapi").jsonPath();
    var routes = document.<String, Object>getMap("paths");
    assertThat(routes)
        .containsKeys(
            "/api/replays",
            "/api/replays/{id}",
            "/api/replays/{id}/articles",
            "/api/replays/{id}/resume");
    assertThat(document.getMap("paths.'/api/replays'.post.responses")).containsKey("201");
    assertThat(
            document.getString(
                "paths.'/api/replays'.post.responses.'201'.content.'application/json'.schema.'$ref'"))
        .isEqualTo(
            document.getString(
                "paths.'/api/replays/{id}'.get.responses.'200'.content.'application/json'.schema.'$ref'"));
    assertThat(document.getMap("paths.'/api/replays/{id}/articles'.get.responses.'200'.content"))
        .containsOnlyKeys("application/x-ndjson");
  }
}
