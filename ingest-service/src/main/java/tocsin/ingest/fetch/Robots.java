package tocsin.ingest.fetch;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `Crawl-delay` in a `robots.txt`, of the group for this software, else of that for everybody (RFC
/// 9309). Its other rules are for crawlers: a feed is there to be polled.
final class Robots {
  private static final String OWN = "tocsin";
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Pattern SECONDS = Pattern.compile("\\d{1,6}(?:\\.\\d{1,3})?");

  private Robots() {}

  /// A minute at most; empty where none is named.
  static Optional<Duration> crawlDelay(String text) {
    Duration own = null;
    Duration everybody = null;
    boolean forUs = false;
    boolean forAll = false;
    boolean inAgents = false;
    for (var line : text.lines().toList()) {
      var written = line.replaceFirst("#.*", "");
      int colon = written.indexOf(':');
      if (colon < 0) {
        continue;
      }
      var value = written.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
      switch (written.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
        case "user-agent" -> {
          forUs = inAgents && forUs || value.startsWith(OWN);
          forAll = inAgents && forAll || value.equals("*");
          inAgents = true;
        }
        case "crawl-delay" -> {
          inAgents = false;
          own = forUs && own == null ? seconds(value) : own;
          everybody = forAll && everybody == null ? seconds(value) : everybody;
        }
        default -> inAgents = false;
      }
    }
    return Optional.ofNullable(own != null ? own : everybody);
  }

  private static @Nullable Duration seconds(String written) {
    if (!SECONDS.matcher(written).matches()) {
      return null;
    }
    var delay = Duration.ofMillis((long) (Double.parseDouble(written) * 1_000));
    return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
  }
}
