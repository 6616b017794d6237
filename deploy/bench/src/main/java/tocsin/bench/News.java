package tocsin.bench;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import tocsin.events.ActorTag;
import tocsin.events.Grade;
import tocsin.events.TaggedArticle;
import tocsin.events.ThemeTag;

/// One article of the workload: one to four themes, one to six actors, and the same as it is
/// tagged. The themes are spread so that an article matches 0.68 % of the wishes.
///
/// @param levels by theme its score in quarters, 0 to 3
public record News(int[] themes, int[] levels, int[] actors, int language, TaggedArticle article) {
  private static final Zipf THEME = new Zipf(Wish.THEMES, 0.44);
  private static final Zipf ACTOR = new Zipf(Wish.ACTORS, 1);
  private static final Zipf LANGUAGE = new Zipf(Wish.LANGUAGES.size(), 0.7);

  public static News of(long number) {
    var random = new SplittableRandom(number * 0xD6E8FEB86659FD93L + 1);
    var themes = THEME.next(random, 1 + random.nextInt(4));
    var levels = Arrays.stream(themes).map(t -> random.nextInt(4)).toArray();
    var actors = ACTOR.next(random, 1 + random.nextInt(6));
    int language = LANGUAGE.next(random);
    return new News(themes, levels, actors, language, article(themes, levels, actors, language));
  }

  /// In what share of articles an actor is named, about.
  static double share(int actor) {
    return Math.min(1, 3.5 * ACTOR.share(actor));
  }

  String languageTag() {
    return Wish.LANGUAGES.get(language);
  }

  private static TaggedArticle article(int[] themes, int[] levels, int[] actors, int language) {
    return new TaggedArticle(
        "article",
        "feed",
        "",
        "https://example.org/",
        "",
        "",
        Wish.LANGUAGES.get(language),
        List.of(),
        List.of(),
        null,
        null,
        Instant.EPOCH,
        1,
        false,
        false,
        IntStream.range(0, themes.length)
            .mapToObj(i ->
                new ThemeTag(
                    Wish.theme(themes[i]), Grade.primary, levels[i] / 4.0 + 0.125, List.of()))
            .toList(),
        Arrays.stream(actors).mapToObj(a -> new ActorTag(Wish.actor(a), 1, List.of())).toList(),
        null,
        "v1",
        Instant.EPOCH);
  }
}
