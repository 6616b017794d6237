package tocsin.ingest.parse;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Links of items: made absolute, and kept only where they lead to the web.
final class Links {
  private static final int LONGEST = 2_048;

  private Links() {}

  /// The absolute http or https URL, or null.
  static @Nullable String absolute(@Nullable String link, URI base) {
    if (link == null || link.isBlank()) {
      return null;
    }
    var written = link.strip().replaceAll("[\\r\\n\\t]", "").replace(" ", "%20");
    try {
      var url = base.resolve(written);
      var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("http") || scheme.equals("https");
      var absolute = url.toString();
      return web && url.getRawAuthority() != null && absolute.length() <= LONGEST ? absolute : null;
    } catch (IllegalArgumentException e) {
      boolean web = written.startsWith("http://") || written.startsWith("https://");
      return web && written.length() <= LONGEST && !written.contains("\"") && !written.contains("<")
          ? written
          : null;
    }
  }
}
