package tocsin.alert.match;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import tocsin.events.ActorTag;
import tocsin.events.Grade;
import tocsin.events.TaggedArticle;
import tocsin.events.ThemeTag;

/// Tagged articles of all sorts, with what random queries ask for.
public final class RandomArticles {
  private static final List<String> THEMES =
      List.of(
          "export-controls", "safety", "military", "regulation", "compute", "investment", "new");
  private static final List<String> ACTORS =
      List.of("china", "usa", "france", "openai", "nvidia", "european-union", "new");
  private static final List<String> LANGUAGES =
      List.of("en", "de", "zh", "zh-Hant", "fr", "und", "de-CH", "den");
  private static final List<String> HOSTS =
      List.of("example.org", "www.example.org", "news.example.org", "other.net", "myexample.org");
  private static final List<String> FEEDS =
      List.of("feedfeedfeedfeedfeed01", "feedfeedfeedfeedfeed02");
  private static final List<String> AUTHORS =
      List.of(
          "Jane Doe", "By JANE DOE, Berlin", "Mary Jane Doering", "Hans Muller", "J. Smith", "…");
  private static final List<String> WORDS =
      List.of(
          "the",
          "Gigafactory",
          "export",
          "Control",
          "controls",
          "Exportkontrollen",
          "AI",
          "Künstliche",
          "kunstliche",
          "Intelligenz",
          "人工智能",
          "U.S.",
          "us",
          "chip-plant",
          "opens",
          "chip",
          "plant");
  private static final List<String> GAPS = List.of(" ", " ", " ", ", ", "-", "\n", ". ");
  private static final double[] SCORES = {0, 0.1, 0.25, 0.3, 0.5, 0.7, 0.7001, 0.95, 1};

  private final Random random;
  private int made;

  public RandomArticles(long seed) {
    random = new Random(seed);
  }

  public TaggedArticle next() {
    var id = "article-" + made++;
    var host = one(HOSTS);
    List<String> authors = new ArrayList<>();
    while (random.nextInt(3) == 0) {
      authors.add(one(AUTHORS));
    }
    return new TaggedArticle(
        id,
        one(FEEDS),
        "A feed",
        random.nextInt(8) == 0 ? null : "https://" + host + "/" + id,
        words(8),
        words(60),
        one(LANGUAGES),
        authors,
        List.of(),
        null,
        null,
        Instant.EPOCH,
        1,
        false,
        false,
        themes(),
        actors(),
        null,
        "v1",
        Instant.EPOCH);
  }

  private List<ThemeTag> themes() {
    var tags = new TreeMap<String, ThemeTag>();
    for (int i = random.nextInt(5); i > 0; i--) {
      var id = one(THEMES);
      var grade = random.nextBoolean() ? Grade.primary : Grade.secondary;
      tags.put(id, new ThemeTag(id, grade, SCORES[random.nextInt(SCORES.length)], List.of()));
    }
    return List.copyOf(tags.values());
  }

  private List<ActorTag> actors() {
    var tags = new TreeMap<String, ActorTag>();
    for (int i = random.nextInt(6); i > 0; i--) {
      var id = one(ACTORS);
      tags.put(id, new ActorTag(id, 1, List.of()));
    }
    return List.copyOf(tags.values());
  }

  private String words(int most) {
    var text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(one(WORDS)).append(one(GAPS));
    }
    return text.toString();
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
