package tocsin.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RelocationTest {
  private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
  private static final URI NEW = URI.create("https://new.example/feed");
  private static final URI OTHER = URI.create("https://other.example/feed");

  @Test
  void settled_threePollsOverADay_isBelieved() {
    var seen = Relocation.NONE.after(NEW, NOW).after(NEW, hours(12)).after(NEW, hours(24));

    assertThat(seen.settled(hours(24))).isTrue();
  }

  @Test
  void settled_threePollsInAnHour_isNot() {
    var seen = Relocation.NONE.after(NEW, NOW).after(NEW, NOW).after(NEW, hours(1));

    assertThat(seen.settled(hours(1))).isFalse();
  }

  @Test
  void settled_twoPollsOverADay_isNot() {
    assertThat(Relocation.NONE.after(NEW, NOW).after(NEW, hours(30)).settled(hours(30))).isFalse();
  }

  @Test
  void after_pollWithoutRedirect_beginsAnew() {
    var seen = Relocation.NONE.after(NEW, NOW).after(NEW, hours(12)).after(null, hours(20));

    assertThat(seen.after(NEW, hours(30))).isEqualTo(new Relocation(NEW, 1, hours(30)));
  }

  @Test
  void after_otherTarget_beginsAnew() {
    assertThat(Relocation.NONE.after(NEW, NOW).after(OTHER, hours(1)))
        .isEqualTo(new Relocation(OTHER, 1, hours(1)));
  }

  private static Instant hours(int hours) {
    return NOW.plus(Duration.ofHours(hours));
  }
}
