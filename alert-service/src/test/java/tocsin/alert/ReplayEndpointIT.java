package tocsin.alert;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static tocsin.alert.Desk.as;
import static tocsin.alert.ReplayDesk.ADMIN;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tocsin.alert.sql.Sql;
import tocsin.testing.TestServers;

/// Replays to endpoints that do not take them, or must not be reached.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(Sinks.class)
class ReplayEndpointIT extends AtTheReplayDesk {
  @Test
  void endpoint_thatFails_endsTheReplay_andItGoesOnOnceMended() {
    replays.publish(6);
    Sinks.hooks().answer(replays.path("failing"), 503);
    var replay = replays.toHook(ADMIN, "failing", Map.of());
    var id = replay.getString("id");

    var failed = ReplayDesk.until(id, "failed");
    assertThat(failed.getString("reason"))
        .contains("3 articles")
        .contains("503")
        .contains("resume");
    assertThat(failed.getInt("failed")).isEqualTo(2);
    assertThat(failed.getList("failures.article"))
        .containsExactly(news.run + "n1", news.run + "n0");
    assertThat(failed.getInt("failures[0].status")).isEqualTo(503);
    assertThat(failed.getString("failures[0].reason")).isEqualTo("throttled");
    var tries = replays.hooks("failing");
    assertThat(tries).hasSize(9);
    for (int i = 0; i < 9; i++) {
      assertThat(tries.get(i).id()).isEqualTo(tries.get(i - i % 3).id());
      assertThat(tries.get(i).body()).isEqualTo(tries.get(i - i % 3).body());
    }

    Sinks.hooks().answer(replays.path("failing"), 204);
    as(ADMIN).post("/api/replays/" + id + "/resume").then().statusCode(200);
    var done = ReplayDesk.until(id, "done");
    assertThat(done.getInt("matched")).isEqualTo(6);
    assertThat(done.getInt("sent")).isEqualTo(4);
    assertThat(ReplayDesk.articles(replays.hooks("failing").subList(9, 13)))
        .containsExactlyElementsOf(replays.ids(6).subList(2, 6));
    assertThat(replays.hooks("failing").get(9).id()).isEqualTo(tries.get(8).id());
    as(ADMIN)
        .post("/api/replays/" + id + "/resume")
        .then()
        .statusCode(409)
        .body("detail", containsString("done"));
  }

  @Test
  void endpoint_thatAsksForPatience_getsIt() {
    replays.publish(2);
    Sinks.hooks().answer(replays.path("busy"), 429);
    Sinks.hooks().retryAfter(replays.path("busy"), 2);
    var replay = replays.toHook(ADMIN, "busy", Map.of());
    await().atMost(20, SECONDS).until(() -> !replays.hooks("busy").isEmpty());
    Sinks.hooks().answer(replays.path("busy"), 204);

    ReplayDesk.until(replay.getString("id"), "done");

    assertThat(replays.hooks("busy")).hasSize(3);
    assertThat(
            Duration.between(
                replays.hooks("busy").get(0).received(), replays.hooks("busy").get(1).received()))
        .isGreaterThan(Duration.ofMillis(1_900));
  }

  @Test
  void endpoint_thatIsGone_getsNothingMore() {
    replays.publish(3);
    Sinks.hooks().answer(replays.path("gone"), 410);
    var failed =
        ReplayDesk.until(replays.toHook(ADMIN, "gone", Map.of()).getString("id"), "failed");
    assertThat(failed.getString("reason")).contains("410");
    assertThat(replays.hooks("gone")).hasSize(1);
  }

  @Test
  void endpoint_thatRedirects_isNotFollowed() {
    replays.publish(1);
    Sinks.hooks().answer(replays.path("moved"), 302);
    var done = ReplayDesk.until(replays.toHook(ADMIN, "moved", Map.of()).getString("id"), "done");
    assertThat(done.getString("failures[0].reason")).isEqualTo("redirect");
    assertThat(done.getInt("sent")).isZero();
  }

  @Test
  void address_thatMustNotBeReached_isRefusedAtTheDoorAndAtTheConnection() {
    replays.publish(2);
    as(ADMIN)
        .body(Map.of("channel", Map.of("type", "webhook", "url", "http://127.0.0.1:9/x")))
        .post("/api/replays")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("channel.url"));
    var replay = replays.toHook(ADMIN, "smuggled", Map.of("rate", 0.5));
    Sql.on(pool)
        .run(
            "UPDATE replay SET url = 'http://127.0.0.1:9/x' WHERE id = $1", replay.getString("id"));
    assertThat(ReplayDesk.until(replay.getString("id"), "failed").getString("reason"))
        .contains("address");
  }
}
