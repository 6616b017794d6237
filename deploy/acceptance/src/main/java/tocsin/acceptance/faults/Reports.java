package tocsin.acceptance.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tocsin.acceptance.Item;

/// Makes articles of named parts, and wishes whose answers follow from the parts: the oracle knows
/// nothing of queries or tags.
final class Reports {
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
  private static final List<String> NAMES = ACTORS.keySet().stream().sorted().toList();
  private static final List<String> SCENES =
      List.of("harbour wall", "stone bridge", "night train", "green valley", "market square");

  private final Random random;
  private int count;

  /// @param host of the feed it is published in
  record Report(Item item, String host, Set<String> actors, String scene) {
    Report {
      actors = Set.copyOf(actors);
    }
  }

  /// A query, and the same question put to what an article was made of.
  record Wish(String query, Predicate<Report> holds) {}

  Reports(Random random) {
    this.random = random;
  }

  Report next(String host) {
    var names = new ArrayList<>(NAMES);
    Collections.shuffle(names, random);
    var chosen = names.subList(0, 1 + random.nextInt(3));
    var scene = SCENES.get(random.nextInt(SCENES.size()));
    count++;
    var item =
        Item.of(
            "%s and the %s, report %d".formatted(chosen.getFirst(), scene, count),
            "Report %d mentions %s. It was written near the %s, %d steps from the gate."
                .formatted(count, String.join(" and ", chosen), scene, random.nextInt(1_000_000)));
    return new Report(
        item, host, chosen.stream().map(ACTORS::get).collect(Collectors.toSet()), scene);
  }

  /// A wish that about one report in twenty fulfils.
  Wish wish() {
    int chosen = random.nextInt(NAMES.size());
    var first = actor(chosen);
    var second = actor(chosen + 1 + random.nextInt(NAMES.size() - 1));
    var scene = SCENES.get(random.nextInt(SCENES.size()));
    return switch (random.nextInt(4)) {
      case 0 ->
          new Wish(
              "actor:%s \"%s\"".formatted(first, scene),
              r -> r.actors().contains(first) && r.scene().equals(scene));
      case 1 ->
          new Wish(
              "actor:%s actor:%s".formatted(first, second),
              r -> r.actors().contains(first) && r.actors().contains(second));
      case 2 ->
          new Wish(
              "actor:%s NOT actor:%s AND \"%s\"".formatted(first, second, scene),
              r ->
                  r.actors().contains(first)
                      && !r.actors().contains(second)
                      && r.scene().equals(scene));
      default ->
          new Wish(
              "\"%s\" AND (actor:%s OR actor:%s) NOT lang:de".formatted(scene, first, second),
              r ->
                  r.scene().equals(scene)
                      && (r.actors().contains(first) || r.actors().contains(second)));
    };
  }

  /// The same wish for one feed only.
  static Wish from(String host, Wish wish) {
    return new Wish(
        "source:%s (%s)".formatted(host, wish.query()),
        r -> r.host().equals(host) && wish.holds().test(r));
  }

  /// Everything that a feed brings.
  static Wish all(String host) {
    return new Wish("source:" + host, r -> r.host().equals(host));
  }

  private static String actor(int number) {
    return ACTORS.getOrDefault(NAMES.get(number % NAMES.size()), "");
  }
}
