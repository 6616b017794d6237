package tocsin.edge.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BearerTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "Bearer abc, abc",
        "bearer abc, abc",
        "'Bearer   abc ', abc",
        "Basic abc, ''",
        "Bearer, ''",
        "null, ''",
      })
  void of_header_isTheTokenOrEmpty(String header, String token) {
    assertThat(Bearer.of(header)).isEqualTo(token);
  }
}
