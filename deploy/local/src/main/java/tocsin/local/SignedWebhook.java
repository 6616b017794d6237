package tocsin.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A webhook as its receiver checks it by Standard Webhooks 1.0.0.
///
/// @param timestamp seconds since the epoch, as sent
/// @param signatures `v1,...`, parted by blanks
record SignedWebhook(String id, String timestamp, String signatures, String body) {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final String PREFIX = "whsec_";

  /// Whether one of the signatures is by this secret, and the time is about now.
  boolean isBy(String secret, Instant now) {
    if (!timestamp.matches("\\d{1,12}")) {
      return false;
    }
    var sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
    var expected = "v1," + Base64.getEncoder().encodeToString(mac(secret));
    return Duration.between(sent, now).abs().compareTo(TOLERANCE) <= 0
        && Arrays.stream(signatures.split(" "))
            .anyMatch(s -> MessageDigest.isEqual(s.getBytes(UTF_8), expected.getBytes(UTF_8)));
  }

  private byte[] mac(String secret) {
    var key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal("%s.%s.%s".formatted(id, timestamp, body).getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is in every JDK", e);
    }
  }
}
