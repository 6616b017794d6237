package tocsin.alert;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tocsin.alert.sql.Sql;
import tocsin.alert.subscription.SubscriptionStore;
import tocsin.testing.TestServers;

/// Consent, leaving, what is whose, and limits.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(Sinks.class)
class AccountIT extends AtADesk {
  private static final int FORGED = 10_000;

  @Inject SubscriptionStore subscriptions;

  private String confirmationToken(String name) {
    var link =
        Pattern.compile("(?m)^\\S+/confirm\\?token=([\\w.~-]+)$")
            .matcher(desk.mails(name, 1).getFirst().text().replace("\r", ""));
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  @Test
  void confirmation_isByPost_once() {
    desk.ask(desk.address("ada"));
    var token = confirmationToken("ada");
    given().get("/confirm?token=" + token).then().statusCode(200);

    var confirm = given().contentType(ContentType.JSON).body(Map.of("token", token));
    String api =
        confirm
            .post("/api/subscribers/confirm")
            .then()
            .statusCode(200)
            .body("subscriber.email", equalTo(desk.address("ada")))
            .extract()
            .path("token");
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("token", token))
        .post("/api/subscribers/confirm")
        .then()
        .statusCode(400);
    Desk.as(api)
        .get("/api/subscribers/me/export")
        .then()
        .body("subscriber[0].consent.toString()", startsWith("text 1 mailed"));
  }

  @Test
  void asking_isLimitedByAddressAndOrigin() {
    clock.ahead(Duration.ofDays(30));
    for (int i = 0; i < 5; i++) {
      desk.ask(desk.address("ada"));
    }
    for (int i = 0; i < 25; i++) {
      desk.ask(desk.address("n" + i));
    }
    long mails =
        count(
            "SELECT count(*) AS n FROM confirmation c JOIN subscriber s ON s.id = c.subscriber WHERE s.email LIKE $1");
    long people = count("SELECT count(*) AS n FROM subscriber WHERE email LIKE $1");
    assertThat(desk.mails("ada", 3)).hasSize(3);
    assertThat(mails).isEqualTo(20);
    assertThat(people).isEqualTo(18);
  }

  private long count(String sql) {
    for (var row : Sql.on(pool).run(sql, "%" + desk.run + "%")) {
      return row.getLong("n");
    }
    return -1;
  }

  @Test
  void unsubscribing_isByPost_atOnce_withoutCookies() {
    var token = desk.subscriber("ada");
    var id = desk.subscribe(token, Desk.email()).getString("id");
    desk.publish("The first");
    var mail = desk.mails("ada", 1).getFirst();
    var link = mail.header("List-Unsubscribe").replaceAll("^<https?://[^/]+|>$", "");

    given().get(link).then().statusCode(200);
    Desk.as(token).get("/api/subscriptions/" + id).then().body("state", equalTo("active"));
    for (int i = 0; i < 2; i++) {
      var answer =
          given()
              .redirects()
              .follow(false)
              .contentType("application/x-www-form-urlencoded")
              .body("List-Unsubscribe=One-Click")
              .post(link)
              .then()
              .statusCode(200)
              .extract();
      assertThat(answer.cookies()).isEmpty();
    }
    Desk.as(token).get("/api/subscriptions/" + id).then().body("state", equalTo("unsubscribed"));
    desk.publish("The second");
    desk.settle();
    assertThat(desk.mails("ada", 1)).hasSize(1);
  }

