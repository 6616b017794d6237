package tocsin.ingest.parse;

import java.net.IDN;
import java.net.URI;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Links of items: made absolute, and kept only where they lead to the web.
final class Links {
  private static final int LONGEST = 2_048;

  private Links() {}

  /// Whether a URL leads to the web.
  static boolean isWeb(URI url) {
    var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    return scheme.equals("http") || scheme.equals("https");
  }

  /// The absolute http or https URL, or null.
  ///
  /// @param base where it does not lead to the web itself, a relative link stays as it is written
  static @Nullable String absolute(@Nullable String link, URI base) {
    if (link == null || link.isBlank()) {
      return null;
    }
    var written = escape(link.strip());
    try {
      var reference = URI.create(written);
      if (!isWeb(base) && !reference.isAbsolute() && reference.getRawAuthority() == null) {
        return shortEnough(link.strip());
      }
      var url = written.startsWith("?") ? withQuery(base, written) : base.resolve(reference);
      return isWeb(url) && url.getRawAuthority() != null ? shortEnough(spelt(url)) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /// With the host as it is asked for: letters that look alike do not.
  private static String spelt(URI url) {
    var host = url.getRawAuthority();
    return host.chars().allMatch(c -> c < 0x80)
        ? url.toString()
        : url.toString().replaceFirst(Pattern.quote(host), IDN.toASCII(host, IDN.ALLOW_UNASSIGNED));
  }

  /// What browsers escape by themselves. Brackets stand for themselves only in a host.
  private static String escape(String link) {
    var escaped = new StringBuilder(link.length());
    int path = link.indexOf('/', Math.max(0, link.indexOf("//") + 2));
    for (int i = 0; i < link.length(); i++) {
      char c = link.charAt(i);
      if (c == '\r' || c == '\n' || c == '\t') {
        continue;
      }
      boolean bracket = (c == '[' || c == ']') && (path < 0 || i > path || !link.contains("//"));
      if (" \"<>\\^`{|}".indexOf(c) >= 0 || bracket || isStrayPercent(link, i)) {
        escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static boolean isStrayPercent(String link, int at) {
    return link.charAt(at) == '%'
        && !(at + 2 < link.length()
            && HexFormat.isHexDigit(link.charAt(at + 1))
            && HexFormat.isHexDigit(link.charAt(at + 2)));
  }

  /// A reference of a query alone keeps the path, which [URI#resolve] drops.
  private static URI withQuery(URI base, String query) {
    return URI.create(base.toString().replaceFirst("[?#].*", "") + query);
  }

  private static @Nullable String shortEnough(String link) {
    return link.length() <= LONGEST ? link : null;
  }
}
