package tocsin.alert.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void wrongTokens_tooManyInAMinute_areTooMany() {
    var wrong = new WrongTokens(20);
    for (int i = 0; i < 20; i++) {
      assertThat(wrong.isTooMany("a", NOW)).isFalse();
      wrong.wrong("a", NOW.plusSeconds(i));
    }
    assertThat(wrong.isTooMany("a", NOW.plusSeconds(59))).isTrue();
    assertThat(wrong.isTooMany("b", NOW.plusSeconds(59))).isFalse();
    assertThat(wrong.isTooMany("a", NOW.plusSeconds(60))).isFalse();
  }

  @Test
  void wrongTokens_ofManyOrigins_forgetTheOldest() {
    var wrong = new WrongTokens(1);
    for (int i = 0; i < 20_000; i++) {
      wrong.wrong("o" + i, NOW);
    }
    assertThat(wrong.isTooMany("o0", NOW)).isFalse();
    assertThat(wrong.isTooMany("o19999", NOW)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.8, false",
    "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true",
    "2001:db8:1:2::1, 2001:db8:1:3::1, false"
  })
  void origin_ofIpv6_isItsNetwork(String one, String other, boolean same) {
    assertThat(Origin.of(one).equals(Origin.of(other))).isEqualTo(same);
  }

  @Test
  void noticePause_doublesUpToAnHour() {
    assertThat(Notices.pause(1)).isEqualTo(Duration.ofSeconds(30));
    assertThat(Notices.pause(2)).isEqualTo(Duration.ofMinutes(1));
    assertThat(Notices.pause(12)).isEqualTo(Duration.ofHours(1));
  }
}
