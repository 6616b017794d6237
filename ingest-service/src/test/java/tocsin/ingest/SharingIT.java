package tocsin.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tocsin.ingest.Press.Answer;
import tocsin.ingest.feed.DueFeed;
import tocsin.ingest.feed.FeedQueue;
import tocsin.ingest.feed.PollSettings;
import tocsin.testing.TestServers;

/// Several nodes on one catalogue, of which some end and come again. Time is moved: their clocks
/// are arguments.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(PressAddress.class)
class SharingIT {
  private static final Duration GAP = Duration.ZERO;

  @Inject FeedQueue queue;
  @Inject PollSettings settings;

  private final String path = "/" + UUID.randomUUID();
  private Press press;
  private String id;
  private Instant due;

  /// A feed that was polled and is due in a day.
  @BeforeEach
  void open() throws IOException {
    press = new Press(ConfigProvider.getConfig().getValue("press.address", String.class));
    // of each host one feed is leased at a time: this one is to be the only one
    given(operator())
        .body(Map.of("action", "remove", "all", true))
        .post("/api/feeds/bulk")
        .then()
        .statusCode(200);
    press.prints(path, Answer.feed("<rss version='2.0'><channel><title>T</title></channel></rss>"));
    id =
        given(operator())
            .body(Map.of("url", press.url(path), "pollEvery", "1d"))
            .post("/api/feeds")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    await().atMost(Duration.ofSeconds(20)).until(() -> !press.asked(path).isEmpty());
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> next().isAfter(Instant.now().plusSeconds(60)));
    due = next();
  }

  @AfterEach
  void close() {
    List.of("one", "two", "restarted").forEach(queue::reclaim);
    press.close();
  }

  @Test
  void restart_20Times_pollsNothingBeforeItsStoredTime() {
    for (int round = 1; round <= 20; round++) {
      queue.reclaim("restarted");
      assertThat(leased("restarted", due.minus(Duration.ofMinutes(3L * round)))).isFalse();
    }
    assertThat(leased("restarted", due)).isTrue();
    queue.reclaim("restarted");
    assertThat(leased("restarted", due)).as("given back by the restart").isTrue();
  }

  @Test
  void node_thatDies_losesItsFeedsInLessThanAMinute() {
    assertThat(settings.lease()).isLessThan(Duration.ofMinutes(1));
    assertThat(leased("one", due)).isTrue();
    assertThat(leased("two", due.plus(settings.lease()).minusSeconds(1))).isFalse();
    assertThat(leased("two", due.plusSeconds(60))).isTrue();
  }

  /// Whether a node takes the feed when its clock says so.
  private boolean leased(String node, Instant now) {
    return queue.lease(node, now, settings.lease(), GAP, List.of(), 1_000).stream()
        .map(DueFeed::id)
        .anyMatch(id::equals);
  }

  private static RequestSpecification operator() {
    return given()
        .header("Authorization", "Bearer " + TestServers.ADMIN_TOKEN)
        .contentType(ContentType.JSON);
  }

  private Instant next() {
    return Instant.parse(
        given(operator()).get("/api/feeds/{id}", id).jsonPath().getString("nextPoll"));
  }
}
