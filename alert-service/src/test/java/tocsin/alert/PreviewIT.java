package tocsin.alert;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static tocsin.alert.Desk.as;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tocsin.events.ActorTag;
import tocsin.events.Grade;
import tocsin.events.TaggedArticle;
import tocsin.events.ThemeTag;
import tocsin.testing.TestServers;
import tocsin.text.Fingerprint;

/// Previews beside what the service really alerted.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(Sinks.class)
class PreviewIT extends AtTheNewsroom {
  private static final String SHARED =
      "The ministry will license every export of AI chips from next month and name a gigafactory in each region";

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  /// Something to subscribe to.
  private record Wish(String query, double minScore, String story) {}

  @Test
  void preview_isWhatWasAlerted() {
    var token = desk.subscriber("ada");
    var wishes =
        List.of(
            new Wish("theme:export-controls", 0, "each"),
            new Wish("theme:export-controls", 0, "once"),
            new Wish("theme:export-controls", 0.6, "once"),
            new Wish("theme:safety! AND NOT actor:china", 0, "once"),
            new Wish("NOT theme:safety", 0.6, "each"),
            new Wish("gigafactory", 0, "each"),
            new Wish("gigafactory", 0, "once"),
            new Wish("NOT gigafactory AND (kind:state OR lang:de)", 0, "once"),
            new Wish("theme:power-and-security AND (actor:usa OR \"rare metals\")", 0.4, "once"),
            new Wish("author:\"ada example\" lang:en", 0, "once"));
    Map<Wish, String> ids = new HashMap<>();
    wishes.forEach(wish -> ids.put(wish, subscribe(token, wish)));

    for (var article : mixture()) {
      news.send(article);
    }
    news.taken();

    var cuts =
        List.of(
            now.minus(Duration.ofDays(90)),
            now.minus(Duration.ofDays(31)),
            now.minus(Duration.ofHours(30)),
            now.minus(Duration.ofHours(5)),
            now.plusSeconds(60));
    int alerted = 0;
    for (var wish : wishes) {
      var alerts = alerts(token, ids.get(wish));
      alerted += alerts.size();
      var whole = preview(wish, cuts.getFirst(), cuts.getLast());
      assertThat(whole.getInt("alerts")).as("%s", wish).isEqualTo(alerts.size());
      assertThat(days(whole))
          .as("%s", wish)
          .isEqualTo(days(alerts, cuts.getFirst(), cuts.getLast()));
      assertThat(alerts.keySet()).containsAll(whole.getList("samples.article.id"));
      for (int i = 1; i < cuts.size(); i++) {
        var part = preview(wish, cuts.get(i - 1), cuts.get(i));
        assertThat(days(part))
            .as("%s from %s to %s", wish, cuts.get(i - 1), cuts.get(i))
            .isEqualTo(days(alerts, cuts.get(i - 1), cuts.get(i)));
      }
    }
    assertThat(alerted).isGreaterThan(100);
  }

