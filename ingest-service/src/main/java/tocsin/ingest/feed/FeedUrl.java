package tocsin.ingest.feed;

import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tocsin.events.Ids;

/// The address of a feed as it was written, and as it is registered, so that it is registered once:
/// scheme and host in lower case, a host of other letters as DNS knows it (`xn--`), no fragment, no
/// default port. Path and query say what the server wants them to: they stay.
///
/// @param normal the same as written where that is no URL
public record FeedUrl(String written, String normal) {
  private static final Pattern URL =
      Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?<authority>[^/?#]*)(?<rest>[^#]*).*");
  private static final Pattern AUTHORITY =
      Pattern.compile("(?<host>[^@:\\[\\]]+|\\[[^@\\[\\]]*\\])(?::(?<port>\\d{0,5}))?");

  /// Which the older rules that Java knows, IDNA 2003, turn into another host's name.
  private static final Pattern AMBIGUOUS = Pattern.compile("[ßς\\u200C\\u200D]");

  private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");

  public static FeedUrl of(String written) {
    var stripped = written.strip();
    var url = URL.matcher(stripped);
    if (!url.matches()) {
      return new FeedUrl(stripped, stripped);
    }
    var scheme = url.group("scheme").toLowerCase(Locale.ROOT);
    var authority = AUTHORITY.matcher(url.group("authority"));
    var server = authority.matches() ? server(scheme, authority) : url.group("authority");
    return new FeedUrl(stripped, scheme + "://" + server + url.group("rest"));
  }

  /// What the feed may be known by, the id it has from now on first: a feed that was registered
  /// before addresses had a normal form has the id of what was written.
  List<String> ids() {
    return Stream.of(normal, written).distinct().map(Ids::feed).toList();
  }

  private static String server(String scheme, Matcher authority) {
    var port = authority.group("port");
    var host = host(authority.group("host"));
    if (port == null || port.isEmpty()) {
      return host;
    }
    int number = Integer.parseInt(port);
    boolean usual = number == (scheme.equals("https") ? 443 : 80);
    return usual ? host : host + ":" + number;
  }

  private static String host(String written) {
    if (ASCII.matcher(written).matches()) {
      return written.toLowerCase(Locale.ROOT);
    }
    try {
      return AMBIGUOUS.matcher(written).find()
          ? written
          : IDN.toASCII(written).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException noHostName) {
      return written;
    }
  }
}
