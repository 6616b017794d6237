package tocsin.alert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -",
        "3, PT3S",
        "' 120 ', PT2M",
        "0, PT0S",
        "99999999999999999999, PT999999999S",
        "'Wed, 21 Oct 2026 07:28:00 GMT', PT28M",
        "'Wed, 21 Oct 2026 06:00:00 GMT', PT0S",
        "-5, -",
        "1.5, -",
        "soon, -",
        "'', -",
        "٣, -"
      })
  void of_header_isADurationOrNothing(String header, Duration wait) {
    assertThat(RetryAfter.of(header, Instant.parse("2026-10-21T07:00:00Z"))).isEqualTo(wait);
  }
}