  /// Articles of all sorts, a day each; then copies of one text, revisions and a backlog.
  private List<TaggedArticle> mixture() {
    var random = new Random(7);
    List<TaggedArticle> all = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      var tagged = now.minus(Duration.ofDays(4 + i));
      all.add(article("m" + i, random, words(random), 1, false, tagged));
    }
    for (int i = 0; i < 6; i++) {
      all.add(
          article(
              "copy" + i,
              random,
              SHARED + " number" + i,
              1,
              false,
              now.minus(Duration.ofHours(60 - 10 * i))));
    }
    for (int i = 0; i < 8; i++) {
      var tagged = now.minus(Duration.ofDays(70 + i));
      all.add(article("r" + i, random, words(random), 1, false, tagged));
      all.add(
          article("r" + i, random, words(random), 2, false, now.minus(Duration.ofDays(20 + i))));
      all.add(
          article("r" + i, random, words(random), 3, false, now.minus(Duration.ofHours(2 + i))));
    }
    for (int i = 0; i < 4; i++) {
      all.add(article("b" + i, random, words(random), 1, true, now.minus(Duration.ofHours(3 + i))));
    }
    all.add(all.get(3));
    return all;
  }

  private TaggedArticle article(
      String id, Random random, String text, int revision, boolean backlog, Instant tagged) {
    List<ThemeTag> themes = new ArrayList<>();
    for (var theme : List.of("export-controls", "safety")) {
      if (random.nextInt(3) > 0) {
        var grade = random.nextBoolean() ? Grade.primary : Grade.secondary;
        themes.add(new ThemeTag(theme, grade, random.nextInt(11) / 10.0, List.of()));
      }
    }
    List<ActorTag> actors = new ArrayList<>();
    for (var actor : List.of("china", "usa")) {
      if (random.nextBoolean()) {
        actors.add(new ActorTag(actor, 1, List.of()));
      }
    }
    return new TaggedArticle(
        news.run + id,
        "feed",
        "A feed",
        "https://www." + news.host + "/" + id,
        "A title",
        text,
        random.nextBoolean() ? "en" : "de-AT",
        random.nextBoolean() ? List.of("Ada Example") : List.of(),
        List.of(),
        tagged.minus(Duration.ofDays(1)),
        null,
        tagged,
        revision,
        backlog,
        false,
        themes,
        actors,
        Fingerprint.of(text).orElse(null),
        "v1",
        tagged);
  }

  private static String words(Random random) {
    var text = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      text.append("word").append(random.nextInt(50_000)).append(' ');
    }
    return text.append(random.nextInt(3) == 0 ? "Gigafactory. " : "")
        .append(random.nextInt(3) == 0 ? "Rare metals." : "")
        .toString();
  }

  @Test
  void preview_streamsItsProgressAndSuggestsWhatToLeaveOut() {
    for (int i = 0; i < 8; i++) {
      var article =
          Topic.chips(
              news.run + i, news.host, "Chips " + i, "Exports of chips from China, text " + i);
      news.send(i % 2 == 0 ? article : Topic.retold(article, "de"));
    }
    news.taken();

    var lines =
        as(desk.subscriber("ada"))
            .header("Accept", "application/x-ndjson")
            .body(Map.of("query", "source:" + news.host, "story", "each"))
            .post("/api/subscriptions/preview")
            .then()
            .statusCode(200)
            .extract()
            .asString()
            .lines()
            .map(JsonPath::new)
            .toList();

    assertThat(lines.getFirst().getDouble("progress")).isEqualTo(1);
    var result = lines.getLast();
    assertThat(result.getInt("alerts")).isEqualTo(8);
    assertThat(result.getList("samples")).hasSize(8);
    assertThat(result.getString("samples[0].themes[0].id")).isEqualTo("export-controls");
    assertThat(result.getString("suggestion.query")).isEqualTo("NOT lang:de");
    assertThat(result.getInt("suggestion.removes")).isEqualTo(4);
    assertThat(result.getMap("perTheme")).isEqualTo(Map.of("export-controls", 8));
  }

  @Test
  void preview_ofMoreThanASubscriberMayAsk_saysSo() {
    as(desk.subscriber("ada"))
        .body(Map.of("query", "theme:safety", "from", "2026-01-01", "to", "2026-03-01"))
        .post("/api/subscriptions/preview")
        .then()
        .statusCode(400)
        .body("detail", containsString("31 days"));
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("query", "theme:safety"))
        .post("/api/subscriptions/preview")
        .then()
        .statusCode(401);
  }

  private JsonPath preview(Wish wish, Instant from, Instant to) {
    return as(TestServers.ADMIN_TOKEN)
        .body(
            Map.of(
                "query", "source:" + news.host + " AND (" + wish.query() + ")",
                "minScore", wish.minScore(),
                "story", wish.story(),
                "from", from.toString(),
                "to", to.toString()))
        .post("/api/subscriptions/preview")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static Map<String, Integer> days(JsonPath preview) {
    return new TreeMap<>(preview.<String, Integer>getMap("perDay"));
  }

  private static Map<String, Integer> days(Map<String, Instant> alerts, Instant from, Instant to) {
    Map<String, Integer> days = new TreeMap<>();
    alerts.values().stream()
        .filter(at -> !at.isBefore(from) && at.isBefore(to))
        .forEach(at ->
            days.merge(at.atOffset(ZoneOffset.UTC).toLocalDate().toString(), 1, Integer::sum));
    return days;
  }

  /// Articles that were alerted, and when the revision was fetched that did.
  private static Map<String, Instant> alerts(String token, String subscription) {
    var items =
        as(token)
            .get("/api/alerts?limit=500&subscription=" + subscription)
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    Map<String, Instant> alerts = new HashMap<>();
    for (int i = 0; i < items.getList("items").size(); i++) {
      alerts.put(
          items.getString("items[" + i + "].article.id"),
          Instant.parse(items.getString("items[" + i + "].article.fetched")));
    }
    return alerts;
  }

  private String subscribe(String token, Wish wish) {
    return news.subscribe(
        token,
        "source:" + news.host + " AND (" + wish.query() + ")",
        Map.of("schedule", "weekly@MON 06:00", "minScore", wish.minScore(), "story", wish.story()));
  }
}
