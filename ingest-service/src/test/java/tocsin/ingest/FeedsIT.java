package tocsin.ingest;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static tocsin.ingest.Catalogue.feed;
import static tocsin.ingest.Catalogue.operator;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tocsin.events.Article;
import tocsin.events.EventJson;
import tocsin.events.UnreadableEvent;
import tocsin.ingest.Press.Answer;
import tocsin.ingest.feed.FeedQueue;
import tocsin.testing.TestServers;

/// The service on a real broker and a real database, polling a real web server.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(PressAddress.class)
class FeedsIT {
  private final String address = ConfigProvider.getConfig().getValue("press.address", String.class);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  @ConfigProperty(name = "tocsin.topic-prefix")
  String prefix;

  @TestHTTPResource(value = "/metrics", management = true)
  String metricsUrl;

  @Inject FeedQueue queue;

  private Press press;
  private FetchedTopic topic;
  private final String path = "/" + UUID.randomUUID();

  @BeforeEach
  void open() throws IOException {
    press = new Press(address);
    topic = new FetchedTopic(brokers, prefix + "articles-fetched");
  }

  @AfterEach
  void close() {
    topic.close();
    press.close();
  }

  @Test
  void feed_newAndEditedItems_arePublishedOnce() {
    press.prints(path, Answer.feed(rss(item("a", "One"), item("b", "Two"))).with("ETag", "\"1\""));
    var id = register(path);
    var first = topic.of(id, 2);
    assertThat(first).extracting(r -> article(r).title()).containsExactlyInAnyOrder("One", "Two");
    assertThat(first)
        .allSatisfy(record -> {
          var article = article(record);
          assertThat(record.key()).isEqualTo(article.id());
          assertThat(article.revision()).isEqualTo(1);
          assertThat(article.backlog()).isFalse();
          assertThat(headers(record))
              .containsEntry("ce_specversion", "1.0")
              .containsEntry("ce_type", "tocsin.article.fetched.v1")
              .containsEntry("ce_id", article.id() + "-1")
              .containsEntry("ce_subject", article.id())
              .containsEntry("content-type", "application/json")
              .containsKeys("ce_source", "ce_time");
        });

    press.prints(
        path, Answer.feed(rss(item("a", "One"), item("b", "Two, edited"), item("c", "3"))));
    var then = topic.of(id, 4).subList(2, 4);
    assertThat(then)
        .extracting(r -> article(r).title() + " " + article(r).revision())
        .containsExactlyInAnyOrder("Two, edited 2", "3 1");
    assertThat(article(then.getFirst()).id()).isIn(ids(first), article(then.getFirst()).id());
    feed(id).body("items", equalTo(3)).body("status", equalTo("active"));
  }

  @Test
  void feed_unchanged_isAskedConditionally() {
    var etag = "W/\"odd, 'etag'\"";
    press.prints(
        path,
        Answer.feed(rss(item("a", "One")))
            .with("ETag", etag)
            .with("Last-Modified", "yesterday or so"));
    var id = register(path);
    await().atMost(20, SECONDS).until(() -> press.asked(path).size() >= 3);
    assertThat(press.asked(path).getFirst().getFirst("If-None-Match")).isNull();
    assertThat(press.asked(path).subList(1, 3))
        .allSatisfy(headers -> {
          assertThat(headers.getFirst("If-None-Match")).isEqualTo(etag);
          assertThat(headers.getFirst("If-Modified-Since")).isEqualTo("yesterday or so");
          assertThat(headers.getFirst("User-Agent")).startsWith("Tocsin/");
          assertThat(headers.getFirst("Accept-Encoding")).contains("gzip");
          assertThat(headers.containsKey("Cookie") || headers.containsKey("Referer")).isFalse();
        });
    assertThat(topic.of(id, 1)).hasSize(1);
    given(operator())
        .get("/api/feeds/{id}/polls", id)
        .then()
        .body("items.outcome", hasItem("not_modified"))
        .body("items.outcome", hasItem("fetched"));
  }

  @Test
  void feed_brokenThenMended_harmsOnlyItself() {
    press.prints(path, Answer.feed("<html><body>Service unavailable</body></html>"));
    press.prints(path + "/good", Answer.feed(rss(item("g", "Good"))));
    var bad = register(path);
    var good = register(path + "/good");
    assertThat(topic.of(good, 1)).hasSize(1);
    await().atMost(20, SECONDS).untilAsserted(() -> feed(bad).body("status", equalTo("failing")));
    feed(bad).body("lastError", notNullValue()).body("items", equalTo(0));
    press.prints(path, Answer.feed(rss(item("x", "Nul \u0001 & bell"))));
    assertThat(topic.of(bad, 1)).extracting(r -> article(r).title()).containsExactly("Nul & bell");
    feed(bad).body("failures", equalTo(0));
  }

