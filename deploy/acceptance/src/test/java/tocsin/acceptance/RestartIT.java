package tocsin.acceptance;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What is asked to end, or dies, and is started again.
@Order(5)
@ExtendWith(World.Parameter.class)
class RestartIT {
  private final World world;

  RestartIT(World world) {
    this.world = world;
  }

  @ParameterizedTest
  @FieldSource("tocsin.acceptance.Stack#SERVICES")
  void restart_ofAService_isNoticedByNobody(String service) {
    var feed = world.feed("restart-" + service, "en");
    var before = Stories.weather();
    var after = Stories.weather();
    feed.publishes(before);
    feed.witness().receives(before).within(ofSeconds(15));

    world.stack().terminate(service);
    feed.publishes(after);

    feed.witness().receives(after).within(ofSeconds(30));
    world.stack().awaitReady(ofSeconds(30));
    feed.isMatched();
    feed.witness().receivesExactly(before, after);
  }

  @Test
  void databaseThatDied_isNamedToWhoeverAsks_untilItIsBack() {
    world.stack().killDatabase();

    var answers =
        List.of(
            world.stack().alert().get("/api/subscriptions"),
            world.stack().ingest().get("/api/feeds"));

    assertThat(answers)
        .allSatisfy(answer ->
            assertThat(answer.expect(503).get("detail").asText())
                .contains("database cannot be reached", "try again"));
    world.stack().awaitReady(ofSeconds(30));
    world.stack().alert().get("/api/subscriptions").expect(200);
    world.stack().ingest().get("/api/feeds").expect(200);
  }
}
