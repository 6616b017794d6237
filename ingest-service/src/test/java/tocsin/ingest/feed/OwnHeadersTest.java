package tocsin.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnHeadersTest {
  @ParameterizedTest
  @CsvSource({
    "Authorization, Bearer abc, true",
    "X-Api-Key, k, true",
    "Cookie, a=b, true",
    "Host, other.example, false",
    "If-None-Match, x, false",
    "Bad Name, x, false",
    "X-Evil, 'a\r\nHost: b', false",
    "X-Umlaut, ä, false"
  })
  void objection_namesWhatCannotBeSent(String name, String value, boolean fine) {
    assertThat(new OwnHeaders(Map.of(name, value)).objection().isEmpty()).isEqualTo(fine);
  }

  @Test
  void text_thenOf_givesTheSame() {
    var headers = new OwnHeaders(Map.of("Authorization", "Bearer \"x\""));

    assertThat(OwnHeaders.of(headers.text())).isEqualTo(headers);
    assertThat(OwnHeaders.NONE.text()).isNull();
  }

  @Test
  void toString_keepsTheSecret() {
    assertThat(new OwnHeaders(Map.of("Authorization", "Bearer abc")).toString())
        .isEqualTo("[Authorization]");
  }
}
