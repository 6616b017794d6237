package tocsin.alert.subscription;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Queries of all shapes, about the few things that [SomeWords] and random articles have.
public final class RandomQueries {
  private static final List<String> THEMES =
      List.of(
          "export-controls",
          "safety",
          "military",
          "regulation",
          "compute",
          "investment",
          "power-and-security",
          "economy-and-infrastructure",
          "gone");
  private static final List<String> ACTORS =
      List.of("china", "usa", "france", "openai", "nvidia", "european-union", "gone");
  private static final List<String> KINDS = List.of("state", "company", "organisation");
  private static final List<String> LANGUAGES = List.of("en", "de", "zh", "zh-Hant", "fr", "und");
  private static final List<String> SOURCES =
      List.of("example.org", "news.example.org", "other.net", "org", "feedfeedfeedfeedfeed01");
  private static final List<String> AUTHORS = List.of("Jane Doe", "Doe", "Müller", "J. Smith");
  private static final List<String> PHRASES =
      List.of(
          "gigafactory",
          "export control",
          "exportkontroll*",
          "AI",
          "künstliche Intelligenz",
          "人 工 智 能",
          "US",
          "chip plant opens");

  private final Random random;

  public RandomQueries(long seed) {
    random = new Random(seed);
  }

  public Query next() {
    return next(random.nextInt(4));
  }

  /// As many subscriptions are: themes, actors, languages.
  public Query plain() {
    List<Query> all = new java.util.ArrayList<>();
    all.add(any(3, () -> new Query.Theme(one(THEMES), random.nextInt(4) == 0)));
    if (random.nextInt(10) > 0) {
      all.add(any(3, () -> new Query.Actor(one(ACTORS))));
    }
    if (random.nextBoolean()) {
      all.add(any(2, () -> new Query.Language(one(LANGUAGES))));
    }
    return Query.all(all);
  }

  private Query any(int most, java.util.function.Supplier<Query> leaf) {
    return Query.any(
        IntStream.rangeClosed(0, random.nextInt(most)).mapToObj(i -> leaf.get()).toList());
  }

  private Query next(int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(10);
    if (kind < 2) {
      return leaf();
    }
    if (kind == 2) {
      return Query.not(next(depth - 1));
    }
    var parts = IntStream.rangeClosed(1, 1 + random.nextInt(4)).mapToObj(i -> next(depth - 1));
    return kind < 7 ? Query.all(parts.toList()) : Query.any(parts.toList());
  }

  private Query leaf() {
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> new Query.Theme(one(THEMES), random.nextInt(3) == 0);
      case 3, 4, 5 -> new Query.Actor(one(ACTORS));
      case 6 -> new Query.Kind(one(KINDS));
      case 7 -> new Query.Language(one(LANGUAGES));
      case 8 -> new Query.Source(one(SOURCES));
      case 9 -> new Query.Author(one(AUTHORS));
      default -> new Query.Phrase(one(PHRASES));
    };
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
