package tocsin.alert.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tocsin.alert.match.RandomArticles;
import tocsin.alert.match.SubscriptionIndex;
import tocsin.alert.subscription.Query;
import tocsin.alert.subscription.QueryError;
import tocsin.alert.subscription.QueryParser;
import tocsin.alert.subscription.QueryPrinter;
import tocsin.alert.subscription.RandomQueries;
import tocsin.alert.subscription.SomeWords;
import tocsin.events.ActorTag;
import tocsin.events.Grade;
import tocsin.events.TaggedArticle;
import tocsin.events.ThemeTag;

class NarrowingTest {
  @ParameterizedTest
  @CsvSource({
    "theme:safety chips,                  theme:safety",
    "chips,                               ''",
    "theme:safety OR chips,               ''",
    "actor:china NOT chips,               actor:china",
    "actor:china NOT (chips OR lang:de),  actor:china AND NOT lang:de",
    "actor:china NOT theme:safety,        actor:china AND NOT theme:safety",
    "theme:safety (chips OR lang:de),     theme:safety"
  })
  void widened_withoutScores_dropsPhrases(String query, String wide) throws QueryError {
    assertThat(widened(query, false)).isEqualTo(wide);
  }

  @Test
  void widened_withScores_dropsThemesThatMustNotBeThere() throws QueryError {
    assertThat(widened("actor:china NOT theme:safety", true)).isEqualTo("actor:china");
    assertThat(widened("actor:china theme:safety!", true))
        .isEqualTo("actor:china AND theme:safety!");
  }

  private static String widened(String query, boolean scored) throws QueryError {
    return Narrowing.widened(Query.inward(QueryParser.parse(query)), scored)
        .map(QueryPrinter::print)
        .orElse("");
  }

  @Test
  void may_ofAnyQuery_keepsEveryMatchAndIsExactWhereItIsCertain() {
    var queries = new RandomQueries(3);
    var random = new RandomArticles(4);
    var articles = Stream.generate(random::next).limit(200).toList();
    int certain = 0;
    for (int i = 0; i < 400; i++) {
      var query = queries.next();
      double minScore = i % 3 == 0 ? 0.5 : 0;
      var narrowing = Narrowing.of(query, minScore, SomeWords.WORDS);
      var index = new SubscriptionIndex();
      index.put(1, query, minScore);
      certain += narrowing.certain() ? 1 : 0;
      for (var article : articles) {
        boolean matches = index.match(article, SomeWords.WORDS).length > 0;
        boolean may = narrowing.may().test(recorded(article));
        if (matches || narrowing.certain()) {
          assertThat(may).as("%s at %s: %s", query, minScore, article).isEqualTo(matches);
        }
      }
    }
    assertThat(certain).isGreaterThan(50);
  }

  private static Recorded recorded(TaggedArticle a) {
    return new Recorded(
        a.id(),
        0,
        new Recorded.Record(1, 1),
        List.of(),
        a.tagged(),
        false,
        a.id(),
        a.feedId(),
        a.source(),
        a.language(),
        a.authors(),
        a.themes().stream().map(ThemeTag::id).toList(),
        a.themes().stream()
            .filter(tag -> tag.grade() == Grade.primary)
            .map(ThemeTag::id)
            .collect(Collectors.toSet()),
        a.actors().stream().map(ActorTag::id).toList());
  }
}
