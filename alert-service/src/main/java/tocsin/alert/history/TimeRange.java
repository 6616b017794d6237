package tocsin.alert.history;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import tocsin.alert.account.Caller;
import tocsin.edge.problem.Problem;

/// A stretch of time that is looked back on.
///
/// @param from inclusive
/// @param to exclusive
public record TimeRange(Instant from, Instant to) {
  private static final Duration MEMBERS_LONGEST = Duration.ofDays(31);
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  /// @param otherwise how long before the end it begins where nothing is written
  /// @throws tocsin.edge.problem.ProblemException 400 where it is none, or longer than a subscriber
  ///   may ask for
  public static TimeRange of(
      @Nullable String from, @Nullable String to, Duration otherwise, Instant now, Caller caller) {
    var end = time("to", to, now);
    var begin = time("from", from, end.minus(otherwise));
    if (!begin.isBefore(end)) {
      throw Problem.field("from", "is not before 'to'").exception();
    }
    if (caller instanceof Caller.Member
        && Duration.between(begin, end).compareTo(MEMBERS_LONGEST) > 0) {
      throw Problem.field("from", "is more than " + MEMBERS_LONGEST.toDays() + " days before 'to'")
          .exception();
    }
    return new TimeRange(begin, end);
  }

  public boolean holds(@Nullable Instant time) {
    return time != null && !time.isBefore(from) && time.isBefore(to);
  }

  private static Instant time(String field, @Nullable String written, Instant otherwise) {
    if (written == null || written.isBlank()) {
      return otherwise;
    }
    try {
      var time =
          written.length() == 10
              ? LocalDate.parse(written).atStartOfDay().toInstant(ZoneOffset.UTC)
              : Instant.parse(written.replace(' ', '+'));
      if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
        throw Problem.field(field, "is not between " + EARLIEST + " and " + LATEST).exception();
      }
      return time;
    } catch (DateTimeException e) {
      throw Problem.field(field, "is no time: write 2026-01-31 or 2026-01-31T12:00:00Z")
          .exception();
    }
  }
}
