package tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static tocsin.alert.Desk.as;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tocsin.testing.TestServers;

/// History, streamed from the topic.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(Sinks.class)
class HistoryIT extends AtTheNewsroom {
  @Test
  void history_byTimeOfPublication_isAsCsvWithoutFormulas() {
    news.send(
        Topic.chips(news.run + "one", news.host, "=HYPERLINK(\"x\"), chips", "China and chips"));
    news.send(Topic.chips(news.run + "two", news.host, "Chips", "China and chips and rare metals"));
    news.taken();

    var range = "/api/history?from=2026-01-02&to=2026-01-03&by=published&query=source:" + news.host;
    var csv =
        as(desk.subscriber("ada"))
            .get(range + "&format=csv")
            .then()
            .statusCode(200)
            .header("Content-Type", containsString("text/csv"))
            .extract()
            .asString();
    assertThat(csv).startsWith("id,revision,").contains(",\"'=HYPERLINK(\"\"x\"\"), chips\",");
    assertThat(csv.split("\r\n")).hasSize(3);

    var metals =
        as(desk.subscriber("other"))
            .get(range + " \"rare metals\"")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(metals.lines()).hasSize(1).first().asString().contains(news.run + "two");
    as(desk.subscriber("third"))
        .get("/api/history?from=2026-01-01&to=2026-03-01&by=published")
        .then()
        .statusCode(400);
  }

  @Test
  void history_byTimeOfTagging_isInTheOrderOfIt() {
    for (int i = 0; i < 12; i++) {
      news.send(news.chips("n" + i, "Number " + i));
    }
    news.taken();

    var ids =
        as(desk.subscriber("ada"))
            .get("/api/history?query=source:" + news.host)
            .then()
            .statusCode(200)
            .extract()
            .asString()
            .lines()
            .map(line -> new JsonPath(line).getString("id"))
            .toList();

    assertThat(ids)
        .containsExactlyElementsOf(
            IntStream.range(0, 12).mapToObj(i -> news.run + "n" + i).toList());
  }

  @Test
  void history_ofATimeBeyondAnyCalendar_isRefused() {
    for (var time : new String[] {"%2B1000000000-12-31T23:59:59Z", "-0001-01-01T00:00:00Z"}) {
      as(desk.subscriber("ada"))
          .urlEncodingEnabled(false)
          .get("/api/history?to=" + time)
          .then()
          .statusCode(400)
          .body("detail", containsString("to: is not between"));
    }
  }
}
