package tocsin.acceptance;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The end: a stop leaves nothing behind, and a new start continues.
@Order(6)
@ExtendWith(World.Parameter.class)
class StopIT {
  private final World world;

  StopIT(World world) {
    this.world = world;
  }

  @Test
  void stop_leavesNothing_andStartContinues() {
    var feed = world.feed("lasting", "en");
    var person = world.person("lasting").hooked("lasting", "source:lasting.example");
    var before = Stories.weather();
    var meanwhile = Stories.weather();
    feed.publishes(before);
    person.receives(before).within(ofSeconds(15));

    world.stack().stop();

    assertThat(world.stack().leftovers()).isEmpty();
    feed.publishes(meanwhile);

    world.stack().start();

    person.receives(meanwhile).within(ofSeconds(20));
    feed.isMatched();
    person.receivesExactly(before, meanwhile);
    world.stack().stop();
    assertThat(world.stack().leftovers()).isEmpty();
  }
}
