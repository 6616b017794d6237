package tocsin.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tocsin.events.Article;
import tocsin.events.EventJson;
import tocsin.ingest.parse.FeedParser;
import tocsin.ingest.parse.Unparsable;

/// Documents written to do harm, from their bytes to the articles they would publish.
class HostileTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path HOSTILE =
      Path.of(System.getProperty("tocsin.root", ".."), "../shared/hostile").normalize();
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
  private static final Duration LONGEST = Duration.ofSeconds(2);
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  @TestFactory
  List<DynamicTest> documents() throws IOException {
    assumeTrue(
        Files.exists(HOSTILE.resolve("manifest.jsonl")), "needs ../shared/hostile, not here");
    return Files.readAllLines(HOSTILE.resolve("manifest.jsonl")).stream()
        .map(HostileTest::row)
        .map(row -> DynamicTest.dynamicTest(row.get("path").asText(), () -> meet(row)))
        .toList();
  }

  private static void meet(JsonNode row) throws IOException {
    long started = CPU.getCurrentThreadCpuTime();
    var news = read(row);
    assertThat(Duration.ofNanos(CPU.getCurrentThreadCpuTime() - started)).isLessThan(LONGEST);
    switch (row.get("outcome").asText()) {
      case "reject" -> assertThat(news).isEmpty();
      case "accept", "accept-sanitised" -> assertThat(news).isPresent();
      default -> assertThat(row.get("outcome").asText()).startsWith("reject-or-");
    }
    if (news.isPresent()) {
      expect(row.path("expect"), news.get());
    }
  }

  private static void expect(JsonNode expected, News news) {
    var articles = news.articles();
    for (var count : List.of("items", "items_if_parsed")) {
      if (expected.has(count)) {
        assertThat(articles).hasSize(expected.get(count).asInt());
      }
    }
    if (expected.has("items_one_of")) {
      assertThat(expected.get("items_one_of")).anyMatch(count -> count.asInt() == articles.size());
    }
    for (var title : List.of("first_title", "first_title_if_parsed", "first_title_preferred")) {
      if (expected.has(title)) {
        assertThat(articles.getFirst().title()).isEqualTo(expected.get(title).asText());
      }
    }
    for (var text : expected.path("must_not_contain")) {
      assertThat(articles).noneMatch(a -> written(a).contains(text.asText()));
    }
    for (var html : expected.path("must_not_contain_in_html")) {
      assertThat(articles)
          .allMatch(a -> a.html() == null || !a.html().toLowerCase().contains(html.asText()));
    }
    for (int i = 0; i < expected.path("dates").size(); i++) {
      if (expected.path("dates").get(i).isTextual()) {
        assertThat(articles.get(i).published())
            .as("date " + i)
            .isEqualTo(expected.path("dates").get(i).asText());
      }
    }
    assertThat(articles)
        .allSatisfy(article -> {
          assertThat(article.url())
              .satisfiesAnyOf(
                  url -> assertThat(url).isNull(),
                  url -> assertThat(url).matches("(?i)https?://.+"));
          assertThat(Articles.record(article)).hasSizeLessThan(EventJson.MAX_BYTES);
          assertThat(written(article)).doesNotContain("\u0000", "CANARY-7f3a9c");
          if (article.published() != null) {
            assertThat(article.published()).isBetween(Instant.EPOCH, NOW.plusSeconds(86_400));
          }
        });
  }

  private static String written(Article article) {
    return article.title() + "\n" + article.text() + "\n" + article.url() + article.authors();
  }

  /// What a second poll finds new is nothing, whatever the document.
  private static Optional<News> read(JsonNode row) throws IOException {
    var headers = row.path("headers");
    var body = Files.readAllBytes(HOSTILE.resolve(row.get("path").asText()));
    if (headers.path("Content-Encoding").asText().equals("gzip")) {
      body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    }
    var from = URI.create("https://news.example/feeds/rss.xml");
    var type = headers.has("Content-Type") ? headers.get("Content-Type").asText() : null;
    try {
      var document = FeedParser.parse(body, type, from, NOW);
      var candidates = Articles.of(DueFeeds.NEW.feed(), document, NOW).candidates();
      var news = News.of(candidates, Map.of(), Map.of());
      assertThat(News.of(candidates, news.keys(), news.seen()).articles()).isEmpty();
      return Optional.of(news);
    } catch (Unparsable e) {
      assertThat(e.getMessage()).isNotBlank();
      return Optional.empty();
    }
  }

  private static JsonNode row(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
