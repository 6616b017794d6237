package tocsin.alert.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The link to an alert's page that needs no login: the alert's id, signed with a key that only its
/// subscription has.
///
/// @param alertId that the link is to
/// @param signature 128 bits in base64url
public record AlertLink(String alertId, String signature) {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 16;

  /// What stands in the URL.
  public static String token(String alertId, String key) {
    return alertId + "." + sign(alertId, key);
  }

  /// What is written in a URL, good or not.
  public static AlertLink read(String token) {
    int dot = token.lastIndexOf('.');
    return dot < 0
        ? new AlertLink(token, "")
        : new AlertLink(token.substring(0, dot), token.substring(dot + 1));
  }

  public boolean isSignedWith(String key) {
    return MessageDigest.isEqual(
        sign(alertId, key).getBytes(StandardCharsets.UTF_8),
        signature.getBytes(StandardCharsets.UTF_8));
  }

  private static String sign(String alertId, String key) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      var full = mac.doFinal(("alert " + alertId).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(full, BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