  @Test
  void feed_gone_isPolledNoMore() {
    press.prints(path, Answer.status(410));
    var id = register(path);
    await().atMost(20, SECONDS).untilAsserted(() -> feed(id).body("status", equalTo("gone")));
    assertThat(press.asked(path)).hasSize(1);
  }

  @Test
  void feed_backlogSkipped_isMarked() {
    press.prints(path, Answer.feed(rss(item("old", "Old"))));
    var id =
        given(operator())
            .body(Map.of("url", press.url(path), "backlog", "skip", "pollEvery", "PT1S"))
            .post("/api/feeds")
            .then()
            .statusCode(201)
            .extract()
            .<String>path("id");
    assertThat(topic.of(id, 1)).allMatch(r -> article(r).backlog());
    press.prints(path, Answer.feed(rss(item("old", "Old"), item("new", "New"))));
    assertThat(article(topic.of(id, 2).getLast()).backlog()).isFalse();
  }

  @Test
  void lease_heldByAnotherNode_isNotTakenTwice() {
    press.prints(path, Answer.feed(rss()));
    var id = register(path);
    await().atMost(20, SECONDS).untilAsserted(() -> feed(id).body("status", equalTo("active")));
    var now = Instant.now().plusSeconds(3_600);
    var minute = Duration.ofMinutes(1);
    var one = queue.lease("one", now, minute, Duration.ZERO, List.of(), 100);
    var two = queue.lease("two", now, minute, Duration.ZERO, List.of(), 100);
    assertThat(one).hasSize(1); // all feeds of these tests are of one host
    assertThat(two).isEmpty(); // one node at a time asks a host
    queue.reclaim("one");
    queue.reclaim("two");
  }

