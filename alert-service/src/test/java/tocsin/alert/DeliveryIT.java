package tocsin.alert;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tocsin.testing.Hook;
import tocsin.testing.TestServers;

/// Digests, holding back, retries, recovery, paging and feeds, end to end.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(Sinks.class)
class DeliveryIT {
  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  @ConfigProperty(name = "tocsin.topic-prefix")
  String prefix;

  @TestHTTPResource(value = "/health/ready", management = true)
  URL ready;

  @Inject MovableClock clock;

  @Inject Pool pool;

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

  @Test
  void hourlyDigest_holdsAllOfItsWindow_andComesOnce() {
    var token = desk.subscriber("ada");
    var id = desk.subscribe(token, Desk.email(), Map.of("schedule", "hourly")).getString("id");
    desk.publish("The first");
    desk.publish("The second");
    desk.settle();

    var gathered = desk.delivery(token, id, "held");
    assertThat(gathered.getString("items[0].reason")).isEqualTo("digest");
    assertThat(gathered.getList("items[0].alerts")).hasSize(2);
    Desk.as(token)
        .post("/api/deliveries/" + gathered.getString("items[0].id") + "/redeliver")
        .then()
        .statusCode(409);

    clock.ahead(Duration.ofHours(1));
    var mail = desk.mails("ada", 1).getFirst();
    assertThat(mail.subject()).startsWith("Chips: 2 alerts, ");
    assertThat(mail.text())
        .contains("EXPORT CONTROLS")
        .contains("The first")
        .contains("The second");
    assertThat(mail.header("Message-ID")).contains(gathered.getString("items[0].id"));

    desk.publish("The third");
    desk.settle();
    assertThat(desk.delivery(token, id, "held").getList("items")).hasSize(2);
    assertThat(desk.mails("ada", 1)).hasSize(1);
  }

  @Test
  void dailyDigest_byWebhook_hasAllAlertsInOneBody() {
    var token = desk.subscriber("ada");
    var id =
        desk.subscribe(
                token, desk.hook(), Map.of("schedule", "daily@08:00", "timeZone", "Europe/Berlin"))
            .getString("id");
    desk.publish("The first");
    desk.publish("The second");
    desk.settle();
    desk.delivery(token, id, "held");

    clock.ahead(Duration.ofHours(25));

    var hook = desk.hooks(1).getFirst();
    assertThat(hook.body()).contains("digest.created", "The first", "The second", "\"more\":0");
    desk.delivery(token, id, "delivered");
  }

  @Test
  void digest_ofAStoryTold_thrice_foldsIt() {
    var token = desk.subscriber("ada");
    desk.subscribe(token, Desk.email(), Map.of("schedule", "hourly", "story", "each"));
    var text = "word ".concat(desk.run).repeat(3) + manyWords();
    desk.publish("As the agency has it", text);
    desk.publish("As a paper has it", text);
    desk.settle();

    clock.ahead(Duration.ofHours(1));

    assertThat(desk.mails("ada", 1).getFirst().text())
        .contains("As the agency has it")
        .contains("Also: As a paper has it");
  }

