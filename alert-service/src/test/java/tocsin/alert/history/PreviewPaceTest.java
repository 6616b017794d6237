package tocsin.alert.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PreviewPaceTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void begin_tooManyWithinAMinute_mayNot() {
    var pace = new PreviewPace(2);
    assertThat(pace.begin("anna", NOW)).isTrue();
    assertThat(pace.begin("anna", NOW.plusSeconds(30))).isTrue();
    assertThat(pace.begin("anna", NOW.plusSeconds(59))).isFalse();
    assertThat(pace.begin("ben", NOW.plusSeconds(59))).isTrue();
    assertThat(pace.begin("anna", NOW.plusSeconds(60))).isTrue();
    assertThat(pace.begin("anna", NOW.plusSeconds(61))).isFalse();
  }
}
