package tocsin.alert.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.standardwebhooks.Webhook;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OTHER = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final Instant TIME = Instant.ofEpochSecond(1614265330);
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);

  @Test
  void of_theSpecificationsVector_isItsSignature() {
    assertThat(WebhookSignature.of(List.of(SECRET), ID, TIME, BODY))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void of_twoSecrets_isAcceptedUnderEachByThePublishedLibrary() {
    var now = Instant.now();
    var body = "{\"type\":\"alert.created\",\"title\":\"KI-Verordnung: 规则\"}";
    var signature = WebhookSignature.of(List.of(SECRET, OTHER), ID, now, body.getBytes(UTF_8));
    var headers =
        Map.of(
            "webhook-id", List.of(ID),
            "webhook-timestamp", List.of(Long.toString(now.getEpochSecond())),
            "webhook-signature", List.of(signature));
    assertThat(signature.split(" ")).hasSize(2);
    assertThatCode(() -> new Webhook(SECRET).verify(body, headers)).doesNotThrowAnyException();
    assertThatCode(() -> new Webhook(OTHER).verify(body, headers)).doesNotThrowAnyException();
    assertThatCode(() -> new Webhook(OTHER).verify(body + " ", headers)).isNotNull();
  }
}
