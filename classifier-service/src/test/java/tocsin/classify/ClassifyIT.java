package tocsin.classify;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tocsin.events.Article;
import tocsin.events.DeadLetter;
import tocsin.events.EventJson;
import tocsin.events.Evidence;
import tocsin.events.TaggedArticle;
import tocsin.events.UnreadableEvent;
import tocsin.events.VocabularyEntry;
import tocsin.testing.TestServers;

/// The service on a real broker, with an operator's vocabulary over the shipped one.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(OverlayDirectory.class)
class ClassifyIT {
  private static final String FETCHED = "articles-fetched";
  private static final String TAGGED = "articles-tagged";
  private static final String DEAD = "articles-fetched-dead";
  private static final String VOCABULARY = "vocabulary";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  @ConfigProperty(name = "tocsin.topic-prefix")
  String prefix;

  @ConfigProperty(name = "classifier.vocabulary.overlay")
  Path overlay;

  @TestHTTPResource(value = "/health/ready", management = true)
  URL ready;

  @TestHTTPResource(value = "/metrics", management = true)
  URL metrics;

  private TestTopics topics;

  @BeforeEach
  void open() {
    topics = new TestTopics(brokers, prefix, TAGGED, DEAD, VOCABULARY, FETCHED);
  }

  @AfterEach
  void close() throws IOException {
    topics.close();
    OverlayDirectory.write(overlay, "actors/own.yaml", OverlayDirectory.ACTOR);
    reload().statusCode(200);
  }

  @Test
  void article_comesOutTagged_withEvidenceAtItsOffsets() throws UnreadableEvent {
    var article =
        article(
            "Künstliche Intelligenz 🚨 im Leuchtturm",
            "Der Leuchtturm „Roter Sand“ bekommt KI. Geliefert wird sie von Lampwright AI.");
    var record = taggedRecord(send(article));
    var tagged = EventJson.read(record.value(), TaggedArticle.class);

    assertThat(tagged.language()).isEqualTo("de");
    assertThat(tagged.vocabulary()).isEqualTo(version());
    assertThat(tagged.title()).isEqualTo(article.title());
    assertThat(tagged.text()).isEqualTo(article.text());
    assertThat(tagged.themes())
        .filteredOn(theme -> theme.id().equals("lighthouses"))
        .singleElement()
        .satisfies(theme -> {
          assertThat(theme.score()).isBetween(0.3, 1.0);
          assertThat(theme.evidence()).isNotEmpty().allSatisfy(span -> stands(span, article));
          assertThat(theme.evidence()).extracting(Evidence::concept).contains("lighthouse", "ai");
        });
    assertThat(tagged.actors())
        .filteredOn(actor -> actor.id().equals("lampwright"))
        .singleElement()
        .satisfies(actor ->
            assertThat(actor.evidence())
                .singleElement()
                .satisfies(span -> {
                  stands(span, article);
                  assertThat(span.text()).isEqualTo("Lampwright AI");
                }));
    assertThat(header(record, "ce_type")).isEqualTo("tocsin.article.tagged.v1");
    assertThat(header(record, "ce_id")).isEqualTo(article.id() + "-1");
    assertThat(new String(record.key(), UTF_8)).isEqualTo(article.id());
  }

  @Test
  void poison_goesToTheDeadLettersAsItWas_andTheRestFlows() throws UnreadableEvent {
    byte[] noJson = {'{', 'n', 'o', (byte) 0xFF, 0, 'j'};
    byte[] noArticle = "{\"id\": \"x\", \"title\": 7}".getBytes(UTF_8);
    byte[] key = UUID.randomUUID().toString().getBytes(UTF_8);
    topics.send(FETCHED, key, noJson);
    topics.send(FETCHED, key, noArticle);
    topics.send(FETCHED, key, null);
    var after = article("AI in a lighthouse", "A lighthouse keeper is replaced by AI.");
    topics.send(FETCHED, key, EventJson.write(after));

    assertThat(EventJson.read(taggedRecord(after.id()).value(), TaggedArticle.class).id())
        .isEqualTo(after.id());
    var dead = topics.await(DEAD, record -> record.value().length == noJson.length);
    assertThat(dead.value()).isEqualTo(noJson);
    assertThat(dead.key()).isEqualTo(key);
    assertThat(DeadLetter.header(dead, DeadLetter.REASON)).contains("Article");
    assertThat(DeadLetter.header(dead, DeadLetter.TOPIC)).isEqualTo(prefix + FETCHED);
    assertThat(DeadLetter.header(dead, DeadLetter.OFFSET)).matches("\\d+");
    assertThat(DeadLetter.header(dead, DeadLetter.SERVICE)).isEqualTo("classifier-service");
    var second = topics.await(DEAD, record -> record.value().length == noArticle.length);
    assertThat(second.value()).isEqualTo(noArticle);
    assertThat(DeadLetter.header(second, DeadLetter.REASON)).contains("feedId");
  }

