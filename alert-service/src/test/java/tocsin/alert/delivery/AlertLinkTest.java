package tocsin.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertLinkTest {
  @Test
  void read_whatWasWritten_isSigned() {
    var link = AlertLink.read(AlertLink.token("alert_-1", "key"));
    assertThat(link.alertId()).isEqualTo("alert_-1");
    assertThat(link.isSignedWith("key")).isTrue();
    assertThat(link.isSignedWith("another key")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "alert_-1", "alert_-1.", "a.b.c", "..", "alert_-1.ünsinn"})
  void read_somethingElse_isNotSigned(String token) {
    assertThat(AlertLink.read(token).isSignedWith("key")).isFalse();
  }

  @Test
  void token_ofOneAlert_doesNotOpenAnother() {
    var signature = AlertLink.read(AlertLink.token("one", "key")).signature();
    assertThat(new AlertLink("two", signature).isSignedWith("key")).isFalse();
    var random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      var forged = Long.toHexString(random.nextLong()) + signature.substring(16);
      assertThat(new AlertLink("one", forged).isSignedWith("key")).isFalse();
    }
  }
}
