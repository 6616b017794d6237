package tocsin.alert;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tocsin.alert.sql.Sql;
import tocsin.testing.TestServers;

/// Against endpoints that fail, hang, redirect and lose answers, with periods of half a second.
/// They check signatures with code of their own.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(Sinks.class)
class HostileIT extends AtADesk {
  private HostileServer hostile;
  private String token;

  @BeforeEach
  void hostile() {
    assumeTrue(Sinks.hostile().isPresent(), "needs ../shared/hostile and python3, not here");
    hostile = Sinks.hostile().get();
    await().atMost(10, SECONDS).ignoreExceptions().until(() -> hostile.read("/_paths") != null);
    token = desk.subscriber("ada");
  }

  private String subscribe(String behaviour) {
    return subscribe(hostile, behaviour);
  }

  private String subscribe(HostileServer server, String behaviour) {
    var url = server.url(behaviour);
    return desk.subscribe(token, Map.of("type", "webhook", "url", url), Map.of("story", "each"))
        .getString("id");
  }

  private List<JsonNode> requests(String path) {
    List<JsonNode> found = new ArrayList<>();
    hostile
        .read("/_hooks?raw=1")
        .forEach(r -> {
          if (r.get("path").asText().equals(path)) {
            found.add(r);
          }
        });
    return found;
  }

  private List<JsonNode> requests(String path, int count) {
    await().atMost(20, SECONDS).until(() -> requests(path).size() >= count);
    return requests(path);
  }

  private static void underOneIdAndUnchanged(List<JsonNode> requests) {
    assertThat(requests)
        .extracting(r -> r.get("id").asText())
        .containsOnly(requests.getFirst().get("id").asText());
    assertThat(requests)
        .extracting(r -> r.get("sha").asText())
        .containsOnly(requests.getFirst().get("sha").asText());
  }

  private static void gaps(List<JsonNode> requests, double atLeast) {
    for (int i = 1; i < requests.size(); i++) {
      double gap = requests.get(i).get("at").asDouble() - requests.get(i - 1).get("at").asDouble();
      assertThat(gap).as("gap %d", i).isGreaterThanOrEqualTo(atLeast);
    }
  }

  @Test
  void failThenOk_isTriedUntilItTakes() {
    var id = subscribe("/hook/fail-then-ok/3");
    desk.publish("The first");
    desk.delivery(token, id, "delivered");
    var requests = requests("/hook/fail-then-ok/3");
    underOneIdAndUnchanged(requests);
    gaps(requests, 0.44);
    assertThat(requests).hasSize(4);
    assertThat(requests.getLast().get("ct").asText()).startsWith("application/json");
    assertThat(requests.getLast().get("size").asInt()).isLessThan(20_000);
  }

  @Test
  void signature_isRightByTheirOwnCheck_alsoWhileTwoSign() {
    var id = subscribe("/hook/ok");
    String secret =
        Desk.as(token)
            .post("/api/subscriptions/" + id + "/secret")
            .then()
            .statusCode(200)
            .extract()
            .path("secret");
    var checked = "/hook/ok?secret=" + URLEncoder.encode(secret, StandardCharsets.UTF_8);
    Desk.as(token)
        .body(
            Map.of(
                "name",
                "Chips",
                "query",
                "source:" + desk.host,
                "channel",
                Map.of("type", "webhook", "url", hostile.url(checked))))
        .put("/api/subscriptions/" + id)
        .then()
        .statusCode(200);
    desk.publish("The first");
    desk.delivery(token, id, "delivered");
    var signed = requests("/hook/ok").stream().filter(r -> !r.get("ok").isNull()).toList();
    assertThat(signed).hasSize(1);
    assertThat(signed.getFirst().get("ok").asBoolean()).isTrue();
    assertThat(signed.getFirst().get("nsig").asInt()).isEqualTo(2);
  }

  @Test
  void retryAfter_isHonoured() {
    var id = subscribe("/hook/429/3");
    desk.publish("The first");
    desk.delivery(token, id, "delivered");
    var requests = requests("/hook/429/3");
    underOneIdAndUnchanged(requests);
    gaps(requests, 3.0);
  }

