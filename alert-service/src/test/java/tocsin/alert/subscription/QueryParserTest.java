package tocsin.alert.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "theme:safety | theme:safety",
        "THEME:Safety! | theme:safety!",
        "a b | \"a\" AND \"b\"",
        "a OR b c | \"a\" OR \"b\" AND \"c\"",
        "(a OR b) c | (\"a\" OR \"b\") AND \"c\"",
        "NOT a b | NOT \"a\" AND \"b\"",
        "NOT (a b) | NOT (\"a\" AND \"b\")",
        "NOT NOT a | \"a\"",
        "NOT NOT NOT a | NOT \"a\"",
        "((a)) | \"a\"",
        "a AND (b AND (c d)) | \"a\" AND \"b\" AND \"c\" AND \"d\"",
        "a OR (b OR c) OR a | \"a\" OR \"b\" OR \"c\"",
        "actor:(china OR usa) | actor:china OR actor:usa",
        "actor:(china OR usa) lang:de | actor:(china OR usa) AND lang:de",
        "(actor:china OR actor:usa) lang:de | actor:(china OR usa) AND lang:de",
        "(actor:china OR theme:safety) lang:de | (actor:china OR theme:safety) AND lang:de",
        "actor:(china usa) | actor:china AND actor:usa",
        "actor:(china NOT usa) | actor:china AND NOT actor:usa",
        "theme:(safety! OR military) x | theme:(safety! OR military) AND \"x\"",
        "NOT actor:(china OR usa) | NOT actor:(china OR usa)",
        "lang:DE | lang:de",
        "lang:ZH-hANT | lang:zh-Hant",
        "lang:pt-br | lang:pt-BR",
        "source:WWW.Example.ORG | source:example.org",
        "source:müller.example | source:xn--mller-kva.example",
        "source:AbCdEfGhIjKlMnOpQrStUv | source:AbCdEfGhIjKlMnOpQrStUv",
        "source:-bCdEfGhIjKlMnOpQrStUv | source:\"-bCdEfGhIjKlMnOpQrStUv\"",
        "author:\"Jane  Doe\" | author:\"Jane Doe\"",
        "author:O'Brien | author:O'Brien",
        "author:“Jane Doe” | author:\"Jane Doe\"",
        "\"export controls\" | \"export controls\"",
        "„Künstliche Intelligenz“ | \"Künstliche Intelligenz\"",
        "KI-Verordnung | \"KI Verordnung\"",
        "exportkontroll* | \"exportkontroll*\"",
        "\"AND\" | \"AND\"",
        "\"lang:de\" | \"lang de\"",
        "U.S. | \"US\"",
        "人工智能 | \"人 工 智 能\"",
        "a\u00a0b | \"a\" AND \"b\"",
        "theme:\"export controls\" | theme:\"export controls\"",
        "theme:export-controls AND actor:(china OR usa) AND lang:de NOT source:example.org \"gigafactory\""
            + " | theme:export-controls AND actor:(china OR usa) AND lang:de AND NOT source:example.org AND \"gigafactory\""
      })
  void parse_printed_isCanonical(String written, String canonical) throws QueryError {
    assertThat(QueryPrinter.print(QueryParser.parse(written))).isEqualTo(canonical);
    assertThat(QueryPrinter.print(QueryParser.parse(canonical))).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "` ` | 1 | the query is empty",
        "(a | 1 | '(' without ')'",
        "a) | 2 | ')' without '('",
        "a AND | 6 | something is missing at the end",
        "AND a | 1 | something is missing before AND",
        "a OR OR b | 6 | something is missing before OR",
        "() | 2 | something is missing before ')'",
        "theme: | 7 | 'theme:' has no value",
        "a theme:) | 9 | 'theme:' has no value",
        "theme:! | 1 | 'theme:' has no value",
        "a theme:Safety!! | 3 | '!' stands once behind a theme: 'theme:safety!'",
        "theme:(military OR safety!!!) | 20 | '!' stands once behind a theme: 'theme:safety!'",
        "theme:!! | 1 | 'theme:' has no value",
        "topic:safety | 1 | there is no field 'topic'; there are actor, author, kind, lang, source, theme",
        "lang:german | 1 | 'german' is no language tag, such as de or zh-Hant; did you mean de?",
        "lang:Französisch | 1 | did you mean fr?",
        "lang:xx | 1 | 'xx' is no language tag",
        "source:a_b/c | 1 | 'a_b/c' is neither a host",
        "a https://example.org | 3 | write source: and the host alone",
        "\"abc | 1 | the quotation has no end",
        "a -b | 3 | write NOT before what is unwanted",
        "*** | 1 | has no letter or digit",
        "author:... | 1 | has no letter or digit",
        "a* | 1 | stands for too much",
        "actor:(china OR theme:safety) | 17 | 'theme:' stands inside the parentheses of 'actor:'",
        "a:b:c | 1 | there is no field 'a'",
        "\"a\":b | 4 | ':' is not expected here",
        "lang:NOT | 6 | 'NOT' is an operator"
      })
  void parse_wrong_saysWhatAndWhere(String written, int place, String message) {
    assertThatThrownBy(() -> QueryParser.parse(written))
        .isInstanceOf(QueryError.class)
        .hasMessageStartingWith("at character " + place + ": ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "NOT "})
  void parse_tooDeep_isRefused(String opening) {
    assertThatThrownBy(() -> QueryParser.parse(opening.repeat(200) + "a"))
        .isInstanceOf(QueryError.class)
        .hasMessageContaining("more than 50");
  }

  @Test
  void parse_tooLong_isRefused() {
    assertThatThrownBy(() -> QueryParser.parse("a ".repeat(2_001)))
        .isInstanceOf(QueryError.class)
        .hasMessageContaining("4000 characters");
  }

  @Test
  void parse_printedQuery_isTheQuery() throws QueryError {
    var queries = new RandomQueries(20260101);
    for (int i = 0; i < 5_000; i++) {
      var query = queries.next();
      var printed = QueryPrinter.print(query);
      assertThat(QueryParser.parse(printed)).as(printed).isEqualTo(query);
    }
  }
}
