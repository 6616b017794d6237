package tocsin.acceptance;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Crashes in the middle of a load.
@Order(5)
@ExtendWith(World.Parameter.class)
class KillIT {
  /// More attempts than that are never in flight at once.
  private static final int IN_FLIGHT = 64;

  private final World world;

  KillIT(World world) {
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
  void kill_ofEachService_losesNothingAndDoublesNothing() {
    var load = new Load(world, "services", 6, 1);
    var kills =
        Map.of(
            10,
            "ingest-service",
            20,
            "classifier-service",
            30,
            "alert-service",
            40,
            "alert-service");

    for (int tick = 0; tick < 60; tick++) {
      load.publish();
      if (kills.containsKey(tick)) {
        world.stack().kill(kills.get(tick));
      }
      pace();
    }
    world.stack().awaitReady(ofSeconds(30));

    assertThat(load.settle(ofSeconds(60))).isLessThanOrEqualTo(2 * IN_FLIGHT);
  }

  @Test
  void kill_ofBrokerDatabaseAndLauncher_losesNothingAndDoublesNothing() {
    var load = new Load(world, "servers", 3, 2);

    for (int tick = 0; tick < 40; tick++) {
      load.publish();
      switch (tick) {
        case 8 -> world.stack().kill("broker");
        case 20 -> world.stack().killDatabase();
        case 32 -> {
          world.stack().killLauncher();
          world.stack().start();
        }
        default -> {}
      }
      pace();
    }
    world.stack().awaitReady(ofSeconds(60));

    assertThat(load.settle(ofSeconds(90))).isLessThanOrEqualTo(3 * IN_FLIGHT);
  }

  /// The pace of the news: between two rounds of publishing.
  private static void pace() {
    LockSupport.parkNanos(ofSeconds(1).toNanos() / 2);
  }
}
