package tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tocsin.testing.TestServers;

/// What opens doors signs, changes, and stands nowhere else.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(Sinks.class)
class SecretIT extends AtADesk {
  private static String rotate(String token, String subscription) {
    return Desk.as(token)
        .post("/api/subscriptions/" + subscription + "/secret")
        .then()
        .statusCode(200)
        .extract()
        .path("secret");
  }

  @Test
  void secret_rotated_signsBesideTheOldOneForADay() {
    var token = desk.subscriber("ada");
    var created = desk.subscribe(token, desk.hook());
    var old = created.getString("channel.secret");
    var fresh = rotate(token, created.getString("id"));
    desk.publish("The first");
    var both = desk.hooks(1).getFirst();
    assertThat(both.signedWith(old)).isTrue();
    assertThat(both.signedWith(fresh)).isTrue();

    clock.ahead(Duration.ofHours(25));
    desk.publish("The second");
    assertThat(desk.hooks(2).getLast().header("webhook-signature").split(" ")).hasSize(1);
    Desk.as(token)
        .get("/api/subscriptions/" + created.getString("id"))
        .then()
        .body("channel.secret", equalTo(null));
  }

  @Test
  void secret_rotatedUnderLoad_isNeverRejected() {
    var token = desk.subscriber("ada");
    var created = desk.subscribe(token, desk.hook());
    var old = created.getString("channel.secret");
    for (int i = 0; i < 100; i++) {
      desk.publish("Before " + i);
    }
    var fresh = rotate(token, created.getString("id"));
    for (int i = 0; i < 100; i++) {
      desk.publish("After " + i);
    }

    var hooks = desk.hooks(200);
    assertThat(hooks).hasSize(200).allMatch(hook -> hook.signedWith(old));
    assertThat(hooks)
        .filteredOn(hook -> hook.body().contains("After "))
        .hasSize(100)
        .allMatch(hook -> hook.signedWith(fresh));
  }

  @Test
  void secrets_standInTheirAnswerOnly() {
    var token = desk.subscriber("ada");
    try (var log = new Log()) {
      var created = desk.subscribe(token, desk.hook());
      var id = created.getString("id");
      desk.subscribe(token, Desk.email());
      desk.publish("The first");
      desk.delivery(token, id, "delivered");
      String fresh =
          Desk.as(token)
              .post("/api/subscriptions/" + id + "/secret")
              .then()
              .extract()
              .path("secret");
      Sinks.hooks().answer(desk.path, 410);
      desk.publish("The second");
      desk.mails("ada", 3);

      var secrets =
          List.of(
              created.getString("channel.secret").replace("whsec_", ""),
              fresh.replace("whsec_", ""),
              token,
              TestServers.ADMIN_TOKEN);
      for (var route :
          List.of(
              "/api/subscriptions",
              "/api/subscriptions/" + id,
              "/api/deliveries",
              "/api/alerts",
              "/api/events",
              "/api/tokens",
              "/api/subscribers/me",
              "/api/subscribers/me/export")) {
        var answer = Desk.as(token).get(route).then().statusCode(200).extract().asString();
        assertThat(secrets).as(route).noneMatch(answer::contains);
      }
      assertThat(log.text()).isNotEmpty();
      assertThat(secrets).as("log").noneMatch(log.text()::contains);
      assertThat(log.text()).doesNotContain(desk.address("ada")).doesNotContain(desk.path);
      var records = desk.topic.everything();
      assertThat(records).contains("The second");
      assertThat(secrets).as("topics").noneMatch(records::contains);
      assertThat(records).doesNotContain(desk.address("ada")).doesNotContain(Sinks.hooks().url(""));
    }
  }
}
