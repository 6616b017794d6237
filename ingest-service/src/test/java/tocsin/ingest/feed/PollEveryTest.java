package tocsin.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PollEveryTest {
  @ParameterizedTest
  @CsvSource({
    "90s, PT1M30S",
    "15m, PT15M",
    "2h, PT2H",
    "1d, PT24H",
    "600, PT10M",
    "PT15M, PT15M",
    "pt1h, PT1H",
    "' 5 m ', PT5M",
    "P1D, PT24H"
  })
  void parse_whatOperatorsWrite_isRead(String written, Duration duration) {
    assertThat(PollEvery.parse(written)).hasValue(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "5 parsecs", "-5m", "PT-5M", "1.5h", "99999999999999h", "m"})
  void parse_anythingElse_isRefused(String written) {
    assertThat(PollEvery.parse(written)).isEmpty();
  }
}
