package tocsin.alert;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tocsin.alert.sql.Sql;
import tocsin.alert.subscription.SubscriptionStore;
import tocsin.testing.Hook;
import tocsin.testing.TestServers;

/// What failed is sent again in bulk, and shows how far it is.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(Sinks.class)
class RecoveryIT extends AtADesk {
  private static final Map<String, Object> ALL = Map.of("since", "2026-01-01T00:00:00Z");

  @Inject SubscriptionStore subscriptions;

  /// Deliveries that failed for good.
  private String failed(String token, int count) {
    var id = desk.subscribe(token, desk.hook()).getString("id");
    Sinks.hooks().answer(desk.path, 500);
    for (int i = 1; i <= count; i++) {
      desk.publish("No. " + i);
    }
    await()
        .atMost(30, SECONDS)
        .until(() ->
            desk.deliveries(token, id).getList("items.findAll{it.status=='refused'}").size()
                == count);
    return id;
  }

  private static JsonPath recover(String token, String subscription, int deliveries) {
    var answer =
        Desk.as(token)
            .body(ALL)
            .post("/api/subscriptions/" + subscription + "/recover")
            .then()
            .statusCode(202)
            .body("deliveries", equalTo(deliveries))
            .body("waiting", equalTo(deliveries))
            .extract();
    assertThat(answer.header("Location"))
        .endsWith("/api/subscriptions/" + subscription + "/recoveries/" + answer.path("id"));
    return answer.jsonPath();
  }

  private static JsonPath progress(String token, JsonPath recovery) {
    return Desk.as(token)
        .get(
            "/api/subscriptions/"
                + recovery.getString("subscription")
                + "/recoveries/"
                + recovery.getString("id"))
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static JsonPath done(String token, JsonPath recovery) {
    return await()
        .atMost(30, SECONDS)
        .until(() -> progress(token, recovery), p -> p.getBoolean("done"));
  }

  @Test
  void recover_ofWhatWasRefused_sendsItAgainUnderItsIds_andTellsHowFarItIs() {
    var token = desk.subscriber("ada");
    var id = failed(token, 3);
    var refused = desk.deliveries(token, id);
    assertThat(refused.getString("items[0].reason")).isEqualTo("exhausted");
    assertThat(refused.getList("items[0].attempts")).hasSize(10);
    var bodies = new HashSet<>(desk.hooks(30).stream().map(Hook::body).toList());
    Sinks.hooks().answer(desk.path, 204);

    var over = done(token, recover(token, id, 3));

    assertThat(over.getInt("delivered")).isEqualTo(3);
    assertThat(over.getInt("waiting")).isZero();
    var hooks = desk.hooks(33);
    assertThat(hooks).extracting(Hook::id).containsOnlyElementsOf(refused.getList("items.id"));
    assertThat(hooks).extracting(Hook::body).containsOnlyElementsOf(bodies);
    Desk.as(token)
        .get("/api/subscriptions/" + id + "/recoveries")
        .then()
        .body("items", hasSize(1))
        .body("items[0].deliveries", equalTo(3));
  }

  @Test
  void recover_whileTheEndpointStillFails_showsThatToo() {
    var token = desk.subscriber("ada");
    var id = failed(token, 2);

    var over = done(token, recover(token, id, 2));

    assertThat(over.getInt("refused")).isEqualTo(2);
    assertThat(over.getInt("delivered")).isZero();
    Sinks.hooks().answer(desk.path, 204);
    var later = done(token, recover(token, id, 2));
    assertThat(later.getInt("delivered")).isEqualTo(2);
    assertThat(progress(token, over).getInt("refused")).as("taken over").isZero();
  }

  @Test
  void recover_leavesOutWhatDidNotFail() {
    var token = desk.subscriber("ada");
    var id = failed(token, 1);
    Sinks.hooks().answer(desk.path, 204);
    desk.publish("Arrives");
    desk.delivery(token, id, "delivered");
    Desk.as(token)
        .body(Map.of("since", "2100-01-01T00:00:00Z"))
        .post("/api/subscriptions/" + id + "/recover")
        .then()
        .statusCode(202)
        .body("deliveries", equalTo(0))
        .body("done", equalTo(true));
    var refused = desk.delivery(token, id, "refused").getString("items[-1].id");
    Desk.as(token).post("/api/deliveries/" + refused + "/redeliver").then().statusCode(202);
    await()
        .atMost(10, SECONDS)
        .until(() ->
            desk.deliveries(token, id).getList("items.findAll{it.status=='delivered'}").size()
                == 2);

    assertThat(recover(token, id, 0).getBoolean("done")).isTrue();
  }

  @Test
  void recover_forAnEndpointThatIsDisabled_saysWhatToDo() {
    var token = desk.subscriber("ada");
    var id = desk.subscribe(token, desk.hook()).getString("id");
    Sinks.hooks().answer(desk.path, 410);
    desk.publish("The last");
    desk.awaitDisabled(token, id);
    Desk.as(token)
        .body(ALL)
        .post("/api/subscriptions/" + id + "/recover")
        .then()
        .statusCode(409)
        .body("detail", containsString("PUT /api/subscriptions/" + id));
  }

  @Test
  void test_whereNothingWouldBeSent_saysWhy() {
    var token = desk.subscriber("ada");
    var hook = desk.subscribe(token, desk.hook()).getString("id");
    var mail = desk.subscribe(token, Desk.email()).getString("id");
    Sinks.hooks().answer(desk.path, 410);
    Desk.as(token).post("/api/subscriptions/" + hook + "/test").then().statusCode(202);
    desk.awaitDisabled(token, hook);
    Desk.as(token)
        .post("/api/subscriptions/" + hook + "/test")
        .then()
        .statusCode(409)
        .body("detail", equalTo(inactive("disabled", hook)));

    Sql.on(pool)
        .run("UPDATE subscriber SET suppressed = now() WHERE email = $1", desk.address("ada"));
    Desk.as(token)
        .post("/api/subscriptions/" + mail + "/test")
        .then()
        .statusCode(409)
        .body("detail", containsString("confirmation mail"));
    subscriptions.unsubscribe(mail);
    Desk.as(token)
        .post("/api/subscriptions/" + mail + "/test")
        .then()
        .statusCode(409)
        .body("detail", equalTo(inactive("unsubscribed", mail)));
  }

  private static String inactive(String state, String id) {
    return "The subscription is %s: save it again with PUT /api/subscriptions/%s first."
        .formatted(state, id);
  }

  @Test
  void recover_withoutATime_isRefused() {
    var token = desk.subscriber("ada");
    var id = desk.subscribe(token, desk.hook()).getString("id");
    for (Map<String, Object> bad :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("since", "soon"),
            Map.of("since", "+999999999-12-31T00:00:00Z"),
            Map.of("since", "-999999999-01-01T00:00:00Z"))) {
      Desk.as(token).body(bad).post("/api/subscriptions/" + id + "/recover").then().statusCode(400);
    }
    Desk.as(token).get("/api/subscriptions/" + id + "/recoveries/none").then().statusCode(404);
  }
}
