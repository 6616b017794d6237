package tocsin.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignedWebhookTest {
  /// The example of the specification's reference libraries.
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
  private static final Instant SENT = Instant.ofEpochSecond(1_614_265_330);

  private static SignedWebhook webhook(String signatures, String body) {
    return new SignedWebhook("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", signatures, body);
  }

  @Test
  void signature_ofTheSpecification_isAccepted() {
    var body = "{\"test\": 2432232314}";

    assertThat(webhook(SIGNATURE, body).isBy(SECRET, SENT)).isTrue();
    assertThat(webhook("v1,AAAA " + SIGNATURE, body).isBy(SECRET, SENT.plusSeconds(200))).isTrue();
  }

  @Test
  void anythingElse_isRefused() {
    var body = "{\"test\": 2432232314}";

    assertThat(webhook(SIGNATURE, body + " ").isBy(SECRET, SENT)).isFalse();
    assertThat(webhook("", body).isBy(SECRET, SENT)).isFalse();
    assertThat(webhook(SIGNATURE, body).isBy("whsec_AAAA", SENT)).isFalse();
    assertThat(webhook(SIGNATURE, body).isBy(SECRET, SENT.plusSeconds(301))).isFalse();
    assertThat(new SignedWebhook("", "", "", body).isBy(SECRET, SENT)).isFalse();
  }
}
