package tocsin.ingest.feed;

import java.net.URI;
import java.util.Locale;

/// What politeness counts by: host and port of a URL, in lower case.
public final class Hosts {
  private Hosts() {}

  /// @param url with a host
  public static String of(String url) {
    return URI.create(url).getRawAuthority().toLowerCase(Locale.ROOT);
  }
}