  @Test
  void vocabulary_standsOnItsTopic_versionLast() throws UnreadableEvent {
    var version = version();
    topics.await(VOCABULARY, record -> isVersion(record, version));
    var entries = topics.of(VOCABULARY).stream().filter(r -> r.value() != null).toList();
    int end = lastIndexOf(entries, version);
    var whole = EventJson.read(entries.get(end).value(), VocabularyEntry.class);
    int count = Objects.requireNonNull(whole.entries());
    for (var record : entries.subList(end - count, end)) {
      var entry = EventJson.read(record.value(), VocabularyEntry.class);
      assertThat(entry.version()).isEqualTo(version);
      assertThat(new String(record.key(), UTF_8)).isEqualTo(entry.id());
    }
  }

  @Test
  void reload_publishesThenUses_theNewVersion() throws IOException, UnreadableEvent {
    var before = version();
    OverlayDirectory.write(
        overlay,
        "actors/own.yaml",
        OverlayDirectory.ACTOR.replace("id: lampwright", "id: lampwright-two"));
    reload().statusCode(200).body("version", not(equalTo(before)));
    var after = version();
    assertThat(after).isNotEqualTo(before);

    var article = article("AI in a lighthouse", "Lampwright AI tends the lighthouse with AI.");
    var tagged = EventJson.read(taggedRecord(send(article)).value(), TaggedArticle.class);
    assertThat(tagged.vocabulary()).isEqualTo(after);
    assertThat(tagged.actors()).extracting(actor -> actor.id()).contains("lampwright-two");
    topics.await(VOCABULARY, record -> isVersion(record, after));
    var tombstone =
        topics.await(
            VOCABULARY,
            record ->
                new String(record.key(), UTF_8).equals("lampwright") && record.value() == null);
    assertThat(tombstone.value()).isNull();
  }

  @Test
  void files_thatChange_areTakenUpByThemselves() throws IOException {
    var before = version();
    OverlayDirectory.write(
        overlay, "actors/own.yaml", OverlayDirectory.ACTOR.replace("{en: Lampwright}", "{en: L}"));
    await().atMost(20, SECONDS).until(() -> !version().equals(before));
  }

  @Test
  void files_thatAreBroken_areRefusedByFileAndLine_andTheVersionStays()
      throws IOException, UnreadableEvent {
    var before = version();
    OverlayDirectory.write(
        overlay,
        "actors/own.yaml",
        OverlayDirectory.ACTOR
            .replace("kind: company", "kind: castle")
            .replace("names:", "nmaes:"));
    reload()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors.message", hasItem(containsString("actors/own.yaml:1: 'castle'")))
        .body("errors.message", hasItem(containsString("actors/own.yaml:5: 'nmaes'")));

    assertThat(version()).isEqualTo(before);
    var article = article("AI", "Lampwright AI puts AI into a lighthouse.");
    var tagged = EventJson.read(taggedRecord(send(article)).value(), TaggedArticle.class);
    assertThat(tagged.vocabulary()).isEqualTo(before);
    assertThat(tagged.actors()).extracting(actor -> actor.id()).contains("lampwright");
    given().get(ready).then().statusCode(200).body(containsString("castle"));
    given().get(metrics).then().body(not(containsString("classify_vocabulary_problems 0.0")));
  }

