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
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tocsin.alert.sql.Sql;
import tocsin.testing.TestServers;

/// Consent, leaving, what is whose, and limits.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(Sinks.class)
class AccountIT {
  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  @ConfigProperty(name = "tocsin.topic-prefix")
  String prefix;

  @TestHTTPResource(value = "/health/ready", management = true)
  URL ready;

  @Inject MovableClock clock;
  @Inject Pool pool;
  @Inject Housekeeping housekeeping;

  private Desk desk;

  @BeforeEach
  void open() {
    desk = new Desk(brokers, prefix, pool);
    await().atMost(20, SECONDS).untilAsserted(() -> given().get(ready).then().statusCode(200));
  }

  @AfterEach
  void close() {
    clock.ahead(Duration.ZERO);
    desk.close();
  }

  private void ask(String email) {
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("email", email))
        .post("/api/subscribers")
        .then()
        .statusCode(202);
  }

  private String confirmationToken(String name) {
    var link =
        Pattern.compile("(?m)^\\S+/confirm\\?token=([\\w.~-]+)$")
            .matcher(desk.mails(name, 1).getFirst().text().replace("\r", ""));
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  @Test
  void confirmation_isByPost_once() {
    ask(desk.address("ada"));
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
        .body(
            "subscriber[0].consent.toString()", org.hamcrest.Matchers.startsWith("text 1 mailed"));
  }

  @Test
  void asking_isLimitedByAddressAndOrigin() {
    clock.ahead(Duration.ofDays(30));
    for (int i = 0; i < 5; i++) {
      ask(desk.address("ada"));
    }
    for (int i = 0; i < 25; i++) {
      ask(desk.address("n" + i));
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
  void whoNeverConfirms_isForgottenAfterAWeek() {
    clock.ahead(Duration.ofDays(60));
    ask(desk.address("ada"));
    clock.ahead(Duration.ofDays(66));
    housekeeping.once();
    assertThat(count("SELECT count(*) AS n FROM subscriber WHERE email LIKE $1")).isEqualTo(1);
    clock.ahead(Duration.ofDays(68));
    housekeeping.once();
    assertThat(count("SELECT count(*) AS n FROM subscriber WHERE email LIKE $1")).isZero();
  }

  @Test
  void attempts_areForgottenAfterTheirTime_alertsAreNot() {
    var token = desk.subscriber("ada");
    var id = desk.subscribe(token, desk.hook()).getString("id");
    desk.publish("The first");
    desk.delivery(token, id, "delivered");
    clock.ahead(Duration.ofDays(91));
    housekeeping.once();
    assertThat(desk.deliveries(token, id).getList("items")).isEmpty();
    Desk.as(token).get("/api/alerts?subscription=" + id).then().body("items", hasSize(1));
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
    for (int i = 0; i < 100; i++) {
      given()
          .post(link.substring(0, link.length() - 4) + "%04d".formatted(i))
          .then()
          .statusCode(404);
    }
  }

  @Test
  void deletion_leavesNothing_andSendsNothing() {
    var token = desk.subscriber("marker");
    desk.subscribe(token, Desk.email(), Map.of("name", "marker-" + desk.run));
    desk.subscribe(token, desk.hook(), Map.of("name", "marker-" + desk.run));
    desk.publish("The first");
    desk.mails("marker", 1);
    desk.hooks(1);
    String id = Desk.as(token).get("/api/subscribers/me").then().extract().path("id");
    assertThat(tablesThatName(id, "marker-" + desk.run)).contains("subscriber", "alert", "attempt");

    Desk.as(token).delete("/api/subscribers/me").then().statusCode(204);

    assertThat(tablesThatName(id, "marker-" + desk.run)).isEmpty();
    Desk.as(token).get("/api/subscribers/me").then().statusCode(401);
    desk.publish("The second");
    desk.settle();
    assertThat(Sinks.mails().receivedBy(desk.address("marker"))).hasSize(1);
    assertThat(Sinks.hooks().received(desk.path)).hasSize(1);
  }

  @Test
  void deletion_inTheMiddleOfDelivery_sendsNothingAfterItsAnswer() {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      var token = desk.subscriber("g" + i);
      desk.subscribe(token, Desk.email());
      tokens.add(token);
    }
    for (int i = 0; i < 5; i++) {
      desk.publish("No. " + i);
    }
    List<Integer> sent = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      Desk.as(tokens.get(i)).delete("/api/subscribers/me").then().statusCode(204);
      sent.add(Sinks.mails().receivedBy(desk.address("g" + i)).size());
    }
    desk.settle();
    var witness = desk.subscriber("witness");
    desk.subscribe(witness, desk.hook());
    desk.publish("Afterwards");
    desk.hooks(1);
    for (int i = 0; i < tokens.size(); i++) {
      assertThat(Sinks.mails().receivedBy(desk.address("g" + i))).hasSize(sent.get(i));
    }
  }

  private List<String> tablesThatName(String id, String marker) {
    List<String> tables = new ArrayList<>();
    for (var table :
        Sql.on(pool)
            .run(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> 'flyway_schema_history'")) {
      var name = table.getString(0);
      for (var row :
          Sql.on(pool)
              .run(
                  "SELECT count(*) AS n FROM \""
                      + name
                      + "\" t WHERE position($1 in to_jsonb(t)::text) > 0 OR position($2 in to_jsonb(t)::text) > 0",
                  id,
                  marker)) {
        if (row.getLong("n") > 0) {
          tables.add(name);
        }
      }
    }
    // an attempt names nobody; it hangs on its delivery
    for (var row :
        Sql.on(pool)
            .run(
                "SELECT count(*) AS n FROM attempt a JOIN delivery d ON d.id = a.delivery WHERE d.subscriber = $1",
                id)) {
      if (row.getLong("n") > 0) {
        tables.add("attempt");
      }
    }
    return tables;
  }

  @Test
  void export_hasEverythingButWhatOpensDoors() {
    var token = desk.subscriber("ada");
    var created = desk.subscribe(token, desk.hook());
    desk.publish("The first");
    desk.delivery(token, created.getString("id"), "delivered");
    var export = Desk.as(token).get("/api/subscribers/me/export").then().statusCode(200).extract();
    var json = export.jsonPath();
    for (var part :
        List.of("subscriber", "tokens", "subscriptions", "alerts", "deliveries", "attempts")) {
      assertThat(json.getList(part)).as(part).isNotEmpty();
    }
    assertThat(export.asString())
        .contains(desk.address("ada"))
        .doesNotContain(created.getString("channel.secret"))
        .doesNotContain(token)
        .doesNotContain(created.getString("feed").replaceAll(".*/|\\.atom", ""));
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
    for (int i = 0; i < 20; i++) {
      Desk.as("wrong" + i).get("/api/alerts").then().statusCode(401);
    }
    Desk.as("wrong").get("/api/alerts").then().statusCode(429).header("Retry-After", "60");
    clock.ahead(Duration.ofDays(90).plusSeconds(61));
    Desk.as("wrong").get("/api/alerts").then().statusCode(401);
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
