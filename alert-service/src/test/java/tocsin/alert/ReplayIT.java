package tocsin.alert;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static tocsin.alert.Desk.as;
import static tocsin.alert.ReplayDesk.ADMIN;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tocsin.alert.sql.Sql;
import tocsin.events.TopicReader;
import tocsin.events.Topics;
import tocsin.testing.Hook;
import tocsin.testing.TestServers;

/// What is replayed, to webhooks and as downloads: the same as history, at its pace, and nothing
/// else.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(Sinks.class)
class ReplayIT extends AtTheReplayDesk {
  @TestHTTPResource("/")
  URL base;

  @Test
  void replay_ofADay_twice_opensNothingMailsNothingAndWritesToNoTopic() {
    var token = desk.subscriber("ada");
    var subscription = news.subscribe(token, "source:" + news.host, Map.of("story", "each"));
    replays.publish(6);
    var mail = "ada-" + news.run + "@people.example";
    await().atMost(20, SECONDS).until(() -> Sinks.mails().receivedBy(mail).size() == 6);
    var before = topics();

    Map<String, String> secrets = new TreeMap<>();
    for (var name : List.of("first", "second")) {
      var replay = replays.toHook(ADMIN, name, Map.of());
      secrets.put(name, replay.getString("channel.secret"));
      var done = ReplayDesk.until(replay.getString("id"), "done");
      assertThat(done.getString("channel.secret")).isNull();
      assertThat(done.getInt("sent")).isEqualTo(6);
      assertThat(done.getInt("matched")).isEqualTo(6);
      assertThat(done.getDouble("progress")).isEqualTo(1);
    }

    secrets.forEach((name, secret) -> {
      assertThat(ReplayDesk.articles(replays.hooks(name)))
          .containsExactlyElementsOf(replays.ids(6));
      assertThat(replays.hooks(name)).allMatch(hook -> hook.signedWith(secret));
      assertThat(replays.hooks(name)).noneMatch(hook -> hook.signedWith(secrets.get(other(name))));
    });
    assertThat(
            secrets.keySet().stream()
                .flatMap(n -> replays.hooks(n).stream())
                .map(Hook::id)
                .distinct())
        .hasSize(12);
    var body = new JsonPath(replays.hooks("first").getFirst().body());
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
    replays.publish(25);
    var revised = news.chips("n3", "Quite another text than before, of another number");
    news.send(Topic.retold(revised, "en", 2));
    news.taken();
    var query = "source:" + news.host + " AND NOT number7";

    for (var range :
        List.of(
            Map.of("query", query, "by", "tagged"),
            Map.of("query", query, "by", "published", "from", "2026-01-02", "to", "2026-01-03"))) {
      var history =
          as(ADMIN).queryParams(range).get("/api/history").then().statusCode(200).extract();
      var replay = ReplayDesk.begin(ADMIN, new HashMap<>(range));
      assertThat(replay.getString("state")).isEqualTo("running");
      var lines = as(ADMIN).get(replay.getString("articles")).then().statusCode(200).extract();
      var hooked = replays.toHook(ADMIN, range.get("by"), new HashMap<>(range));
      ReplayDesk.until(hooked.getString("id"), "done");

      assertThat(lines.asString()).isEqualTo(history.asString());
      assertThat(lines.asString().lines()).hasSize(range.get("by").equals("tagged") ? 25 : 24);
      assertThat(ReplayDesk.articles(replays.hooks(range.get("by"))))
          .containsExactlyElementsOf(
              lines.asString().lines().map(l -> new JsonPath(l).getString("id")).toList());
      var done = ReplayDesk.until(replay.getString("id"), "done");
      assertThat(done.getLong("sent")).isEqualTo(lines.asString().lines().count());
      assertThat(done.getDouble("progress")).isEqualTo(1);
    }
  }

