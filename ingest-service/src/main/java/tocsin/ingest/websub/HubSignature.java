package tocsin.ingest.websub;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// `X-Hub-Signature`: the method, `=`, and the HMAC of the body under the subscription's secret, in
/// hexadecimal digits.
final class HubSignature {
  private HubSignature() {}

  /// Whether the header is that of the body. A header that is missing, of another method or no
  /// signature at all is not.
  static boolean matches(@Nullable String header, String secret, byte[] body) {
    int split = header == null ? -1 : header.indexOf('=');
    if (header == null || split < 0) {
      return false;
    }
    var algorithm =
        switch (header.substring(0, split).strip().toLowerCase(Locale.ROOT)) {
          case "sha1" -> "HmacSHA1";
          case "sha256" -> "HmacSHA256";
          case "sha384" -> "HmacSHA384";
          case "sha512" -> "HmacSHA512";
          default -> "";
        };
    if (algorithm.isEmpty()) {
      return false;
    }
    try {
      var sent = HexFormat.of().parseHex(header.substring(split + 1).strip());
      return MessageDigest.isEqual(sent, hmac(algorithm, secret, body));
    } catch (IllegalArgumentException notHexadecimal) {
      return false;
    }
  }

  static byte[] hmac(String algorithm, String secret, byte[] body) {
    try {
      var mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
      return mac.doFinal(body);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
