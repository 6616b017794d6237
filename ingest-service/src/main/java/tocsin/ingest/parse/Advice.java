package tocsin.ingest.parse;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a document asks of those who poll it.
///
/// @param ttl how long to leave it alone (`ttl`, `sy:updatePeriod`); null where it does not say
/// @param skipHours hours of the day, UTC, when it is not to be polled
/// @param skipDays days of the week, UTC, when it is not to be polled
public record Advice(@Nullable Duration ttl, Set<Integer> skipHours, Set<DayOfWeek> skipDays) {
  public static final Advice NONE = new Advice(null, Set.of(), Set.of());

  public Advice {
    skipHours = Set.copyOf(skipHours);
    skipDays = Set.copyOf(skipDays);
  }

  /// The first instant from `at` on that is not to be skipped; `latest` where there is none before.
  public Instant next(Instant at, Instant latest) {
    var next = at;
    while (next.isBefore(latest) && skips(next)) {
      next = next.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    }
    return next.isBefore(latest) || next.equals(at) ? next : latest;
  }

  private boolean skips(Instant at) {
    var time = at.atOffset(ZoneOffset.UTC);
    return skipHours.contains(time.getHour()) || skipDays.contains(time.getDayOfWeek());
  }
}
