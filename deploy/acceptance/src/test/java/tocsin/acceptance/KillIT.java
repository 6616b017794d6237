package tocsin.acceptance;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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
        case 8 -> world.stack().kill("kafka");
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