  @Test
  void download_goesOnWhereOneBrokeOff() {
    replays.publish(5);
    var replay = ReplayDesk.begin(ADMIN, Map.of("query", "source:" + news.host));

    var whole = as(ADMIN).get(replay.getString("articles")).then().extract().asString();
    var rest = as(ADMIN).get(replay.getString("articles") + "?skip=3").then().extract().asString();

    assertThat(whole).endsWith(rest);
    assertThat(rest.lines()).hasSize(2);
    as(ADMIN)
        .get(replay.getString("articles") + "?skip=-1")
        .then()
        .statusCode(400)
        .body("detail", containsString("skip"));
    var published = ReplayDesk.begin(ADMIN, Map.of("by", "published"));
    as(ADMIN)
        .get(published.getString("articles") + "?skip=1")
        .then()
        .statusCode(400)
        .body("detail", containsString("tagged"));
  }

  @Test
  void download_ofACancelledReplay_breaksOff() throws IOException, InterruptedException {
    replays.publish(5);
    var replay = ReplayDesk.begin(ADMIN, Map.of("query", "source:" + news.host, "rate", 0.1));
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
    assertThat(ReplayDesk.of(replay.getString("id")).getString("state")).isEqualTo("cancelled");
  }

  @Test
  void cancelling_stops() {
    replays.publish(20);
    var replay = replays.toHook(ADMIN, "cancelled", Map.of("rate", 4));
    await().atMost(20, SECONDS).until(() -> replays.hooks("cancelled").size() >= 2);

    as(ADMIN).delete("/api/replays/" + replay.getString("id")).then().statusCode(204);
    int sent = replays.hooks("cancelled").size();

    var witness = replays.toHook(ADMIN, "witness", Map.of("rate", 10));
    ReplayDesk.until(witness.getString("id"), "done");
    assertThat(replays.hooks("cancelled")).hasSizeBetween(sent, sent + 1);
    var cancelled = ReplayDesk.of(replay.getString("id"));
    assertThat(cancelled.getString("state")).isEqualTo("cancelled");
    assertThat(cancelled.getDouble("progress")).isLessThan(1);
    assertThat(cancelled.getString("finished")).isNotNull();
  }

  @Test
  void rate_holds() {
    replays.publish(30);
    var replay = replays.toHook(ADMIN, "paced", Map.of("rate", 20));
    ReplayDesk.until(replay.getString("id"), "done");

    var times = replays.hooks("paced").stream().map(Hook::received).toList();
    assertThat(times).hasSize(30);
    assertThat(Duration.between(times.getFirst(), times.getLast()))
        .as("29 intervals of 50 ms, the first hook perhaps late")
        .isGreaterThan(Duration.ofMillis(1_000));
  }

  @Test
  void replay_takenOverByAnotherNode_isLeftAlone_andGoesOnFromWhereItStood() {
    replays.publish(12);
    var replay = replays.toHook(ADMIN, "torn", Map.of("rate", 10));
    var id = replay.getString("id");
    await().atMost(20, SECONDS).until(() -> replays.hooks("torn").size() >= 3);

    Sql.on(pool)
        .run(
            "UPDATE replay SET lease = 'another:1', lease_until = now() + interval '1 hour' WHERE id = $1",
            id);
    ReplayDesk.until(
        replays.toHook(ADMIN, "meanwhile", Map.of("rate", 10)).getString("id"), "done");
    assertThat(replays.hooks("torn")).hasSizeLessThan(12);
    assertThat(ReplayDesk.of(id).getString("state")).isEqualTo("running");
    Sql.on(pool).run("UPDATE replay SET lease_until = now() WHERE id = $1", id);

    assertThat(ReplayDesk.until(id, "done").getInt("sent")).isEqualTo(12);
    assertThat(ReplayDesk.articles(replays.hooks("torn")).stream().distinct())
        .containsExactlyElementsOf(replays.ids(12));
    assertThat(replays.hooks("torn").stream().map(Hook::id).distinct()).hasSize(12);
    assertThat(replays.hooks("torn")).hasSizeBetween(12, 13);
  }
}
