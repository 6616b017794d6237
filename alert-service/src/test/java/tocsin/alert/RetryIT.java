package tocsin.alert;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tocsin.alert.sql.Sql;
import tocsin.testing.Hook;
import tocsin.testing.TestServers;

/// What fails is tried again, is sent elsewhere, or ends what it cannot reach.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(Sinks.class)
class RetryIT extends AtADesk {
  @Test
  void webhook_refusedAtFirst_isTriedAgainUnderTheSameId() {
    var token = desk.subscriber("ada");
    desk.subscribe(token, desk.hook());
    Sinks.hooks().answer(desk.path, 503);
    desk.publish("Chips: new rules");
    desk.hooks(2);
    Sinks.hooks().answer(desk.path, 204);

    await()
        .atMost(15, SECONDS)
        .until(() -> Sinks.hooks().received(desk.path).stream().anyMatch(h -> h.status() == 204));
    var hooks = Sinks.hooks().received(desk.path);
    assertThat(hooks).extracting(Hook::id).containsOnly(hooks.getFirst().id());
    assertThat(hooks).extracting(Hook::body).containsOnly(hooks.getFirst().body());
    await()
        .atMost(10, SECONDS)
        .untilAsserted(() ->
            Desk.as(token)
                .get("/api/deliveries/" + hooks.getFirst().id())
                .then()
                .statusCode(200)
                .body("status", equalTo("delivered"))
                .body("attempts[0].outcome", equalTo("deferred"))
                .body("attempts[0].status", equalTo(503)));
  }

  @Test
  void webhook_answered410_isDisabledAndItsOwnerTold() {
    var token = desk.subscriber("ada");
    var id = desk.subscribe(token, desk.hook()).getString("id");
    Sinks.hooks().answer(desk.path, 410);
    desk.publish("Chips: new rules");

    desk.awaitDisabled(token, id);
    assertThat(desk.mails("ada", 1)).hasSize(1);
    desk.publish("Chips: more rules");
    desk.settle();
    assertThat(Sinks.hooks().received(desk.path)).hasSize(1);
  }

  @Test
  void webhook_thatFailsForFiveDays_isDisabledAndItsOwnerTold() {
    var token = desk.subscriber("ada");
    var id = desk.subscribe(token, desk.hook()).getString("id");
    Sinks.hooks().answer(desk.path, 500);
    desk.publish("The first");
    desk.delivery(token, id, "refused");
    failingForSixDays(id);
    desk.publish("The second");
    desk.awaitDisabled(token, id);
    assertThat(desk.mails("ada", 1)).hasSize(1);
  }

  /// As where a bad answer and a good one to two deliveries at once cross.
  @Test
  void webhook_thatAnsweredWellMeanwhile_hasNotFailedForFiveDays() {
    var token = desk.subscriber("ada");
    var id = desk.subscribe(token, desk.hook()).getString("id");
    desk.publish("The first");
    desk.delivery(token, id, "delivered");
    failingForSixDays(id);
    Sinks.hooks().answer(desk.path, 500);
    desk.publish("The second");
    desk.delivery(token, id, "refused");
    Desk.as(token).get("/api/subscriptions/" + id).then().body("state", equalTo("active"));
  }

  private void failingForSixDays(String subscription) {
    Sql.on(pool)
        .run(
            "UPDATE subscription SET failing_since = now() - interval '6 days' WHERE id = $1",
            subscription);
  }

  @Test
  void redelivery_comesUnderTheSameId() {
    var token = desk.subscriber("ada");
    var subscription = desk.subscribe(token, desk.hook()).getString("id");
    desk.publish("Chips: new rules");
    var id = desk.delivery(token, subscription, "delivered").getString("items[0].id");

    Desk.as(token).post("/api/deliveries/" + id + "/redeliver").then().statusCode(202);

    assertThat(desk.hooks(2)).extracting(Hook::id).containsOnly(id);
  }

  @Test
  void channel_changedWhileADeliveryWaits_getsItAtTheNewOne() {
    var token = desk.subscriber("ada");
    var id = desk.subscribe(token, desk.hook()).getString("id");
    Sinks.hooks().answer(desk.path, 503);
    desk.publish("The first");
    desk.hooks(1);

    Desk.as(token)
        .body(Map.of("name", "Chips", "query", "source:" + desk.host, "channel", Desk.email()))
        .put("/api/subscriptions/" + id)
        .then()
        .statusCode(200);

    assertThat(desk.mails("ada", 1).getFirst().subject()).isEqualTo("The first");
    assertThat(desk.delivery(token, id, "delivered").getString("items[0].channel"))
        .isEqualTo("email");
  }

  @Test
  void mail_refusedForNow_comesUnderTheSameIdLater() {
    var token = desk.subscriber("ada");
    Sinks.mails().answer(desk.address("ada"), 451, "4.3.0 try later");
    var id = desk.subscribe(token, Desk.email()).getString("id");
    desk.publish("The first");
    await().atMost(15, SECONDS).until(() -> Sinks.mails().triesFor(desk.address("ada")) >= 2);
    Sinks.mails().answer(desk.address("ada"), 250, "ok");

    var mail = desk.mails("ada", 1).getFirst();
    var delivered = desk.delivery(token, id, "delivered");
    assertThat(mail.header("Message-ID")).contains(delivered.getString("items[0].id"));
    assertThat(delivered.getString("items[0].attempts[0].outcome")).isEqualTo("deferred");
    assertThat(delivered.getInt("items[0].attempts[0].status")).isEqualTo(451);
    assertThat(desk.mails("ada", 1)).hasSize(1);
  }

  @Test
  void mailbox_thatRefusesThrice_getsNothingMore() {
    var token = desk.subscriber("ada");
    Sinks.mails().answer(desk.address("ada"), 550, "5.1.1 no such user");
    var id = desk.subscribe(token, Desk.email()).getString("id");
    for (int i = 1; i <= 3; i++) {
      desk.publish("No. " + i);
      int tries = i;
      await()
          .atMost(15, SECONDS)
          .until(() ->
              desk.deliveries(token, id).getList("items.findAll{it.status=='refused'}").size()
                  == tries);
    }
    desk.publish("No. 4");
    await()
        .atMost(15, SECONDS)
        .until(() ->
            desk.deliveries(token, id).getList("items.findAll{it.status=='refused'}").size() == 4);

    assertThat(Sinks.mails().triesFor(desk.address("ada"))).isEqualTo(3);
    assertThat(desk.deliveries(token, id).getString("items[0].reason")).isEqualTo("recipient");
    String since = Desk.as(token).get("/api/subscribers/me").then().extract().path("suppressed");
    assertThat(since).isNotNull();
  }
}
