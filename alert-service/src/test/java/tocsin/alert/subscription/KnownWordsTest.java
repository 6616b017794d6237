package tocsin.alert.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "theme:exportcontrol | at character 1: theme:exportcontrol is not known; did you mean export-controls",
        "x theme:saftey! | at character 3: theme:saftey is not known; did you mean safety",
        "actor:Deutschland OR actor:Frankreich | actor:frankreich is not known; did you mean france",
        "actor:\"European Union\" | did you mean european-union",
        "actor:chna | did you mean china",
        "actor:eu | did you mean european-union",
        "theme:openai | theme:openai is not known; did you mean actor:openai?",
        "actor:safety | did you mean theme:safety?",
        "kind:companies | did you mean company",
        "theme:(safety OR powerandsecurity) | at character 18: theme:powerandsecurity is not known; did you mean power-and-security"
      })
  void unknown_word_namesPlaceAndNearest(String written, String problem) throws QueryError {
    assertThat(String.join("\n", SomeWords.WORDS.unknown(QueryParser.read(written))))
        .contains(problem);
  }

  @Test
  void unknown_knownWords_areNone() throws QueryError {
    var written =
        "theme:safety theme:power-and-security! actor:usa kind:state lang:de source:x author:y z";
    assertThat(SomeWords.WORDS.unknown(QueryParser.read(written))).isEmpty();
    assertThat(SomeWords.WORDS.unknown(QueryParser.parse(written))).isEmpty();
  }

  @Test
  void label_missing_isEnglishThenId() {
    assertThat(SomeWords.WORDS.label("usa", "de")).isEqualTo("die USA");
    assertThat(SomeWords.WORDS.label("usa", "fr")).isEqualTo("the USA");
    assertThat(SomeWords.WORDS.label("gone", "de")).isEqualTo("gone");
  }
}
