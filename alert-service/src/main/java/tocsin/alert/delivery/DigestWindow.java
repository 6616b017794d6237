package tocsin.alert.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import tocsin.alert.subscription.Schedule;

/// The stretch of time whose alerts one digest holds: from one sending time to the next, at the
/// local time of the subscriber.
///
/// Where clocks change, a local time that does not exist is the one after the gap, and one that is
/// there twice is the first (`java.time` rules); each window ends where the next begins.
///
/// @param start inclusive
/// @param end exclusive; when the digest is due
public record DigestWindow(Instant start, Instant end) {

  /// The window that holds an instant; an immediate schedule has none.
  public static DigestWindow of(Schedule schedule, ZoneId zone, Instant instant) {
    return switch (schedule) {
      case Schedule.Immediate() ->
          throw new IllegalArgumentException("an immediate schedule has no windows");
      case Schedule.Hourly() -> hour(zone, instant);
      case Schedule.Daily(var at) -> {
        var day = instant.atZone(zone).toLocalDate();
        if (instant.isBefore(on(day, at, zone))) {
          day = day.minusDays(1);
        }
        yield new DigestWindow(on(day, at, zone), on(day.plusDays(1), at, zone));
      }
      case Schedule.Weekly(var weekday, var at) -> {
        var day =
            instant.atZone(zone).toLocalDate().with(TemporalAdjusters.previousOrSame(weekday));
        if (instant.isBefore(on(day, at, zone))) {
          day = day.minusWeeks(1);
        }
        yield new DigestWindow(on(day, at, zone), on(day.plusWeeks(1), at, zone));
      }
    };
  }

  /// From one full hour on the local clock to the next, or to a change of the clock that comes
  /// between: half an hour long in the few zones that move their clocks by half an hour.
  private static DigestWindow hour(ZoneId zone, Instant instant) {
    var start = instant.atZone(zone).toOffsetDateTime().truncatedTo(ChronoUnit.HOURS).toInstant();
    var end = start.plus(1, ChronoUnit.HOURS);
    var before = zone.getRules().previousTransition(instant.plusNanos(1));
    var after = zone.getRules().nextTransition(instant);
    return new DigestWindow(
        before != null && before.getInstant().isAfter(start) ? before.getInstant() : start,
        after != null && after.getInstant().isBefore(end) ? after.getInstant() : end);
  }

  private static Instant on(LocalDate day, LocalTime at, ZoneId zone) {
    return day.atTime(at).atZone(zone).toInstant();
  }
}