  @Test
  void unsubscribing_withForgedTokens_endsNothing() throws InterruptedException {
    var token = desk.subscriber("ada");
    var id = desk.subscribe(token, Desk.email()).getString("id");
    desk.publish("The first");
    var link = desk.mails("ada", 1).getFirst().header("List-Unsubscribe");
    var real = link.replaceAll("^.*/|>$", "");
    var random = new SecureRandom();
    var forged = new ArrayList<String>();
    for (int i = 0; i < FORGED; i++) {
      var characters = real.toCharArray();
      for (int n = 0; n <= i % real.length(); n++) {
        int at = random.nextInt(characters.length);
        characters[at] = characters[at] == 'x' ? 'y' : 'x';
      }
      forged.add(new String(characters));
    }
    forged.removeIf(real::equals);
    var found = new ConcurrentLinkedQueue<String>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      forged.forEach(one ->
          threads.execute(
              () -> subscriptions.byUnsubscribeToken(one).ifPresent(s -> found.add(one))));
    }
    assertThat(found).isEmpty();
    forged
        .subList(0, 50)
        .forEach(one -> given().post("/unsubscribe/" + one).then().statusCode(404));
    Desk.as(token).get("/api/subscriptions/" + id).then().body("state", equalTo("active"));
  }

  @Test
  void anothersThings_areNotThere_butForTheOperator() {
    var token = desk.subscriber("ada");
    var subscription = desk.subscribe(token, desk.hook()).getString("id");
    desk.publish("The first");
    var delivery = desk.delivery(token, subscription, "delivered");
    var alert = delivery.getString("items[0].alerts[0]");
    var id = delivery.getString("items[0].id");
    var stranger = desk.subscriber("eve");

    for (var route :
        List.of(
            "/api/subscriptions/" + subscription,
            "/api/subscriptions/" + subscription + "/recoveries",
            "/api/alerts/" + alert,
            "/api/deliveries/" + id)) {
      Desk.as(stranger).get(route).then().statusCode(404);
      Desk.as(TestServers.ADMIN_TOKEN).get(route).then().statusCode(200);
      given().get(route).then().statusCode(401);
    }
    for (var route :
        List.of(
            "/api/deliveries/" + id + "/redeliver",
            "/api/deliveries/" + id + "/cancel",
            "/api/subscriptions/" + subscription + "/test",
            "/api/subscriptions/" + subscription + "/secret",
            "/api/subscriptions/" + subscription + "/recover")) {
      Desk.as(stranger)
          .body(Map.of("since", "2026-01-01T00:00:00Z"))
          .post(route)
          .then()
          .statusCode(404);
    }
    Desk.as(token).post("/api/subscriptions/" + subscription + "/test").then().statusCode(202);
    Desk.as(token)
        .body(Map.of("since", "2026-01-01T00:00:00Z"))
        .post("/api/subscriptions/" + subscription + "/recover")
        .then()
        .statusCode(202);
    Desk.as(stranger).delete("/api/subscriptions/" + subscription).then().statusCode(404);
    Desk.as(stranger).get("/api/deliveries").then().body("items", hasSize(0));
    Desk.as(stranger).get("/api/events").then().body("items", hasSize(0));
    Desk.as(TestServers.ADMIN_TOKEN)
        .get("/api/alerts?subscription=" + subscription)
        .then()
        .body("items.id", hasItem(alert));
  }

  @Test
  void wrongTokens_areSlowToTry() {
    clock.ahead(Duration.ofDays(90));
    var right = desk.subscriber("ada");
    var vouching = Map.of("email", desk.address("eve"), "confirmed", true);
    for (int i = 0; i < 10; i++) {
      Desk.as("wrong" + i).get("/api/alerts").then().statusCode(401);
      Desk.as("wrong" + i).body(vouching).post("/api/subscribers").then().statusCode(403);
    }
    Desk.as("wrong").get("/api/alerts").then().statusCode(429).header("Retry-After", "60");
    Desk.as("wrong").body(vouching).post("/api/subscribers").then().statusCode(429);
    Desk.as(right).get("/api/alerts").then().statusCode(429);
    clock.ahead(Duration.ofDays(90).plusSeconds(61));
    Desk.as("wrong").get("/api/alerts").then().statusCode(401);
  }

  @Test
  void admissions_ofOneAddressAtOnce_areOneSubscriber_andNoErrors() throws Exception {
    Callable<String> admission =
        () ->
            Desk.as(TestServers.ADMIN_TOKEN)
                .body(Map.of("email", desk.address("ada"), "confirmed", true))
                .post("/api/subscribers")
                .then()
                .statusCode(201)
                .extract()
                .path("subscriber.id");
    Set<String> ids = new HashSet<>();
    try (var log = new Log();
        var threads = Executors.newFixedThreadPool(20)) {
      for (var answer : threads.invokeAll(Collections.nCopies(60, admission))) {
        ids.add(answer.get());
      }
      assertThat(log.text()).doesNotContain("duplicate key");
    }
    assertThat(ids).hasSize(1);
  }

  @Test
  void requests_thatAskTooMuch_areRefused() {
    var token = desk.subscriber("ada");
    var id = desk.subscribe(token, desk.hook()).getString("id");
    Desk.as(token)
        .body("{\"name\": \"" + "x".repeat(2_000_000) + "\"}")
        .post("/api/subscriptions")
        .then()
        .statusCode(413);
    for (int i = 0; i < 20; i++) {
      Desk.as(token).post("/api/subscriptions/" + id + "/test").then().statusCode(202);
    }
    Desk.as(token).post("/api/subscriptions/" + id + "/test").then().statusCode(429);
    assertThat(desk.hooks(20)).hasSize(20);
  }
}
