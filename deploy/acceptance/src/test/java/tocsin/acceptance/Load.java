package tocsin.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Many articles from several feeds to many subscriptions, and an oracle that knows from how they
/// were made who must get which.
final class Load {
  private static final Map<String, String> ACTORS =
      Map.of(
          "OpenAI", "openai",
          "Nvidia", "nvidia",
          "Anthropic", "anthropic",
          "UNESCO", "unesco",
          "OECD", "oecd",
          "TSMC", "tsmc",
          "DeepSeek", "deepseek",
          "Huawei", "huawei");
  private static final List<String> SCENES =
      List.of("harbour wall", "stone bridge", "night train", "green valley", "market square");

  private final World world;
  private final String name;
  private final Random random;
  private final List<Feed> feeds = new ArrayList<>();
  private final List<Watch> watches = new ArrayList<>();
  private final List<Made> made = new ArrayList<>();

  /// An article, and what is in it by construction.
  private record Made(Item item, String source, Set<String> actors, String scene) {}

  /// A subscription, and the same question put to what an article was made of.
  private record Watch(Subscription subscription, Predicate<Made> matches) {}

  Load(World world, String name, int feedCount, long seed) {
    this.world = world;
    this.name = name;
    this.random = new Random(seed);
    for (int i = 0; i < feedCount; i++) {
      feeds.add(world.feed(name + "-" + i, "en"));
    }
    var here = feeds.stream().map(Feed::host).collect(Collectors.joining(" OR ", "source:(", ")"));
    watch("a", here + " actor:openai", m -> m.actors().contains("openai"));
    watch(
        "b",
        here + " actor:nvidia NOT actor:anthropic",
        m -> m.actors().contains("nvidia") && !m.actors().contains("anthropic"));
    watch(
        "c",
        here + " AND actor:(unesco OR oecd)",
        m -> m.actors().contains("unesco") || m.actors().contains("oecd"));
    watch("d", here + " \"stone bridge\"", m -> m.scene().equals("stone bridge"));
    watch(
        "e",
        "source:%s (actor:tsmc OR \"night train\")".formatted(feeds.getFirst().host()),
        m ->
            m.source().equals(feeds.getFirst().host())
                && (m.actors().contains("tsmc") || m.scene().equals("night train")));
    watch(
        "f",
        here + " actor:deepseek actor:huawei",
        m -> m.actors().contains("deepseek") && m.actors().contains("huawei"));
  }

  /// One subscription by webhook and one by mail.
  private void watch(String suffix, String query, Predicate<Made> matches) {
    var id = name + "-" + suffix;
    watches.add(new Watch(world.person(id + "-hook").hooked(id, query), matches));
    watches.add(new Watch(world.person(id + "-mail").mailed(id, query), matches));
  }

  /// One more article in each feed.
  void publish() {
    for (var feed : feeds) {
      var names = new ArrayList<>(ACTORS.keySet());
      names.sort(null);
      Collections.shuffle(names, random);
      var chosen = names.subList(0, 1 + random.nextInt(3));
      var scene = SCENES.get(random.nextInt(SCENES.size()));
      var number = made.size();
      var item =
          Item.of(
              "%s and the %s, report %d".formatted(chosen.getFirst(), scene, number),
              "Report %d mentions %s. It was written near the %s, %d steps from the gate."
                  .formatted(
                      number, String.join(" and ", chosen), scene, random.nextInt(1_000_000)));
      made.add(
          new Made(
              item,
              feed.host(),
              chosen.stream().map(ACTORS::get).collect(Collectors.toSet()),
              scene));
      feed.publishes(item);
    }
  }

  int size() {
    return made.size();
  }

  /// Waits until all has arrived, then compares with the oracle: nothing lost, nothing else,
  /// nothing under two ids.
  ///
  /// @return how many copies came again, under the same id
  int settle(Duration limit) {
    feeds.forEach(feed -> feed.isMatched(limit));
    int repeats = 0;
    for (var watch : watches) {
      var expected = new TreeSet<String>();
      made.stream().filter(watch.matches()).forEach(m -> expected.add(m.item().guid()));
      var subscription = watch.subscription();
      await("all of " + subscription.target())
          .atMost(limit)
          .until(() -> subscription.received().containsAll(expected));
      assertThat(new TreeSet<>(subscription.received()))
          .as(subscription.target())
          .isEqualTo(expected);
      assertThat(new TreeSet<>(subscription.alerted()))
          .as(subscription.target())
          .isEqualTo(expected);
      repeats += repeats(subscription);
    }
    for (var feed : feeds) {
      repeats += repeats(feed.witness());
    }
    return repeats;
  }

  private static int repeats(Subscription subscription) {
    Map<String, Set<String>> ids = new HashMap<>();
    var receipts = subscription.receipts();
    receipts.forEach(r -> ids.computeIfAbsent(r.guid(), _ -> new TreeSet<>()).add(r.id()));
    assertThat(ids.values())
        .as("ids per article at " + subscription.target())
        .allMatch(s -> s.size() == 1);
    return receipts.size() - ids.size();
  }
}
