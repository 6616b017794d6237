package tocsin.alert.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenseTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "lang:de lang:fr | lang:de and lang:fr exclude each other, as an article has one language",
        "theme:safety AND NOT theme:safety | theme:safety and NOT theme:safety exclude each other",
        "theme:safety! NOT theme:safety | theme:safety! and NOT theme:safety",
        "theme:safety NOT theme:power-and-security | NOT theme:power-and-security",
        "actor:china NOT kind:state | actor:china and NOT kind:state",
        "source:a.example source:b.example | as an article has one source",
        "(lang:de OR lang:en) lang:fr | lang:fr and lang:en",
        "theme:power-and-security NOT theme:safety NOT theme:military NOT theme:export-controls | exclude",
        "\"export controls\" NOT \"export\" | exclude",
        "author:\"Jane Doe\" NOT author:doe | exclude",
        "NOT (x OR NOT x) | exclude"
      })
  void whyNever_contradiction_isNamed(String written, String reason) throws QueryError {
    assertThat(Sense.whyNever(QueryParser.parse(written), SomeWords.WORDS).orElseThrow())
        .startsWith("no article can match it: ")
        .contains(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lang:zh lang:zh-Hant",
        "lang:zh NOT lang:zh-Hant",
        "lang:de OR lang:fr",
        "theme:safety NOT theme:safety!",
        "theme:power-and-security NOT theme:safety",
        "kind:state NOT actor:china NOT actor:usa NOT actor:france",
        "source:example.org source:news.example.org",
        "source:feedfeedfeedfeedfeed01 source:example.org",
        "source:feedfeedfeedfeedfeed01 source:org",
        "export NOT \"export controls\"",
        "(a NOT a) OR b",
        "NOT lang:de NOT lang:fr"
      })
  void whyNever_possible_isEmpty(String written) throws QueryError {
    assertThat(Sense.whyNever(QueryParser.parse(written), SomeWords.WORDS)).isEmpty();
  }

  @Test
  void whyNever_hardest_ends() throws QueryError {
    var query = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      query.append("(lang:de x").append(i).append(" OR lang:de y").append(i).append(") ");
    }
    query.append("lang:fr");
    assertThat(Sense.whyNever(QueryParser.parse(query.toString()), SomeWords.WORDS)).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NOT theme:military | true",
        "NOT lang:de NOT source:example.org | true",
        "lang:en OR NOT lang:en | true",
        "theme:safety OR NOT actor:china | true",
        "lang:en | false",
        "theme:safety NOT lang:de | false",
        "NOT (NOT theme:safety) | false"
      })
  void matchesNearlyAll_byWhatIsLacked(String written, boolean all) throws QueryError {
    assertThat(Sense.matchesNearlyAll(QueryParser.parse(written))).isEqualTo(all);
  }
}
