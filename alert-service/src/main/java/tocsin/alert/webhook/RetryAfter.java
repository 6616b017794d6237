package tocsin.alert.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// The header `Retry-After` of RFC 9110, 10.2.3: seconds or a date.
final class RetryAfter {
  /// More digits than any wait that is meant.
  private static final int MOST_DIGITS = 9;

  private RetryAfter() {}

  /// How long to wait; null where the header is absent or cannot be read.
  static @Nullable Duration of(@Nullable String header, Instant now) {
    if (header == null) {
      return null;
    }
    var text = header.strip();
    if (text.matches("[0-9]+")) {
      return Duration.ofSeconds(
          Long.parseLong(text.length() > MOST_DIGITS ? "9".repeat(MOST_DIGITS) : text));
    }
    try {
      var at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO;
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
