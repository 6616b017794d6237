package tocsin.ingest.feed;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A permanent redirect (301, 308) that polls have met. It is believed once it was met on three
/// polls in a row over a day at least: servers redirect by mistake, and for an hour.
///
/// @param to null where the last poll met none
/// @param seen on how many polls in a row
/// @param since when it was first met
public record Relocation(@Nullable URI to, int seen, @Nullable Instant since) {
  public static final Relocation NONE = new Relocation(null, 0, null);

  private static final int ENOUGH = 3;
  private static final Duration LONG_ENOUGH = Duration.ofDays(1);

  static Relocation of(@Nullable String to, int seen, @Nullable Instant since) {
    return to == null ? NONE : new Relocation(URI.create(to), seen, since);
  }

  /// After one more poll.
  ///
  /// @param met where the poll was redirected to for good; null where it was not
  public Relocation after(@Nullable URI met, Instant now) {
    if (met == null) {
      return NONE;
    }
    return met.equals(to) ? new Relocation(to, seen + 1, since) : new Relocation(met, 1, now);
  }

  public boolean settled(Instant now) {
    return to != null && since != null && seen >= ENOUGH && !since.plus(LONG_ENOUGH).isAfter(now);
  }
}
