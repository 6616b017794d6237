package tocsin.alert;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static tocsin.alert.Desk.as;
import static tocsin.alert.ReplayDesk.ADMIN;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tocsin.testing.TestServers;

/// Whose replays are whose, and what is answered to what is wrong.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(Sinks.class)
class ReplayAccessIT extends AtTheReplayDesk {
  @Inject Housekeeping housekeeping;

  @Test
  void replay_isItsAnalysts_andTheOperators() {
    replays.publish(1);
    var ada = Desk.analyst("ada");
    var eve = Desk.analyst("eve");
    var id = ReplayDesk.begin(ada, Map.of("query", "source:" + news.host)).getString("id");

    as(ada).get("/api/replays/" + id).then().statusCode(200);
    as(ADMIN).get("/api/replays").then().body("items.id", hasItem(id));
    as(ada).get("/api/replays").then().body("items.id", equalTo(List.of(id)));
    as(eve).get("/api/replays").then().body("items.id", not(hasItem(id)));
    for (var route : List.of("", "/articles")) {
      as(eve).get("/api/replays/" + id + route).then().statusCode(404);
    }
    as(eve).delete("/api/replays/" + id).then().statusCode(404);
    as(eve).post("/api/replays/" + id + "/resume").then().statusCode(404);
    var member = desk.subscriber("member");
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
    replays.publish(10);
    var ada = Desk.analyst("revoked-" + news.run);
    var id = replays.toHook(ada, "revoked", Map.of("rate", 2)).getString("id");
    await().atMost(20, SECONDS).until(() -> !replays.hooks("revoked").isEmpty());
    String token =
        as(ADMIN)
            .get("/api/tokens")
            .then()
            .extract()
            .path("items.find{it.name=='revoked-" + news.run + "'}.id");

    as(ADMIN).delete("/api/tokens/" + token).then().statusCode(204);

    as(ADMIN).get("/api/replays/" + id).then().statusCode(404);
    int sent = replays.hooks("revoked").size();
    ReplayDesk.until(replays.toHook(ADMIN, "after", Map.of("rate", 5)).getString("id"), "done");
    assertThat(replays.hooks("revoked")).hasSizeBetween(sent, sent + 1);
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
    var ada = Desk.analyst("pages");
    var ids =
        IntStream.range(0, 3)
            .mapToObj(i -> ReplayDesk.begin(ada, Map.of()).getString("id"))
            .toList();
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
    replays.publish(1);
    var id = replays.toHook(ADMIN, "old", Map.of()).getString("id");
    ReplayDesk.until(id, "done");
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
