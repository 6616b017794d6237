package tocsin.ingest.parse;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What two links to the same article have in common: host in lower case, no default port, no
/// fragment, no parameters that only track.
public final class CanonicalUrl {
  private CanonicalUrl() {}

  /// @param url absolute; what is no URL stays as it is
  public static String of(String url) {
    try {
      var uri = new URI(url);
      if (uri.getHost() == null) {
        return url;
      }
      var host = uri.getHost().toLowerCase(Locale.ROOT);
      boolean usual =
          uri.getPort() == -1
              || uri.getPort() == ("https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80);
      var port = usual ? "" : ":" + uri.getPort();
      var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
      return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + host + port + path + query(uri);
    } catch (URISyntaxException e) {
      return url;
    }
  }

  /// What stays the same when a site moves to https, or to or from `www.`.
  public static String place(String url) {
    return of(url).replaceFirst("^https?://(www\\.)?", "");
  }

  private static String query(URI uri) {
    if (uri.getRawQuery() == null) {
      return "";
    }
    var kept =
        Arrays.stream(uri.getRawQuery().split("&"))
            .filter(parameter -> !parameter.isEmpty() && !tracks(parameter))
            .collect(Collectors.joining("&"));
    return kept.isEmpty() ? "" : "?" + kept;
  }

  private static boolean tracks(String parameter) {
    var name = parameter.split("=", 2)[0].toLowerCase(Locale.ROOT);
    return name.startsWith("utm_")
        || switch (name) {
          case "fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "at_medium", "at_campaign" -> true;
          default -> false;
        };
  }
}
