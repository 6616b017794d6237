package tocsin.alert;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tocsin.events.EventJson;
import tocsin.events.Topics;
import tocsin.testing.TestServers;

/// Tagged articles in, webhooks out; and the ways to read what there was.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(Sinks.class)
class AlertsIT extends AtADesk {
  @Test
  void webhook_ofAMatch_isSignedAndArrivesOnce() {
    var token = desk.subscriber("ada");
    var created =
        desk.subscribe(
            token,
            desk.hook(),
            Map.of("query", "theme:export-controls actor:china source:" + desk.host));
    var id = created.getString("id");
    var article = desk.publish("Chips: new rules");
    desk.topic.article(article);
    desk.topic.article(Topic.chips(desk.run + "x", "other.example", "Elsewhere", Desk.TEXT));

    var hook = desk.hooks(1).getFirst();
    assertThat(hook.signedWith(created.getString("channel.secret"))).isTrue();
    assertThat(hook.body()).contains("\"type\":\"alert.created\"").contains("Chips: new rules");
    desk.delivery(token, id, "delivered");
    Desk.as(token)
        .get("/api/alerts?subscription=" + id)
        .then()
        .body("items", hasSize(1))
        .body("items[0].article.title", equalTo("Chips: new rules"))
        .body("items[0].themes.id", hasItem("export-controls"))
        .body("items[0].because", hasItem("china"))
        .body("items[0].deliveries[0].status", equalTo("delivered"));
    assertThat(Sinks.hooks().received(desk.path)).hasSize(1);
  }

  @Test
  void article_thatCannotBeHeld_isADeadLetter_andTheNextIsNot() {
    var token = desk.subscriber("ada");
    desk.subscribe(token, desk.hook());
    var bad = Topic.chips(desk.run + "bad", desk.host, "Zero \u0000 byte", Desk.TEXT);
    desk.topic.article(bad);
    var lone =
        new String(
                EventJson.write(
                    Topic.chips(desk.run + "lone", desk.host, "Half a pair LONE", Desk.TEXT)),
                StandardCharsets.UTF_8)
            .replace("LONE", "\\ud83e");
    desk.topic.send(Topics.TAGGED, desk.run + "lone", lone.getBytes(StandardCharsets.UTF_8));
    desk.publish("x".repeat(498) + "🤖🤖");

    assertThat(desk.hooks(1).getFirst().body()).contains("x".repeat(498) + "…");
  }

  @Test
  void events_arePulledBehindACursor() {
    var token = desk.subscriber("ada");
    desk.subscribe(token, desk.hook());
    desk.publish("First");
    desk.publish("Second");
    desk.hooks(2);

    var first =
        Desk.as(token).get("/api/events?limit=1").then().statusCode(200).extract().jsonPath();
    var second =
        Desk.as(token)
            .get("/api/events?after=" + first.getString("next"))
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();

    assertThat(first.getList("items.data.article.title")).hasSize(1);
    assertThat(second.getList("items.data.article.title")).hasSize(1);
    assertThat(first.getString("items[0].id")).isNotEqualTo(second.getString("items[0].id"));
    Desk.as(token)
        .get("/api/events?after=" + second.getString("next"))
        .then()
        .body("items", hasSize(0));
  }

  @Test
  void lists_arePagedByCursor() {
    var token = desk.subscriber("ada");
    var id = desk.subscribe(token, desk.hook()).getString("id");
    for (int i = 0; i < 5; i++) {
      desk.publish("No. " + i);
    }
    desk.hooks(5);
    for (var list : List.of("alerts", "deliveries")) {
      List<String> seen = new ArrayList<>();
      String cursor = "";
      for (int page = 0; page < 3; page++) {
        var body =
            Desk.as(token)
                .get("/api/%s?subscription=%s&limit=2&cursor=%s".formatted(list, id, cursor))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        seen.addAll(body.getList("items.id"));
        cursor = body.getString("next");
      }
      assertThat(cursor).isNull();
      assertThat(seen).hasSize(5);
      assertThat(new HashSet<>(seen)).hasSize(5);
    }
    for (var bad : List.of("limit=0", "limit=1000000", "cursor=never")) {
      Desk.as(token).get("/api/alerts?" + bad).then().statusCode(400);
    }
  }

  @Test
  void feed_isAtom_andHonoursConditions() {
    var token = desk.subscriber("ada");
    var created = desk.subscribe(token, desk.hook());
    var path = created.getString("feed").replaceFirst("https?://[^/]+", "");
    desk.publish("Chips & more");
    desk.hooks(1);

    var answer = given().get(path).then().statusCode(200).extract();
    assertThat(answer.contentType()).startsWith("application/atom+xml");
    assertThat(answer.xmlPath().getString("feed.entry[0].title")).isEqualTo("Chips & more");
    var tag = answer.header("ETag");
    given().header("If-None-Match", tag).get(path).then().statusCode(304).header("ETag", tag);
    given()
        .header("If-Modified-Since", answer.header("Last-Modified"))
        .get(path)
        .then()
        .statusCode(304);
    given().header("If-None-Match", "\"then\", W/" + tag).get(path).then().statusCode(304);
    for (var noDate : List.of("x", "", "0", "2026-03-01T10:00:00Z")) {
      given().header("If-Modified-Since", noDate).get(path).then().statusCode(200);
    }
    desk.publish("Something new");
    desk.hooks(2);
    given().header("If-None-Match", tag).get(path).then().statusCode(200);
    given().get("/feeds/AAAAAAAAAAAAAAAA.atom").then().statusCode(404);
  }
}
