package tocsin.ingest.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How often a feed publishes, by the dates of the items it shows. A silence counts: a feed that
/// has gone quiet has a slow rhythm.
public final class Rhythm {
  private static final int NEWEST = 10;

  private Rhythm() {}

  /// The time between the newest items up to now; empty where fewer than three are dated.
  public static Optional<Duration> of(List<Instant> published, Instant now) {
    var newest =
        published.stream()
            .filter(at -> !at.isAfter(now))
            .sorted(Comparator.reverseOrder())
            .limit(NEWEST)
            .toList();
    if (newest.size() < 3) {
      return Optional.empty();
    }
    return Optional.of(Duration.between(newest.getLast(), now).dividedBy(newest.size()));
  }
}
