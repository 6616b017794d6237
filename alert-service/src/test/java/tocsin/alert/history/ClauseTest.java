package tocsin.alert.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tocsin.alert.match.RandomArticles;
import tocsin.alert.match.SubscriptionIndex;
import tocsin.alert.subscription.QueryError;
import tocsin.alert.subscription.QueryParser;
import tocsin.alert.subscription.RandomQueries;
import tocsin.alert.subscription.SomeWords;
import tocsin.events.ActorTag;
import tocsin.events.Evidence;
import tocsin.events.Grade;
import tocsin.events.TaggedArticle;
import tocsin.events.ThemeTag;

class ClauseTest {
  private static final String TEXT = "China restricts rare metals.";
  private static final TaggedArticle ARTICLE =
      new TaggedArticle(
          "a",
          "feed",
          "A feed",
          "https://news.example.org/a",
          "Metals",
          TEXT,
          "de-AT",
          List.of("Ada Example"),
          List.of(),
          null,
          null,
          Instant.EPOCH,
          1,
          false,
          false,
          List.of(
              new ThemeTag(
                  "export-controls",
                  Grade.secondary,
                  0.4,
                  List.of(new Evidence(Evidence.Field.text, 6, 15, "restricts", "limits")))),
          List.of(
              new ActorTag(
                  "china", 1, List.of(new Evidence(Evidence.Field.text, 0, 5, "China", "china")))),
          null,
          "v1",
          Instant.EPOCH);

  private static List<Clause> clauses(String query, double minScore) throws QueryError {
    return Clause.of(ARTICLE, QueryParser.parse(query), minScore, SomeWords.WORDS);
  }

  @Test
  void clauses_standEachOnItsEvidence() throws QueryError {
    var clauses =
        clauses(
            "theme:power-and-security kind:state lang:de source:example.org author:ada \"rare metals\"",
            0);
    assertThat(clauses).allMatch(Clause::holds).hasSize(6);
    assertThat(clauses)
        .flatExtracting(Clause::evidence)
        .extracting(g -> g.of() + "=" + g.field() + ":" + g.text())
        .containsExactly(
            "export-controls=text:restricts",
            "china=text:China",
            "lang:de=language:de-AT",
            "source:example.org=source:news.example.org",
            "author:ada=author:Ada Example",
            "rare metals=text:rare metals");
  }

  @Test
  void clauses_ofADenial_areTheirOwnAndTellWhatIsThere() throws QueryError {
    var clauses = clauses("NOT (actor:china OR theme:safety)", 0);
    assertThat(clauses)
        .extracting(Clause::clause)
        .containsExactly("NOT actor:china", "NOT theme:safety");
    assertThat(clauses).extracting(Clause::holds).containsExactly(false, true);
    assertThat(clauses.getFirst().evidence())
        .extracting(Clause.Ground::text)
        .containsExactly("China");
  }

  @Test
  void clauses_tellWhatIsThereAndDoesNotCount() throws QueryError {
    assertThat(clauses("theme:export-controls!", 0).getFirst().notes())
        .containsExactly("export-controls is a secondary theme here, and asked for as primary");
    assertThat(clauses("theme:export-controls", 0.5).getFirst().notes())
        .containsExactly("export-controls has the score 0.40, below 0.50");
  }

  @Test
  void clauses_ofAnyQuery_allHoldExactlyWhereItMatches() {
    var queries = new RandomQueries(5);
    var articles = new RandomArticles(6);
    for (int i = 0; i < 2_000; i++) {
      var query = queries.next();
      var article = articles.next();
      var index = new SubscriptionIndex();
      index.put(1, query, 0.3);
      assertThat(Clause.of(article, query, 0.3, SomeWords.WORDS).stream().allMatch(Clause::holds))
          .as("%s of %s", query, article)
          .isEqualTo(index.match(article, SomeWords.WORDS).length > 0);
    }
  }
}
