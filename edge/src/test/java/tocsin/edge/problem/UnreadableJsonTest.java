package tocsin.edge.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tocsin.edge.json.RequestJson;
import tocsin.edge.json.StorableText;

class UnreadableJsonTest {
  record Feed(
      @Nullable String url,
      @Nullable List<Rule> rules,
      @Nullable List<String> ids,
      @Nullable Schedule schedule,
      @Nullable Map<String, String> headers,
      @Nullable Boolean all,
      @Nullable Integer ceiling,
      @Nullable Double score,
      @Nullable Checked checked) {}

  record Rule(int weight) {}

  record Checked(int size) {
    Checked {
      if (size < 0) {
        throw new IllegalArgumentException("is below 0");
      }
    }
  }

  enum Schedule {
    hourly,
    daily
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"rules\": [{\"weight\": 1}, {\"weight\": \"heavy\"}]} | rules[1].weight | 'heavy' is no whole number, or too large a one",
        "{\"schedule\": \"sometimes\"} | schedule | 'sometimes' is none of hourly, daily",
        "{\"ceiling\": 1.5} | ceiling | '1.5' is no whole number, or too large a one",
        "{\"ceiling\": 99999999999} | ceiling | Numeric value (99999999999) out of range of int (-2147483648 - 2147483647)",
        "{\"ceiling\": []} | ceiling | is no whole number, or too large a one",
        "{\"score\": \"x\"} | score | 'x' is no number",
        "{\"all\": \"maybe\"} | all | 'maybe' is not true or false",
        "{\"url\": {}} | url | is no string",
        "{\"ids\": \"a\"} | ids | is no JSON array",
        "{\"ids\": [\"a\", {}]} | ids[1] | is no string",
        "{\"rules\": [1]} | rules[0] | is no JSON object",
        "{\"headers\": []} | headers | is no JSON object",
        "{\"checked\": {\"size\": -1}} | checked | is below 0",
        "{\"url\": \"a\\u0000\"} | url | holds the character U+0000, which stands in no text here",
        "{\"ids\": [\"a\", \"\\u0000\"]} | ids[1] | holds the character U+0000, which stands in no text here",
        "{\"headers\": {\"a\": \"\\ud800\"}} | headers.a | holds half of a surrogate pair, U+D800",
        "{\"url\": \"\\udc00\\ud800\"} | url | holds half of a surrogate pair, U+DC00",
      })
  void problem_oneField_namesItInWordsOfJson(String json, String field, String reason) {
    var problem = problemOf(json);

    assertThat(problem.errors()).containsExactly(new Problem.FieldError(field, reason));
    assertThat(problem.status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"url\": oops} | line 1",
        "{\"url\": \"a\"} {} | more follows after the end",
        "{\"url\": \"a\"}] | Unexpected close marker",
        "{\"url\": \"a\", \"url\": \"b\"} | 'url'",
        "{\"other\": {\"x\": 1, \"x\": 2}} | 'x'",
        "{\"score\": NaN} | Non-standard token 'NaN'",
        "{/* a */} | ('/' (code 47))",
        "{\"url\": \"a\" | opened at line 1",
        "[] | is no JSON object",
        "\"a\" | line 1",
      })
  void problem_theWholeBody_tellsWhereAndWhy(String json, String told) {
    var problem = problemOf(json);

    assertThat(problem.errors()).isEmpty();
    assertThat(problem.detail()).contains(told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "1",
        "\"a\"",
        "{\"rules\": 1}",
        "{\"score\": NaN}",
        "{/* a */}",
        "{\"url\": \"a\"} {}",
        "{\"url\": \"a\"",
        "{\"checked\": {\"size\": {}}}",
      })
  void problem_anything_namesNothingOfJava(String json) {
    assertThat(problemOf(json).detail())
        .doesNotContain("`", "Feature", "Feed", "Rule", "Checked", "REDACTED", "java");
  }

  @Test
  void read_unknownFieldsAndPairs_areTaken() throws JsonProcessingException {
    assertThat(mapper().readValue("{\"url\": \"\\ud83d\\ude00\", \"new\": 1.5}", Feed.class).url())
        .isEqualTo("😀");
  }

  @Test
  void problem_quotingHalfAPair_canBeWritten() throws JsonProcessingException {
    for (var json :
        List.of(
            "{\"schedule\": \"\\ud800\"}",
            "{\"schedule\": \"" + "a".repeat(59) + "😀\"}",
            "{\"headers\": {\"\\ud800\": \"\"}}",
            "{\"\\ud800\": 1, \"\\ud800\": 1}")) {
      assertThat(mapper().writeValueAsBytes(problemOf(json))).isNotEmpty();
    }
  }

  @Test
  void problem_deepDocument_isRefused() {
    assertThat(problemOf("{\"other\": " + "[".repeat(5_000)).detail())
        .contains("nesting depth")
        .doesNotContain("`");
  }

  private static Problem problemOf(String json) {
    var e =
        catchThrowableOfType(
            JsonProcessingException.class, () -> mapper().readValue(json, Feed.class));
    return UnreadableJson.problem(e);
  }

  private static ObjectMapper mapper() {
    var mapper = new ObjectMapper();
    mapper.disable(
        com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    RequestJson.tighten(mapper);
    return mapper.registerModule(StorableText.module());
  }
}
