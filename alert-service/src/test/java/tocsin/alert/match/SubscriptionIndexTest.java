package tocsin.alert.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tocsin.alert.subscription.Query;
import tocsin.alert.subscription.QueryParser;
import tocsin.alert.subscription.QueryPrinter;
import tocsin.alert.subscription.RandomQueries;
import tocsin.alert.subscription.SomeWords;
import tocsin.events.TaggedArticle;

class SubscriptionIndexTest {
  private static final double[] SCORES = {0, 0, 0, 0.25, 0.3, 0.5, 0.7, 1, 0.123456789, 1.0 / 3};

  private final SubscriptionIndex index = new SubscriptionIndex();
  private final Map<Long, Asked> asked = new TreeMap<>();

  private record Asked(Query query, double minScore) {}

  private void put(long key, Query query, double minScore) {
    index.put(key, query, minScore);
    asked.put(key, new Asked(query, minScore));
  }

  private void remove(long key) {
    index.remove(key);
    asked.remove(key);
  }

  /// What the index should say, by asking every query.
  private List<Long> bruteForce(TaggedArticle article) {
    var queries = asked.values().stream().map(Asked::query).toList();
    var features = Features.of(article, SomeWords.WORDS, new PlainReader(article).phrases(queries));
    List<Long> matching = new ArrayList<>();
    asked.forEach((key, a) -> {
      if (features.match(a.query(), a.minScore())) {
        matching.add(key);
      }
    });
    return matching;
  }

  private void compare(TaggedArticle article, String run) {
    assertThat(index.match(article, SomeWords.WORDS))
        .as("%s, %s, of %s", run, article, differing(article))
        .containsExactly(bruteForce(article).stream().mapToLong(Long::longValue).toArray());
  }

  private Object differing(TaggedArticle article) {
    return new Object() {
      @Override
      public String toString() {
        var found = new ArrayList<Long>();
        for (long key : index.match(article, SomeWords.WORDS)) {
          found.add(key);
        }
        var wanted = bruteForce(article);
        var said = new StringBuilder();
        asked.forEach((key, a) -> {
          if (found.contains(key) != wanted.contains(key)) {
            said.append(key + " " + QueryPrinter.print(a.query()) + " at " + a.minScore() + "\n");
          }
        });
        return said.toString();
      }
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void match_anyQueriesAndArticles_isBruteForce(long seed) {
    var queries = new RandomQueries(seed);
    var random = new Random(seed);
    for (int i = 0; i < 400; i++) {
      var query = random.nextBoolean() ? queries.plain() : queries.next();
      put(1 + i * 3L, query, SCORES[random.nextInt(SCORES.length)]);
    }
    var articles = new RandomArticles(seed);
    for (int i = 0; i < 400; i++) {
      compare(articles.next(), "seed " + seed);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void match_whileAllChanges_isBruteForce(long seed) {
    var queries = new RandomQueries(seed);
    var articles = new RandomArticles(seed);
    var random = new Random(seed);
    for (int i = 0; i < 12_000; i++) {
      long key = 1 + random.nextInt(300) * (random.nextInt(20) == 0 ? 1_000L : 1);
      if (random.nextInt(4) == 0) {
        remove(key);
      } else {
        var query = random.nextBoolean() ? queries.plain() : queries.next();
        put(key, query, SCORES[random.nextInt(SCORES.length)]);
      }
      if (i % 60 == 0) {
        compare(articles.next(), "seed " + seed + ", change " + i);
        assertThat(index.size()).isEqualTo(asked.size());
      }
    }
  }

  @Test
  void match_manyLanguages_isExact() throws Exception {
    var tags =
        List.of(
            "aa", "af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "el",
            "es", "et", "eu", "fa", "fi", "ga", "gl", "gu", "he", "hi", "hr", "hu", "hy", "de");
    for (int i = 0; i < tags.size(); i++) {
      put(1 + i, QueryParser.parse("actor:china lang:" + tags.get(i)), 0);
    }
    var articles = new RandomArticles(5);
    for (int i = 0; i < 200; i++) {
      compare(articles.next(), "languages");
    }
  }

  @Test
  void match_manyScoresUnderOneName_isExact() throws Exception {
    var asked = List.of("theme:safety", "theme:safety!", "theme:safety lang:de", "");
    for (int i = 0; i < 4_000; i++) {
      var query = asked.get(i % asked.size()) + " actor:china";
      put(1 + i, QueryParser.parse(query), i / 4 % 101 / 100.0);
      if (i % 7 == 0) {
        remove(1 + i / 2);
      }
    }
    var articles = new RandomArticles(7);
    for (int i = 0; i < 200; i++) {
      compare(articles.next(), "scores");
    }
  }

  @Test
  void match_manyAlternatives_isExact() throws Exception {
    var wide = new StringBuilder("(theme:safety");
    for (int i = 0; i < 40; i++) {
      wide.append(" OR theme:t").append(i);
    }
    wide.append(") (actor:usa");
    for (int i = 0; i < 40; i++) {
      wide.append(" OR actor:a").append(i);
    }
    put(7, QueryParser.parse(wide + ")"), 0.5);
    put(
        8,
        QueryParser.parse("(a b OR c d OR e f OR g h OR i j OR actor:usa actor:china) lang:de"),
        0);
    var articles = new RandomArticles(6);
    for (int i = 0; i < 300; i++) {
      compare(articles.next(), "alternatives");
    }
  }

  @Test
  void match_severalThreadsWhileWritten_seesWhatWasThere() throws Exception {
    var queries = new RandomQueries(21);
    for (int i = 1; i <= 300; i++) {
      put(i, queries.next(), 0);
    }
    var articles = new RandomArticles(21);
    List<TaggedArticle> some = new ArrayList<>();
    List<List<Long>> expected = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      some.add(articles.next());
      expected.add(bruteForce(some.getLast()));
    }
    var done = new AtomicBoolean();
    Callable<Integer> reader =
        () -> {
          int rounds = 0;
          while (!done.get() || rounds < 3) {
            for (int i = 0; i < some.size(); i++) {
              var stable = new ArrayList<Long>();
              for (long key : index.match(some.get(i), SomeWords.WORDS)) {
                if (key <= 300) {
                  stable.add(key);
                }
              }
              assertThat(stable).isEqualTo(expected.get(i));
            }
            rounds++;
          }
          return rounds;
        };
    try (var threads = Executors.newFixedThreadPool(3)) {
      var readers = List.of(threads.submit(reader), threads.submit(reader));
      var more = new RandomQueries(22);
      for (int i = 0; i < 6_000; i++) {
        long key = 301L + i % 1_000;
        if (i % 3 == 2) {
          index.remove(key);
        } else {
          index.put(key, more.next(), 0);
        }
      }
      done.set(true);
      for (var r : readers) {
        assertThat(r.get()).isPositive();
      }
    }
  }

  @Test
  void match_putThenRemoved_holdsForTheNextArticle() throws Exception {
    var articles = new RandomArticles(31);
    var article = articles.next();
    assertThat(index.match(article, SomeWords.WORDS)).isEmpty();
    index.put(9, QueryParser.parse("NOT actor:nobody"), 0);
    assertThat(index.match(article, SomeWords.WORDS)).containsExactly(9);
    index.remove(9);
    index.remove(10);
    assertThat(index.match(article, SomeWords.WORDS)).isEmpty();
    assertThat(index.size()).isZero();
  }
}
