package tocsin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EnginesTest {
  private static final int WISHES = 5_000;

  /// By asking every wish.
  private static long[] bruteForce(News news) {
    return LongStream.range(0, WISHES).filter(n -> holds(Wish.of(n), news)).toArray();
  }

  private static boolean holds(Wish wish, News news) {
    return (wish.themes().length == 0
            || Arrays.stream(wish.themes()).anyMatch(t -> level(news, t) >= wish.level()))
        && (wish.actors().length == 0 || Arrays.stream(wish.actors()).anyMatch(a -> names(news, a)))
        && (wish.also() < 0 || names(news, wish.also()))
        && (wish.languages().length == 0
            || Arrays.stream(wish.languages())
                .anyMatch(l -> news.languageTag().startsWith(Wish.LANGUAGES.get(l))))
        && (wish.without() < 0 || level(news, wish.without()) < wish.level());
  }

  private static int level(News news, int theme) {
    for (int i = 0; i < news.themes().length; i++) {
      if (news.themes()[i] == theme) {
        return news.levels()[i];
      }
    }
    return -1;
  }

  private static boolean names(News news, int actor) {
    return Arrays.stream(news.actors()).anyMatch(a -> a == actor);
  }

  @Test
  void match_oneWorkload_isTheSameByAll() throws Exception {
    try (var tocsin = new PairIndex();
        var lucene = new LuceneMonitor()) {
      tocsin.add(0, WISHES);
      lucene.add(0, WISHES);
      for (int i = 0; i < 200; i++) {
        var news = News.of(i);
        assertThat(tocsin.match(news)).isEqualTo(bruteForce(news));
        assertThat(lucene.match(news)).isEqualTo(bruteForce(news));
      }
    }
  }
}
