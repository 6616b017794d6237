package tocsin.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarningsTest {
  private static final Instant REGISTERED = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0, 29, 50, false",
    "0, 31, 50, true",
    "100, 29, 1000, false",
    "100, 31, 1000, true",
    "300, 100, 10, false", // one in thirty days
    "300, 301, 10, true"
  })
  void of_silence_countsByTheFeedsPace(int lastDay, int silentDays, int items, boolean silent) {
    var last = REGISTERED.plus(Duration.ofDays(lastDay));
    var now = last.plus(Duration.ofDays(silentDays));
    assertThat(Warnings.of(REGISTERED, last, items, null, "en", now)).hasSize(silent ? 1 : 0);
  }

  @Test
  void of_feedThatNeverHadAnItem_isSilentAfterAMonth() {
    var now = REGISTERED.plus(Duration.ofDays(31));
    assertThat(Warnings.of(REGISTERED, null, 0, null, null, now))
        .containsExactly("silent: nothing new for 31 days");
  }

  @Test
  void of_otherLanguage_namesBoth() {
    assertThat(Warnings.of(REGISTERED, null, 0, "en", "de", REGISTERED).getFirst())
        .contains("declares de", "before that en");
  }
}
