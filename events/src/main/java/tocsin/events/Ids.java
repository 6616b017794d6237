package tocsin.events;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The ids that make a replay harmless: each is a hash of what the thing is, so that making the
/// same thing again gives the same id. 22 characters of base64url, 128 bits of SHA-256, no `.`
/// inside (Standard Webhooks 1.0.0 forbids it).
public final class Ids {
  private Ids() {}

  /// @param url as registered
  public static String feed(String url) {
    return hash("feed", url);
  }

  /// @param key the item's first guid, else its canonical link, else its content, as first seen
  public static String article(String feedId, String key) {
    return hash("article", feedId, key);
  }

  public static String alert(String articleId, String subscriptionId) {
    return hash("alert", articleId, subscriptionId);
  }

  /// @param of the alert id of an immediate delivery, else the digest window's start
  public static String delivery(String subscriptionId, String of) {
    return hash("delivery", subscriptionId, of);
  }

  /// Parts are length-prefixed, so that no two lists of parts hash alike by concatenation.
  public static String hash(String... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : parts) {
        var bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
      }
      var first = java.util.Arrays.copyOf(digest.digest(), 16);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(first);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// The host of a URL in lower case without `www.`, empty where there is none.
  public static String host(@Nullable String url) {
    if (url == null) {
      return "";
    }
    try {
      var host = new URI(url).getHost();
      if (host == null) {
        return "";
      }
      host = host.toLowerCase(Locale.ROOT);
      return host.startsWith("www.") ? host.substring(4) : host;
    } catch (URISyntaxException e) {
      return "";
    }
  }
}
