package tocsin.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import tocsin.alert.subscription.Query;

/// One subscription of the workload, in numbers that every engine translates.
///
/// 93 % name one to three themes, 98 % actors (half of them one, 35 % two or three as alternatives,
/// 15 % two together), half one or two languages; 30 % want a least score, 5 % exclude a theme.
///
/// @param themes alternatives; empty for any
/// @param actors alternatives; empty for any
/// @param also another actor that must be named too, -1 for none
/// @param languages alternatives; empty for any
/// @param level least score in quarters, 0 to 3
/// @param without a theme that must not be there, -1 for none
public record Wish(int[] themes, int[] actors, int also, int[] languages, int level, int without) {
  public static final int THEMES = 24;
  static final int ACTORS = 100_000;
  static final List<String> LANGUAGES =
      List.of("en", "de", "fr", "es", "zh", "ja", "it", "pt", "nl", "pl", "ko", "zh-Hant");

  private static final Zipf THEME = new Zipf(THEMES, 0.7);
  private static final Zipf ACTOR = new Zipf(ACTORS, 0.9);
  private static final Zipf LANGUAGE = new Zipf(LANGUAGES.size(), 0.7);
  private static final String[] THEME_IDS = names("theme-", THEMES);
  private static final String[] ACTOR_IDS = names("actor-", ACTORS);
  private static final int[] NONE = {};

  private static String[] names(String prefix, int count) {
    var names = new String[count];
    Arrays.setAll(names, i -> prefix + i);
    return names;
  }

  public static String theme(int number) {
    return THEME_IDS[number];
  }

  public static String actor(int number) {
    return ACTOR_IDS[number];
  }

  /// The same for the same number.
  public static Wish of(long number) {
    var random = new SplittableRandom(number * 0x9E3779B97F4A7C15L);
    boolean named = random.nextInt(100) < 98;
    boolean themed = random.nextInt(100) < 93 || !named;
    int[] themes = themed ? THEME.next(random, 1 + random.nextInt(3)) : NONE;
    int[] actors = NONE;
    int also = -1;
    if (named) {
      int kind = random.nextInt(100);
      if (kind < 50) {
        actors = ACTOR.next(random, 1);
      } else if (kind < 85) {
        actors = ACTOR.next(random, 2 + random.nextInt(2));
      } else {
        var both = ACTOR.next(random, 2);
        actors = new int[] {both[0]};
        also = both[1];
      }
    }
    int[] languages = random.nextBoolean() ? LANGUAGE.next(random, 1 + random.nextInt(2)) : NONE;
    int level = random.nextInt(100) < 30 ? 1 + random.nextInt(3) : 0;
    int without = -1;
    if (random.nextInt(100) < 5) {
      int theme = THEME.next(random);
      without = Arrays.stream(themes).anyMatch(t -> t == theme) ? -1 : theme;
    }
    return new Wish(themes, actors, also, languages, level, without);
  }

  public double minScore() {
    return level / 4.0;
  }

  /// As somebody would have written it; the ids are fresh strings, as after parsing.
  public Query query() {
    List<Query> all = new ArrayList<>();
    if (themes.length > 0) {
      all.add(any(themes, t -> new Query.Theme(fresh(THEME_IDS[t]), false)));
    }
    if (actors.length > 0) {
      all.add(any(actors, a -> new Query.Actor(fresh(ACTOR_IDS[a]))));
    }
    if (also >= 0) {
      all.add(new Query.Actor(fresh(ACTOR_IDS[also])));
    }
    if (languages.length > 0) {
      all.add(any(languages, l -> new Query.Language(LANGUAGES.get(l))));
    }
    if (without >= 0) {
      all.add(Query.not(new Query.Theme(fresh(THEME_IDS[without]), false)));
    }
    return Query.all(all);
  }

  private static Query any(int[] numbers, java.util.function.IntFunction<Query> leaf) {
    return Query.any(Arrays.stream(numbers).mapToObj(leaf).toList());
  }

  private static String fresh(String name) {
    return new String(name.toCharArray());
  }
}
