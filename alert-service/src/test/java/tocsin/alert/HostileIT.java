package tocsin.alert;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tocsin.testing.TestServers;

/// Against receivers that fail, hang, redirect, lose answers and refuse, with periods of half a
/// second. They check signatures with code of their own.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(Sinks.class)
class HostileIT {
  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  @ConfigProperty(name = "tocsin.topic-prefix")
  String prefix;

  @TestHTTPResource(value = "/health/ready", management = true)
  URL ready;

  private HostileServer hostile;
  @Inject Pool pool;

  private Desk desk;
  private String token;

  @BeforeEach
  void open() {
    assumeTrue(Sinks.hostile().isPresent(), "needs ../shared/hostile and python3, not here");
    hostile = Sinks.hostile().get();
    await().atMost(10, SECONDS).ignoreExceptions().until(() -> hostile.read("/_paths") != null);
    desk = new Desk(brokers, prefix, pool);
    await().atMost(20, SECONDS).untilAsserted(() -> given().get(ready).then().statusCode(200));
    token = desk.subscriber("ada");
  }

  @AfterEach
  void close() {
    Sinks.smtp().to(Sinks.mails().port());
    if (desk != null) {
      desk.close();
    }
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
    await()
        .atMost(15, SECONDS)
        .untilAsserted(() ->
            Desk.as(token)
                .get("/api/subscriptions/" + id)
                .then()
                .body("state", org.hamcrest.Matchers.equalTo("disabled")));
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

  @Test
  void badEndpoints_costGoodOnesNothing() {
    var hanging = Sinks.hanging().orElseThrow();
    List<String> good = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      var path = desk.path + "-good" + i;
      good.add(path);
      desk.subscribe(token, desk.hook(path), Map.of("story", "each"));
    }
    for (int i = 0; i < 30; i++) {
      subscribe(hanging, "/hook/hang/" + (60 + i));
    }
    desk.publish("While they hang");
    long begun = System.nanoTime();
    good.forEach(path -> desk.hooks(path, 1));
    var took = Duration.ofNanos(System.nanoTime() - begun);
    assertThat(took).isLessThan(Duration.ofSeconds(5));
    assertThat(hanging.read("/_hooks").get("keys_delivered_under_two_ids")).isEmpty();
    Desk.as(token).delete("/api/subscribers/me").then().statusCode(204);
  }

  private Map<String, String> mailboxes(String... names) {
    Map<String, String> ids = new HashMap<>();
    for (var name : names) {
      var person =
          Desk.as(TestServers.ADMIN_TOKEN)
              .body(Map.of("email", name + "+" + desk.run + "@people.example", "confirmed", true))
              .post("/api/subscribers")
              .then()
              .statusCode(201)
              .extract()
              .<String>path("token");
      ids.put(
          name,
          person
              + " "
              + desk.subscribe(person, Desk.email(), Map.of("story", "each")).getString("id"));
    }
    return ids;
  }

  private io.restassured.path.json.JsonPath delivery(String who, String status) {
    var parts = who.split(" ");
    return desk.delivery(parts[0], parts[1], status);
  }

  private List<JsonNode> mailsTo(String name) {
    List<JsonNode> found = new ArrayList<>();
    hostile
        .read("/_mails?raw=1")
        .forEach(m ->
            m.get("rcpt")
                .forEach(r -> {
                  if (r.asText().equals(name + "+" + desk.run + "@people.example")) {
                    found.add(m);
                  }
                }));
    return found;
  }

  @Test
  void mailboxes_ofEveryKind_areTriedAsTheySay() {
    Sinks.smtp().to(hostile.smtp());
    var who =
        mailboxes("ok", "perm", "toobig", "tempfail", "greylist", "full", "drop", "dropafter");
    desk.publish("Rules\r\nBcc: v@evil.example \u760d\u760aBcc: w@evil.example");

    delivery(who.get("ok"), "delivered");
    assertThat(delivery(who.get("perm"), "refused").getList("items[0].attempts")).hasSize(1);
    assertThat(delivery(who.get("toobig"), "refused").getList("items[0].attempts")).hasSize(1);
    assertThat(delivery(who.get("greylist"), "delivered").getList("items[0].attempts")).hasSize(2);
    for (var name : List.of("tempfail", "full", "drop")) {
      var refused = delivery(who.get(name), "refused");
      assertThat(refused.getString("items[0].reason")).as(name).isEqualTo("exhausted");
      assertThat(refused.getList("items[0].attempts")).as(name).hasSize(8);
    }
    var twice = mailsTo("dropafter");
    assertThat(twice).hasSizeGreaterThan(1);
    assertThat(new HashSet<>(twice.stream().map(m -> m.get("message_id").asText()).toList()))
        .hasSize(1);

    var mail = mailsTo("ok");
    assertThat(mail).hasSize(1);
    var headers = mail.getFirst().get("headers");
    for (var name :
        List.of(
            "list-unsubscribe",
            "list-unsubscribe-post",
            "auto-submitted",
            "message-id",
            "date",
            "list-id",
            "subject")) {
      assertThat(headers.path(name).asInt()).as(name).isEqualTo(1);
    }
    assertThat(headers.has("bcc")).isFalse();
    assertThat(hostile.read("/_mails").get("with_bcc").asInt()).isZero();
  }

  @Test
  void mailServer_thatIsDown_losesAndDoublesNothing() {
    Sinks.smtp().to(0);
    var who = desk.subscriber("bob");
    var id = desk.subscribe(who, Desk.email(), Map.of("story", "each")).getString("id");
    for (int i = 0; i < 20; i++) {
      desk.publish("No. " + i);
    }
    desk.delivery(who, id, "deferred");
    Sinks.smtp().to(Sinks.mails().port());

    var mails = desk.mails("bob", 20);
    assertThat(new HashSet<>(mails.stream().map(m -> m.header("Message-ID")).toList())).hasSize(20);
    assertThat(mails.size()).isCloseTo(20, within(0));
  }
}
