package tocsin.ingest.fetch;

import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a server's headers say about when to come again: at most a day.
final class Freshness {
  private static final Pattern MAX_AGE =
      Pattern.compile("(?:^|[,\\s])max-age\\s*=\\s*\"?(\\d{1,18})", Pattern.CASE_INSENSITIVE);
  private static final Pattern NOT_CACHED =
      Pattern.compile("(?:^|[,\\s])no-(?:cache|store)(?:$|[,\\s])", Pattern.CASE_INSENSITIVE);
  private static final Pattern SECONDS = Pattern.compile("\\d{1,18}");
  private static final Duration LONGEST = Duration.ofHours(24);

  /// The obsolete form of dates that RFC 9110 still wants read.
  private static final DateTimeFormatter ASCTIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT);

  private Freshness() {}

  /// How long the answer stays fresh (RFC 9111): `Cache-Control: max-age` less `Age`, else
  /// `Expires` less `Date`; null where they say nothing.
  static @Nullable Duration of(MultiMap headers, Instant now) {
    var control = String.join(",", headers.getAll("cache-control"));
    if (NOT_CACHED.matcher(control).find()) {
      return null;
    }
    var age = MAX_AGE.matcher(control);
    if (age.find()) {
      return positive(seconds(age.group(1)).minus(age(headers.get("age"))));
    }
    var expires = date(headers.get("expires"));
    var date = date(headers.get("date"));
    return expires == null ? null : positive(Duration.between(date == null ? now : date, expires));
  }

  /// `Retry-After` in seconds or as a date (RFC 9110); zero where it says nothing.
  static Duration retryAfter(@Nullable String header, Instant now) {
    if (header == null) {
      return Duration.ZERO;
    }
    var written = header.strip();
    if (SECONDS.matcher(written).matches()) {
      return cap(seconds(written));
    }
    var date = date(written);
    return date == null || date.isBefore(now) ? Duration.ZERO : cap(Duration.between(now, date));
  }

  private static Duration age(@Nullable String header) {
    return header != null && SECONDS.matcher(header.strip()).matches()
        ? seconds(header.strip())
        : Duration.ZERO;
  }

  private static Duration seconds(String digits) {
    return Duration.ofSeconds(Math.min(Long.parseLong(digits), Integer.MAX_VALUE));
  }

  private static @Nullable Duration positive(Duration duration) {
    return duration.isPositive() ? cap(duration) : null;
  }

  private static Duration cap(Duration duration) {
    return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
  }

  private static @Nullable Instant date(@Nullable String header) {
    if (header == null) {
      return null;
    }
    var written = header.strip();
    try {
      return ZonedDateTime.parse(written, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException notRfc1123) {
      return asctime(written);
    }
  }

  private static @Nullable Instant asctime(String written) {
    try {
      return LocalDateTime.parse(written, ASCTIME).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
