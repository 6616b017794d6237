package tocsin.ingest.feed;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An interval as operators write it: `90s`, `15m`, `2h`, `1d`, ISO 8601, or seconds.
final class PollEvery {
  static final Duration LONGEST = Duration.ofDays(30);

  private static final Pattern SHORT = Pattern.compile("(\\d{1,9})\\s*([smhd]?)");

  private PollEvery() {}

  static Optional<Duration> parse(String written) {
    var text = written.strip().toLowerCase(Locale.ROOT);
    var match = SHORT.matcher(text);
    if (match.matches()) {
      long count = Long.parseLong(match.group(1));
      return Optional.of(
          switch (match.group(2)) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofSeconds(count);
          });
    }
    try {
      return Optional.of(Duration.parse(text)).filter(d -> !d.isNegative());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
