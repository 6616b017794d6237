package tocsin.alert.subscription;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/// The hours of each day, on the subscriber's clock, in which nothing is sent to them.
///
/// @param from inclusive
/// @param to exclusive; of the next day where it is not after `from`
public record QuietHours(LocalTime from, LocalTime to) {
  public QuietHours {
    if (from.equals(to)) {
      throw new IllegalArgumentException("quiet hours that never end");
    }
  }

  /// One night, or whatever it is.
  public record Stretch(Instant start, Instant end) {}

  /// Empty where the texts are no two different times HH:MM.
  public static Optional<QuietHours> parse(String from, String to) {
    try {
      return Optional.of(new QuietHours(LocalTime.parse(from), LocalTime.parse(to)));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// The quiet stretch that holds an instant; empty where it is not quiet then.
  public Optional<Stretch> around(Instant instant, ZoneId zone) {
    var today = instant.atZone(zone).toLocalDate();
    for (var day = today.minusDays(1); !day.isAfter(today); day = day.plusDays(1)) {
      var start = on(day, from, zone);
      var end = on(to.isAfter(from) ? day : day.plusDays(1), to, zone);
      if (!instant.isBefore(start) && instant.isBefore(end)) {
        return Optional.of(new Stretch(start, end));
      }
    }
    return Optional.empty();
  }

  private static Instant on(LocalDate day, LocalTime at, ZoneId zone) {
    return day.atTime(at).atZone(zone).toInstant();
  }
}
