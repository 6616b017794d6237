package tocsin.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RhythmTest {
  private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");

  @Test
  void of_steadyFeed_isTheTimeBetweenItems() {
    assertThat(Rhythm.of(hoursAgo(1, 2, 3, 4, 5), NOW)).hasValue(Duration.ofHours(1));
  }

  @Test
  void of_quietFeed_countsTheSilence() {
    assertThat(Rhythm.of(hoursAgo(97, 98, 100), NOW)).hasValue(Duration.ofMinutes(2_000));
  }

  @Test
  void of_manyItems_countsTheNewest() {
    var dates = IntStream.range(0, 50).mapToObj(i -> NOW.minus(Duration.ofMinutes(10L * (i + 1))));
    assertThat(Rhythm.of(dates.toList(), NOW)).hasValue(Duration.ofMinutes(10));
  }

  @Test
  void of_fewOrFutureDates_isUnknown() {
    assertThat(Rhythm.of(hoursAgo(1, 2), NOW)).isEmpty();
    assertThat(Rhythm.of(hoursAgo(-1, -2, -3, -4), NOW)).isEmpty();
  }

  private static List<Instant> hoursAgo(int... hours) {
    return IntStream.of(hours).mapToObj(h -> NOW.minus(Duration.ofHours(h))).toList();
  }
}
