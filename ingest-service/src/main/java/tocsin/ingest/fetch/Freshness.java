package tocsin.ingest.fetch;

import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a server's headers say about when to come again.
final class Freshness {
  private static final Pattern MAX_AGE =
      Pattern.compile("(?:^|[,\\s])max-age\\s*=\\s*\"?(\\d{1,9})");
  private static final Duration LONGEST = Duration.ofHours(24);

  private Freshness() {}

  /// `Cache-Control: max-age`, else `Expires` (RFC 9111); null where neither says anything.
  static @Nullable Duration of(MultiMap headers, Instant now) {
    var control = headers.get("cache-control");
    if (control != null) {
      var age = MAX_AGE.matcher(control);
      if (age.find()) {
        return cap(Duration.ofSeconds(Long.parseLong(age.group(1))));
      }
    }
    var expires = date(headers.get("expires"));
    return expires == null || !expires.isAfter(now) ? null : cap(Duration.between(now, expires));
  }

  /// `Retry-After` in seconds or as a date (RFC 9110), at most a day; zero where it says nothing.
  static Duration retryAfter(@Nullable String header, Instant now) {
    if (header == null) {
      return Duration.ZERO;
    }
    var written = header.strip();
    if (written.matches("\\d{1,18}")) {
      return cap(Duration.ofSeconds(Math.min(Long.parseLong(written), 1_000_000)));
    }
    var date = date(written);
    return date == null || date.isBefore(now) ? Duration.ZERO : cap(Duration.between(now, date));
  }

  private static Duration cap(Duration duration) {
    return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
  }

  private static @Nullable Instant date(@Nullable String header) {
    if (header == null) {
      return null;
    }
    try {
      return ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
