package tocsin.acceptance;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The five seeds, read by people, through the whole path.
@Order(4)
@ExtendWith(World.Parameter.class)
class SeedsIT {
  private final World world;

  SeedsIT(World world) {
    this.world = world;
  }

  @Test
  void seeds_reachExactlyThoseWhoAskedForThem() throws IOException {
    var gold = Stack.root().resolve("../shared/seeds/gold.jsonl");
    assumeTrue(Files.exists(gold), "no seeds beside the checkout: " + gold);
    var feed = world.feed("seeds", "de");
    var query = "theme:international-cooperation AND actor:china AND source:seeds.example";
    var hooked = world.person("seeds-hook").hooked("seeds", query);
    var mailed = world.person("seeds-mail").mailed("seeds", query);
    List<Item> all = new ArrayList<>();
    List<Item> both = new ArrayList<>();
    for (var line : Files.readAllLines(gold)) {
      var seed = Api.JSON.readTree(line);
      var item = Item.of(seed.get("title").asText(), seed.get("body").asText());
      all.add(item);
      if (themes(seed).anyMatch("international-cooperation"::equals)
          && seed.get("actors").findValuesAsText("id").contains("china")) {
        both.add(item);
      }
    }
    assertThat(both).hasSizeBetween(1, all.size() - 1);

    feed.publishes(all.toArray(Item[]::new));
    feed.isMatched(ofSeconds(30));

    hooked.receivesExactly(both.toArray(Item[]::new));
    mailed.receivesExactly(both.toArray(Item[]::new));
    assertThat(world.hooks().received("/seeds")).allMatch(hook -> hook.signedWith(hooked.secret()));
  }

  private static Stream<String> themes(JsonNode seed) {
    return Stream.of("primary", "secondary")
        .flatMap(grade -> seed.at("/themes/" + grade).valueStream().map(JsonNode::asText));
  }
}