  @Test
  void gone_isDisabledAfterOneTry_andItsOwnerTold() {
    var id = subscribe("/hook/410");
    desk.publish("The first");
    desk.awaitDisabled(token, id);
    desk.publish("The second");
    desk.settle();
    assertThat(requests("/hook/410")).hasSize(1);
    assertThat(desk.mails("ada", 1)).hasSize(1);
    assertThat(desk.mails("ada", 1).getFirst().subject()).contains("disabled");
  }

  @Test
  void redirect_isNeverFollowed() {
    var id = subscribe("/hook/redirect");
    desk.publish("The first");
    var refused = desk.delivery(token, id, "refused");
    assertThat(refused.getList("items[0].attempts")).hasSize(10);
    assertThat(refused.getString("items[0].attempts[0].reason")).isEqualTo("redirect");
    assertThat(hostile.read("/_stats").get("canary")).isEmpty();
  }

  @Test
  void answer_thatIsLost_isAskedForAgainUnderTheSameId() {
    subscribe("/hook/reset-after");
    desk.publish("The first");
    var requests = requests("/hook/reset-after", 3);
    underOneIdAndUnchanged(requests);
    assertThat(hostile.read("/_hooks").get("keys_delivered_under_two_ids")).isEmpty();
  }

  @Test
  void answers_thatNeverEnd_countByTheirStatus() {
    var trickle = subscribe("/hook/trickle/0.2");
    var big = subscribe("/hook/big-response");
    desk.publish("The first");
    for (var id : List.of(trickle, big)) {
      var delivered = desk.delivery(token, id, "delivered");
      assertThat(delivered.getList("items[0].attempts")).hasSize(1);
      assertThat(delivered.getInt("items[0].attempts[0].millis")).isLessThan(3_000);
      assertThat(delivered.getString("items[0].attempts[0].answer").length())
          .isLessThanOrEqualTo(1_024);
    }
  }

  /// The longest that all but one of a hundred deliveries waited from the alert to the try.
  private double waitedMillis(List<String> articles) {
    for (var row :
        Sql.on(pool)
            .run(
                """
                SELECT extract(epoch FROM percentile_disc(0.99) WITHIN GROUP (ORDER BY t.time - a.opened))::float8 * 1000 AS millis
                FROM attempt t JOIN alert a ON a.delivery = t.delivery JOIN subscription s ON s.id = a.subscription
                WHERE s.url LIKE $1 AND a.article = ANY ($2)\
                """,
                "%" + desk.path + "-good%",
                articles.toArray(String[]::new))) {
      return row.getDouble("millis");
    }
    return -1;
  }

  @Test
  void badEndpoints_costGoodOnesNothing() {
    var hanging = Sinks.hanging().orElseThrow();
    List<String> good = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      var path = desk.path + "-good" + i;
      good.add(path);
      desk.subscribe(token, desk.hook(path), Map.of("story", "each"));
    }
    double alone = waitedMillis(publish(good, 4));
    for (int i = 0; i < 100; i++) {
      var behaviour = List.of("/hook/hang/60", "/hook/trickle/1", "/hook/big-response").get(i % 3);
      subscribe(hanging, behaviour + "?n=" + i);
    }
    double beside = waitedMillis(publish(good, 8));
    System.out.printf(
        "p99 of good endpoints: %.0f ms alone, %.0f ms beside 100 bad ones, %.2f times%n",
        alone, beside, beside / alone);

    assertThat(beside).isLessThan(Math.max(1_000, 5 * alone));
    assertThat(hanging.read("/_hooks").get("keys_delivered_under_two_ids")).isEmpty();
    Desk.as(token).delete("/api/subscribers/me").then().statusCode(204);
  }

  /// Publishes four articles and waits until the good ones have all there is.
  private List<String> publish(List<String> good, int all) {
    List<String> articles = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      articles.add(desk.publish("No. " + i).id());
    }
    good.forEach(path -> desk.hooks(path, all));
    await()
        .atMost(20, SECONDS)
        .until(() -> {
          for (var row :
              Sql.on(pool)
                  .run(
                      "SELECT count(*) AS n FROM delivery d JOIN subscription s ON s.id = d.subscription WHERE s.url LIKE $1 AND d.status = 'delivered'",
                      "%" + desk.path + "-good%")) {
            return row.getLong("n") == 100L * all;
          }
          return false;
        });
    return articles;
  }
}