  @Test
  void classify_answersLikeTheTopic() {
    given(operator())
        .body(
            Map.of(
                "title", "AI in a lighthouse",
                "body", "<p>The <b>lighthouse</b> is run by AI &amp; waves.</p>",
                "body_type", "html"))
        .post("/api/classify")
        .then()
        .statusCode(200)
        .body("language", equalTo("en"))
        .body("text", equalTo("The lighthouse is run by AI & waves."))
        .body("themes.id", hasItem("lighthouses"))
        .body("vocabulary", equalTo(version()));
    given(operator())
        .body(Map.of("title", "A", "body", "B", "body_type", "pdf"))
        .post("/api/classify")
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("body_type"));
    given(operator()).body("{").post("/api/classify").then().statusCode(400);
    given().contentType(ContentType.JSON).body("{}").post("/api/classify").then().statusCode(401);
    given().post("/api/vocabulary/reload").then().statusCode(401);
    given()
        .header("Authorization", "Bearer wrong")
        .post("/api/vocabulary/reload")
        .then()
        .statusCode(403);
  }

  @Test
  void vocabulary_isServedAsJsonAndAsSkos_toAnybody() {
    var version = version();
    given()
        .get("/api/vocabulary/themes")
        .then()
        .body("version", equalTo(version))
        .body("themes.id", hasItem("lighthouses"));
    given()
        .header("Authorization", "Bearer unknown")
        .get("/api/vocabulary/actors")
        .then()
        .body("version", equalTo(version))
        .body("actors.id", hasItem("lampwright"));
    given()
        .accept("text/turtle")
        .get("/api/vocabulary")
        .then()
        .contentType(containsString("text/turtle"))
        .body(containsString("<urn:tocsin:theme:lighthouses> a skos:Concept"))
        .body(containsString("skos:prefLabel \"Leuchttürme\"@de"));
    given()
        .accept("application/ld+json")
        .get("/api/vocabulary")
        .then()
        .contentType(containsString("application/ld+json"))
        .body("'@context'", hasKey("prefLabel"))
        .body("'@graph'.'@id'", hasItem("urn:tocsin:actor:lampwright"));
  }

  @Test
  void service_isReadyAndCounts() throws UnreadableEvent {
    taggedRecord(send(article("AI", "AI in a lighthouse.")));
    given().get(ready).then().statusCode(200).body(containsString(version()));
    given()
        .get(metrics)
        .then()
        .body(containsString("classify_articles_total{outcome=\"tagged\"}"))
        .body(containsString("classify_tags_total{grade=\"primary\",theme=\"lighthouses\"}"));
  }

  private String send(Article article) {
    topics.send(FETCHED, article.id().getBytes(UTF_8), EventJson.write(article));
    return article.id();
  }

  private ConsumerRecord<byte[], byte[]> taggedRecord(String id) {
    return topics.await(TAGGED, record -> new String(record.key(), UTF_8).equals(id));
  }

  private static Article article(String title, String text) {
    return new Article(
        UUID.randomUUID().toString(),
        "feed",
        "Harbour News",
        "https://news.example/1",
        title,
        text,
        "<p>" + text + "</p>",
        List.of(),
        null,
        List.of(),
        List.of(),
        null,
        null,
        Instant.parse("2026-01-01T00:00:00Z"),
        1,
        false,
        false);
  }

  private static void stands(Evidence span, Article article) {
    var text = span.field() == Evidence.Field.title ? article.title() : article.text();
    assertThat(text.substring(span.start(), span.end())).isEqualTo(span.text());
  }

  private static boolean isVersion(ConsumerRecord<byte[], byte[]> record, String version) {
    return new String(record.key(), UTF_8).equals(VocabularyEntry.VERSION)
        && new String(record.value(), UTF_8).contains(version);
  }

  private static int lastIndexOf(List<ConsumerRecord<byte[], byte[]>> records, String version) {
    for (int i = records.size() - 1; i >= 0; i--) {
      if (isVersion(records.get(i), version)) {
        return i;
      }
    }
    throw new AssertionError("no version " + version);
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  private static String version() {
    return given().get("/api/vocabulary").then().statusCode(200).extract().path("version");
  }

  private static io.restassured.response.ValidatableResponse reload() {
    return given(operator()).post("/api/vocabulary/reload").then();
  }

  private static RequestSpecification operator() {
    return given()
        .header("Authorization", "Bearer " + TestServers.ADMIN_TOKEN)
        .contentType(ContentType.JSON);
  }
}
