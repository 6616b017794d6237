package tocsin.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static tocsin.alert.Desk.as;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tocsin.events.TopicSetup;
import tocsin.events.Topics;
import tocsin.testing.TestServers;

/// Why an article did, or did not, fire, told of articles on every way they can go.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(Sinks.class)
class ExplainIT extends AtTheNewsroom {
  private static final String SHARED =
      "The ministry will license every export of AI chips from next month and name a gigafactory in each region";

  @Test
  void explain_tellsWhereAnArticleStopped() {
    var token = desk.subscriber("ada");
    news.send(news.chips("old", "Metals of old"));
    news.taken();
    var each = weekly(token, "theme:export-controls! AND NOT lang:de", "each");
    var once = weekly(token, "\"rare metals\"", "once");
    var hook = immediate(token);
    news.send(news.chips("one", SHARED + " and rare metals"));
    news.send(news.chips("two", SHARED + " and rare metals"));
    news.send(Topic.retold(news.chips("three", "Nothing of the sort"), "de"));
    news.taken();
    await()
        .atMost(15, SECONDS)
        .untilAsserted(
            () -> assertThat(explain(token, "one", hook).getString("verdict")).isEqualTo("sent"));

    var sentOne = explain(token, "one", hook);
    assertThat(sentOne.getString("attempts[0].outcome")).isEqualTo("delivered");
    assertThat(sentOne.getString("delivery.status")).isEqualTo("delivered");
    assertThat(explain(token, "one", each).getString("verdict")).isEqualTo("matched-held");

    var folded = List.of(explain(token, "one", once), explain(token, "two", once));
    assertThat(folded)
        .extracting(e -> e.getString("verdict"))
        .containsExactlyInAnyOrder("folded", "matched-held");
    var second =
        folded.stream()
            .filter(e -> e.getString("verdict").equals("folded"))
            .findFirst()
            .orElseThrow();
    var first =
        folded.stream()
            .filter(e -> !e.getString("verdict").equals("folded"))
            .findFirst()
            .orElseThrow();
    assertThat(second.getString("first.article")).isEqualTo(first.getString("article.id"));
    assertThat(second.getString("first.alert")).isEqualTo(first.getString("alert"));
    assertThat(first.getString("clauses[1].evidence[0].text")).isEqualTo("rare metals");

    var failed = explain(token, "three", each);
    assertThat(failed.getString("verdict")).isEqualTo("not-matched");
    assertThat(failed.getList("clauses.clause"))
        .containsExactly("source:" + news.host, "theme:export-controls!", "NOT lang:de");
    assertThat(failed.getList("clauses.holds")).containsExactly(true, true, false);
    assertThat(failed.getString("clauses[2].evidence[0].text")).isEqualTo("de");

    assertThat(explain(token, "old", each).getString("verdict"))
        .isEqualTo("older-than-subscription");
    assertThat(explain(token, "nowhere", each).getString("verdict")).isEqualTo("unknown-article");
    assertThat(explain(token, "nowhere", each).getBoolean("article.known")).isFalse();
    as(desk.subscriber("stranger"))
        .get("/api/explain?article=" + news.run + "one&subscription=" + each)
        .then()
        .statusCode(404);
  }

  @Test
  void explain_ofAnEndpointThatFails_tellsTheAttempts() {
    var token = desk.subscriber("ada");
    Sinks.hooks().answer("/" + news.run, 410);
    var hook = immediate(token);
    news.send(news.chips("one", "First"));
    await()
        .atMost(15, SECONDS)
        .untilAsserted(() ->
            as(token).get("/api/subscriptions/" + hook).then().body("state", equalTo("disabled")));
    news.send(news.chips("two", "Second"));
    news.taken();

    assertThat(explain(token, "one", hook).getInt("attempts[0].status")).isEqualTo(410);
    assertThat(explain(token, "two", hook).getString("verdict")).isEqualTo("inactive");
  }

  @Test
  void explain_ofAnArticleThatWasNotTakenIn_tellsWhereItIs() {
    var token = desk.subscriber("ada");
    var hook = immediate(token);

    assertThat(explain(token, "nowhere", hook).getString("verdict")).isEqualTo("unknown-article");
    new TopicSetup(
            Map.of("bootstrap.servers", brokers),
            List.of(
                TopicSetup.articles(prefix + Topics.FETCHED),
                TopicSetup.dead(prefix + Topics.FETCHED)))
        .run();

    news.topic.send(Topics.FETCHED, news.run + "fetched", new byte[] {'{', '}'});
    var untagged = explain(token, "fetched", hook);
    assertThat(untagged.getString("verdict")).isEqualTo("not-tagged-yet");
    assertThat(untagged.getString("reason")).contains("waits to be tagged").contains("wait.");
    assertThat(untagged.getBoolean("article.known")).isFalse();

    news.topic.dead(Topics.FETCHED, news.run + "dead", "its title is a number");
    var dead = explain(token, "dead", hook);
    assertThat(dead.getString("verdict")).isEqualTo("dead-letter");
    assertThat(dead.getString("reason"))
        .contains("its title is a number")
        .contains("./tocsin dead redrive " + prefix + "articles-fetched");

    news.topic.send(Topics.TAGGED, news.run + "broken", "no article".getBytes(UTF_8));
    await()
        .atMost(20, SECONDS)
        .untilAsserted(() ->
            assertThat(explain(token, "broken", hook).getString("verdict"))
                .isEqualTo("dead-letter"));
  }

  private JsonPath explain(String token, String article, String subscription) {
    return as(token)
        .get("/api/explain?article=" + news.run + article + "&subscription=" + subscription)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private String weekly(String token, String query, String story) {
    return news.subscribe(
        token,
        "source:" + news.host + " AND (" + query + ")",
        Map.of("schedule", "weekly@MON 06:00", "story", story));
  }

  private String immediate(String token) {
    return news.subscribe(
        token,
        "source:" + news.host,
        Map.of(
            "channel",
            Map.of("type", "webhook", "url", Sinks.hooks().url("/" + news.run)),
            "story",
            "each"));
  }
}