  private String manyWords() {
    var words = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      words.append(desk.run).append(i).append(' ');
    }
    return words.toString();
  }

  @Test
  void story_once_alertsOnce_each_alertsForEach() {
    var token = desk.subscriber("ada");
    var once = desk.subscribe(token, desk.hook(desk.path + "-once")).getString("id");
    var each =
        desk.subscribe(token, desk.hook(desk.path + "-each"), Map.of("story", "each"))
            .getString("id");
    desk.publish("As the agency has it", manyWords());
    desk.publish("As a paper has it", manyWords());
    desk.publish("Of something else");
    desk.hooks(desk.path + "-each", 3);
    desk.settle();

    assertThat(desk.deliveries(token, once).getList("items")).hasSize(2);
    assertThat(desk.deliveries(token, each).getList("items")).hasSize(3);
    assertThat(Sinks.hooks().received(desk.path + "-once"))
        .extracting(Hook::body)
        .noneMatch(body -> body.contains("As a paper has it"));
  }

  @Test
  void quietHours_holdWhatIsNew_andSendItTogetherAfterwards() {
    var token = desk.subscriber("ada");
    var now = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
    var quiet = Map.of("from", now.minusHours(1).toString(), "to", now.plusHours(1).toString());
    var created = desk.subscribe(token, desk.hook(), Map.of("quietHours", quiet));
    assertThat(created.getString("quietHours.from")).isEqualTo(quiet.get("from"));
    desk.publish("The first");
    desk.publish("The second");
    desk.settle();

    var held = desk.delivery(token, created.getString("id"), "held");
    assertThat(held.getString("items[0].reason")).isEqualTo("quiet");
    assertThat(held.getList("items[0].alerts")).hasSize(2);
    assertThat(Sinks.hooks().received(desk.path)).isEmpty();

    clock.ahead(Duration.ofMinutes(61));
    assertThat(desk.hooks(1).getFirst().body())
        .contains("digest.created", "The first", "The second");
  }

  @Test
  void dailyCeiling_sendsTheRestOfTheDayInOneDigest() {
    var token = desk.subscriber("ada");
    var id = desk.subscribe(token, desk.hook(), Map.of("dailyCeiling", 2)).getString("id");
    for (int i = 0; i < 5; i++) {
      desk.publish("No. " + i);
    }
    desk.settle();

    var held = desk.delivery(token, id, "held");
    assertThat(held.getString("items.find{it.status=='held'}.reason")).isEqualTo("ceiling");
    assertThat(held.getList("items.find{it.status=='held'}.alerts")).hasSize(3);
    assertThat(desk.hooks(2)).hasSize(2);

    clock.ahead(Duration.ofDays(1));
    assertThat(desk.hooks(3).getLast().body()).contains("digest.created");
  }

  @Test
  void webhook_thatFailsTenTimes_isRefused_andRecovers() {
    var token = desk.subscriber("ada");
    var id = desk.subscribe(token, desk.hook()).getString("id");
    Sinks.hooks().answer(desk.path, 500);
    desk.publish("The first");

    var refused = desk.delivery(token, id, "refused");
    assertThat(refused.getString("items[0].reason")).isEqualTo("exhausted");
    assertThat(refused.getList("items[0].attempts")).hasSize(10);
    assertThat(desk.hooks(10)).extracting(Hook::id).containsOnly(refused.getString("items[0].id"));

    Sinks.hooks().answer(desk.path, 204);
    Desk.as(token)
        .body(Map.of("since", "2026-01-01T00:00:00Z"))
        .post("/api/subscriptions/" + id + "/recover")
        .then()
        .statusCode(202)
        .body("recovered", equalTo(1));
    assertThat(desk.delivery(token, id, "delivered").getList("items[0].attempts")).hasSize(11);
    assertThat(desk.hooks(11)).extracting(Hook::body).containsOnly(desk.hooks(1).getFirst().body());
  }

  @Test
  void secret_rotated_signsBesideTheOldOneForADay() {
    var token = desk.subscriber("ada");
    var created = desk.subscribe(token, desk.hook());
    var old = created.getString("channel.secret");
    String fresh =
        Desk.as(token)
            .post("/api/subscriptions/" + created.getString("id") + "/secret")
            .then()
            .statusCode(200)
            .extract()
            .path("secret");
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

  @Test
  void mail_ofAHostileTitle_hasOneSubjectAndNoMoreRecipients() {
    var token = desk.subscriber("ada");
    desk.subscribe(token, Desk.email());
    var titles =
        List.of(
            "Rules\r\nBcc: v@evil.example",
            "Rules\u760d\u760aBcc: v@evil.example",
            "=?utf-8?q?Rules=0D=0ABcc:_v@evil.example?=",
            "{config:all} {7 * 7} <script>alert(1)</script>",
            "🤖".repeat(300));
    titles.forEach(desk::publish);

    var mails = desk.mails("ada", titles.size());
    assertThat(mails).hasSize(titles.size());
    for (var mail : mails) {
      var head = mail.raw().split("\r?\n\r?\n", 2)[0];
      assertThat(Pattern.compile("(?im)^subject:").matcher(head).results()).hasSize(1);
      assertThat(Pattern.compile("(?im)^bcc:").matcher(head).results()).isEmpty();
      assertThat(mail.html()).doesNotContain("<script>").doesNotContain("49</");
      assertThat(mail.from()).doesNotContain("evil");
    }
    assertThat(Sinks.mails().receivedBy("v@evil.example")).isEmpty();
  }

  @Test
  void article_thatCannotBeHeld_isADeadLetter_andTheNextIsNot() {
    var token = desk.subscriber("ada");
    desk.subscribe(token, desk.hook());
    var bad = Topic.chips(desk.run + "bad", desk.host, "Zero \u0000 byte", Desk.TEXT);
    desk.topic.article(bad);
    var lone =
        new String(
                tocsin.events.EventJson.write(
                    Topic.chips(desk.run + "lone", desk.host, "Half a pair LONE", Desk.TEXT)),
                java.nio.charset.StandardCharsets.UTF_8)
            .replace("LONE", "\\ud83e");
    desk.topic.send(
        tocsin.events.Topics.TAGGED,
        desk.run + "lone",
        lone.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    desk.publish("x".repeat(498) + "🤖🤖");

    assertThat(desk.hooks(1).getFirst().body()).contains("x".repeat(498) + "…");
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
  void alertPage_byTheLinkOfItsMail_showsWhyAndSendsAgain() {
    var token = desk.subscriber("ada");
    desk.subscribe(token, Desk.email());
    desk.publish("Chips <b>& more</b>");
    var mail = desk.mails("ada", 1).getFirst();
    var link = Pattern.compile("/alerts/[\\w.-]+").matcher(mail.text());
    assertThat(link.find()).isTrue();

    given()
        .get(link.group())
        .then()
        .statusCode(200)
        .header("Referrer-Policy", "no-referrer")
        .body(containsString("Chips &lt;b&gt;&amp; more&lt;/b&gt;"))
        .body(containsString("<mark>chips</mark>"))
        .body(containsString("Export controls"))
        .body(containsString("delivered"));
    assertThat(desk.mails("ada", 1)).hasSize(1);
    given().post(link.group() + "/redeliver").then().statusCode(200);
    assertThat(desk.mails("ada", 2))
        .extracting(m -> m.header("Message-ID"))
        .containsOnly(mail.header("Message-ID"));
    var forged = link.group().substring(0, link.group().length() - 3) + "AAA";
    given().get(forged).then().statusCode(404);
    given().post(forged + "/redeliver").then().statusCode(404);
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
    desk.publish("Something new");
    desk.hooks(2);
    given().header("If-None-Match", tag).get(path).then().statusCode(200);
    given().get("/feeds/AAAAAAAAAAAAAAAA.atom").then().statusCode(404);
  }
}
