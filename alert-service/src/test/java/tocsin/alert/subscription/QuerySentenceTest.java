package tocsin.alert.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuerySentenceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "lang:de theme:export-controls! actor:(china OR usa)"
            + " | Articles in German that are mainly about export controls and name China or the USA."
            + " | Artikel auf Deutsch, die vor allem das Thema „Exportkontrollen“ behandeln und China oder die USA nennen.",
        "lang:(de OR fr) source:example.org"
            + " | Articles in German or French from example.org."
            + " | Artikel auf Deutsch oder Französisch von example.org.",
        "theme:(safety OR compute)"
            + " | Articles that are about “safety and risk” or compute."
            + " | Artikel, die das Thema „Sicherheit und Risiken“ oder „Rechenleistung“ behandeln.",
        "kind:company NOT actor:(openai OR nvidia)"
            + " | Articles that name a company and do not name OpenAI or Nvidia."
            + " | Artikel, die ein Unternehmen nennen und weder OpenAI noch Nvidia nennen.",
        "NOT lang:de gigafactory"
            + " | Articles that are not in German and contain “gigafactory”."
            + " | Artikel, die nicht auf Deutsch sind und „gigafactory“ enthalten.",
        "actor:china OR theme:safety"
            + " | Articles that name China or are about safety and risk."
            + " | Artikel, die China nennen oder das Thema „Sicherheit und Risiken“ behandeln.",
        "(actor:china OR theme:compute) lang:en x"
            + " | Articles in English that (name China or are about compute) and contain “x”."
            + " | Artikel auf Englisch, die (China nennen oder das Thema „Rechenleistung“ behandeln) und „x“ enthalten.",
        "lang:de theme:compute! OR actor:china x"
            + " | Articles in German that are mainly about compute; Articles that name China and contain “x”."
            + " | Artikel auf Deutsch, die vor allem das Thema „Rechenleistung“ behandeln; Artikel, die China nennen und „x“ enthalten.",
        "theme:power-and-security author:\"Jane Doe\""
            + " | Articles by Jane Doe that are about power and security."
            + " | Artikel von Jane Doe, die das Thema „Macht und Sicherheit“ behandeln."
      })
  void sentence_says(String written, String english, String german) throws QueryError {
    var query = QueryParser.parse(written);
    assertThat(QuerySentence.english(query, SomeWords.WORDS)).isEqualTo(english);
    assertThat(QuerySentence.german(query, SomeWords.WORDS)).isEqualTo(german);
  }

  @Test
  void sentence_anyQuery_isSaid() {
    var queries = new RandomQueries(7);
    for (int i = 0; i < 2_000; i++) {
      var query = queries.next();
      assertThat(QuerySentence.english(query, SomeWords.WORDS))
          .startsWith("Articles")
          .endsWith(".");
      assertThat(QuerySentence.german(query, SomeWords.WORDS)).startsWith("Artikel").endsWith(".");
    }
  }
}
