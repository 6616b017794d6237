package tocsin.acceptance;

import static java.time.Duration.ofSeconds;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// A service that is asked to end and started again.
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
}
