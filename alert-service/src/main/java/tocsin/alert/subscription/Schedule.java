package tocsin.alert.subscription;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// When alerts go out: `immediate`, `hourly`, `daily@08:00`, `weekly@MON 08:00`, at the local time
/// of the subscription's zone.
public sealed interface Schedule {
  Pattern DAILY = Pattern.compile("daily@(\\d{1,2}:\\d{2})");
  Pattern WEEKLY = Pattern.compile("weekly@([A-Za-z]{3,9}) (\\d{1,2}:\\d{2})");

  /// As it is written.
  String written();

  record Immediate() implements Schedule {
    @Override
    public String written() {
      return "immediate";
    }
  }

  record Hourly() implements Schedule {
    @Override
    public String written() {
      return "hourly";
    }
  }

  record Daily(LocalTime at) implements Schedule {
    @Override
    public String written() {
      return "daily@" + at;
    }
  }

  record Weekly(DayOfWeek day, LocalTime at) implements Schedule {
    @Override
    public String written() {
      return "weekly@" + day.name().substring(0, 3) + " " + at;
    }
  }

  /// Empty where the text is no schedule.
  static Optional<Schedule> parse(String written) {
    var text = written.strip();
    if (text.equals("immediate")) {
      return Optional.of(new Immediate());
    }
    if (text.equals("hourly")) {
      return Optional.of(new Hourly());
    }
    var daily = DAILY.matcher(text);
    if (daily.matches()) {
      return time(daily.group(1)).map(Daily::new);
    }
    var weekly = WEEKLY.matcher(text);
    if (weekly.matches()) {
      return day(weekly.group(1))
          .flatMap(day -> time(weekly.group(2)).map(at -> new Weekly(day, at)));
    }
    return Optional.empty();
  }

  private static Optional<LocalTime> time(String text) {
    try {
      return Optional.of(LocalTime.parse(text.length() == 4 ? "0" + text : text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<DayOfWeek> day(String text) {
    for (var day : DayOfWeek.values()) {
      if (day.name().startsWith(text.toUpperCase(Locale.ROOT))) {
        return Optional.of(day);
      }
    }
    return Optional.empty();
  }
}