  @Test
  void routes_refuseWhatIsWrong_namingTheField() {
    given(operator())
        .body(Map.of("url", "ftp://example.org/feed"))
        .post("/api/feeds")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors.field", hasItem("url"));
    given(operator())
        .body(Map.of("url", press.url(path), "pollEvery", "PT0.5S"))
        .post("/api/feeds")
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("pollEvery"));
    given(operator()).body("{").post("/api/feeds").then().statusCode(400);
    given(operator()).get("/api/feeds/none").then().statusCode(404);
    given().get("/api/feeds").then().statusCode(401);
    given().header("Authorization", "Bearer wrong").get("/api/feeds").then().statusCode(403);
    given(operator())
        .body(Map.of("url", "http://localhost/feed"))
        .post("/api/feeds")
        .then()
        .statusCode(400);
  }

  @Test
  void routes_listRegisterChangeRemove() {
    press.prints(path, Answer.feed(rss()));
    var id = register(path);
    given(operator())
        .body(Map.of("url", press.url(path)))
        .post("/api/feeds")
        .then()
        .statusCode(409)
        .body("id", equalTo(id));
    given(operator())
        .body(Map.of("url", press.url(path).replace("http:", "HTTP:") + "#a"))
        .post("/api/feeds")
        .then()
        .statusCode(409)
        .body("id", equalTo(id));
    given(operator())
        .body(Map.of("title", "Mine", "language", "de"))
        .patch("/api/feeds/{id}", id)
        .then()
        .statusCode(200)
        .body("title", equalTo("Mine"))
        .body("language", equalTo("de"));
    given(operator()).get("/api/feeds?limit=1").then().body("items", hasSize(1));
    given(operator()).post("/api/feeds/{id}/poll", id).then().statusCode(202);
    given(operator()).delete("/api/feeds/{id}", id).then().statusCode(204);
    given(operator()).get("/api/feeds/{id}", id).then().statusCode(404);
  }

  @Test
  void discover_site_findsTheFeedsItNames() {
    press.prints(
        path,
        new Answer(
            200,
            Map.of("Content-Type", "text/html"),
            "<link rel=alternate type='application/rss+xml' href='%s/rss'>"
                .formatted(path)
                .getBytes(StandardCharsets.UTF_8)));
    press.prints(path + "/rss", Answer.feed(rss(item("a", "One"))));
    given(operator())
        .body(Map.of("url", press.url(path)))
        .post("/api/feeds/discover")
        .then()
        .statusCode(200)
        .body("items.url", equalTo(List.of(press.url(path + "/rss"))))
        .body("items[0].title", equalTo("Press"))
        .body("items[0].format", equalTo("rss_2.0"))
        .body("items[0].entries", equalTo(1));
    given(operator())
        .body(Map.of("url", "http://10.0.0.1/"))
        .post("/api/feeds/discover")
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("url"));
  }

  @Test
  void feed_ownHeaders_areSentAndNeverShown() {
    press.prints(path, Answer.feed(rss(item("a", "One"))));
    var id =
        given(operator())
            .body(Map.of("url", press.url(path), "headers", Map.of("X-Key", "secret-value")))
            .post("/api/feeds")
            .then()
            .statusCode(201)
            .body("headers", equalTo(List.of("X-Key")))
            .extract()
            .<String>path("id");
    topic.of(id, 1);
    assertThat(press.asked(path).getFirst().getFirst("X-Key")).isEqualTo("secret-value");
    assertThat(given(operator()).get("/api/feeds/{id}", id).asString()).doesNotContain("secret");
    given(operator())
        .body(Map.of("headers", Map.of(), "title", "T"))
        .patch("/api/feeds/{id}", id)
        .then()
        .statusCode(200)
        .body("headers", equalTo(null));
    given(operator())
        .body(Map.of("headers", Map.of("Host", "x")))
        .patch("/api/feeds/{id}", id)
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("headers"));
  }

  @Test
  void list_pages_goOnWhereAFeedWasRemoved() {
    var ids = IntStream.range(0, 3).mapToObj(i -> register(path + "/" + i)).toList();
    var first = given(operator()).get("/api/feeds?limit=500").jsonPath().getList("items.id");
    assertThat(first).containsSubsequence(ids);
    var page = given(operator()).get("/api/feeds?limit=" + (first.size() - 2)).jsonPath();
    assertThat(page.getList("items.id").getLast()).isEqualTo(ids.getFirst());
    given(operator()).delete("/api/feeds/{id}", ids.getFirst()).then().statusCode(204);
    var rest =
        given(operator()).queryParam("cursor", page.getString("next")).get("/api/feeds").jsonPath();
    assertThat(rest.getList("items.id")).isEqualTo(ids.subList(1, 3));
    assertThat(rest.getString("next")).isNull();
    given(operator())
        .get("/api/feeds?cursor=nonsense")
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("cursor"));
  }

  @Test
  void bulk_selectedFeeds_areChangedPolledAndRemoved() {
    press.prints(path, Answer.feed(rss()));
    press.prints(path + "/other", Answer.feed(rss()));
    var ids = List.of(register(path), register(path + "/other"));
    given(operator())
        .body(Map.of("action", "change", "ids", ids, "change", Map.of("pollEvery", "1h")))
        .post("/api/feeds/bulk")
        .then()
        .statusCode(200)
        .body("feeds", equalTo(2));
    feed(ids.getLast()).body("pollEvery", equalTo("PT1H"));
    await()
        .atMost(20, SECONDS)
        .untilAsserted(() -> feed(ids.getLast()).body("status", equalTo("active")));
    int asked = press.asked(path + "/other").size();
    given(operator())
        .body(Map.of("action", "poll", "ids", ids, "status", "active"))
        .post("/api/feeds/bulk")
        .then()
        .statusCode(200);
    await().atMost(20, SECONDS).until(() -> press.asked(path + "/other").size() > asked);
    given(operator())
        .body(Map.of("action", "remove"))
        .post("/api/feeds/bulk")
        .then()
        .statusCode(400);
    given(operator())
        .body(Map.of("action", "remove", "ids", ids))
        .post("/api/feeds/bulk")
        .then()
        .statusCode(200)
        .body("feeds", equalTo(2));
    given(operator()).get("/api/feeds?status=gone&host=x").then().body("items", hasSize(0));
    given(operator()).get("/api/feeds?status=odd").then().statusCode(400);
  }

  @Test
  void metrics_tellPollsFeedsAndTheOutbox() {
    press.prints(path, Answer.feed(rss(item("a", "One"))));
    topic.of(register(path), 1);
    await()
        .atMost(20, SECONDS)
        .untilAsserted(() ->
            assertThat(given().get(metricsUrl).asString())
                .contains("ingest_polls_total{outcome=\"fetched\"}")
                .contains("ingest_freshness_seconds_count")
                .contains("ingest_window_overruns_total")
                .contains("ingest_outbox_articles 0.0")
                .containsPattern("ingest_feeds\\{status=\"active\"} [1-9]"));
  }

  private String register(String path) {
    return given(operator())
        .body(Map.of("url", press.url(path), "pollEvery", "PT1S"))
        .post("/api/feeds")
        .then()
        .statusCode(201)
        .body("status", equalTo("new"))
        .body("nextPoll", notNullValue())
        .extract()
        .path("id");
  }

  private static List<String> ids(List<ConsumerRecord<String, byte[]>> records) {
    return records.stream().map(ConsumerRecord::key).toList();
  }

  private static Article article(ConsumerRecord<String, byte[]> record) {
    try {
      return EventJson.read(record.value(), Article.class);
    } catch (UnreadableEvent e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
    return Arrays.stream(record.headers().toArray())
        .collect(
            Collectors.toMap(
                header -> header.key(),
                header -> new String(header.value(), StandardCharsets.UTF_8),
                (one, other) -> other));
  }

  private static String item(String guid, String title) {
    return "<item><guid isPermaLink=\"false\">%s</guid><title>%s</title><link>https://news.example/%s</link></item>"
        .formatted(guid, title.replace("&", "&amp;"), guid);
  }

  private static String rss(String... items) {
    return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Press</title>"
        + String.join("", items)
        + "</channel></rss>";
  }
}
