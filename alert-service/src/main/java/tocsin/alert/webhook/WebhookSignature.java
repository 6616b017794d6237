package tocsin.alert.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The symmetric signature of Standard Webhooks 1.0.0: HMAC-SHA256 over `id.timestamp.body` under
/// the bytes that follow `whsec_` in base64.
///
/// @see <a
///   href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">the
///   specification</a>
public final class WebhookSignature {
  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";

  private WebhookSignature() {}

  /// The value of `webhook-signature`: one signature for each secret, separated by spaces.
  public static String of(List<String> secrets, String id, Instant time, byte[] body) {
    return secrets.stream()
        .map(secret -> "v1," + sign(secret, id, time, body))
        .collect(Collectors.joining(" "));
  }

  private static String sign(String secret, String id, Instant time, byte[] body) {
    var key = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), ALGORITHM));
      mac.update((id + "." + time.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
