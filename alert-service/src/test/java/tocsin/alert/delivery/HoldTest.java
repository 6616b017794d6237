package tocsin.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tocsin.alert.subscription.ChannelSpec;
import tocsin.alert.subscription.Query;
import tocsin.alert.subscription.QuietHours;
import tocsin.alert.subscription.Schedule;
import tocsin.alert.subscription.Subscription;

class HoldTest {
  private static final QuietHours NIGHT = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0));

  private static Subscription berlin(
      String schedule, @Nullable QuietHours quiet, @Nullable Integer ceiling) {
    return new Subscription(
        "sub-1",
        1,
        "person-1",
        "Chips",
        "chips",
        new Query.Phrase("chips"),
        new ChannelSpec.Email(),
        Schedule.parse(schedule).orElseThrow(),
        ZoneId.of("Europe/Berlin"),
        0,
        Subscription.Story.once,
        quiet,
        ceiling,
        "feed",
        Subscription.State.active,
        Instant.EPOCH);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-10T12:00:00Z, , ",
    "2026-02-10T20:59:59Z, , ",
    "2026-02-10T21:00:00Z, 2026-02-10T21:00:00Z, 2026-02-11T06:00:00Z",
    "2026-02-11T05:59:59Z, 2026-02-10T21:00:00Z, 2026-02-11T06:00:00Z",
    "2026-02-11T06:00:00Z, , ",
    // the night in which clocks go forward is an hour shorter
    "2026-03-29T01:30:00Z, 2026-03-28T21:00:00Z, 2026-03-29T05:00:00Z"
  })
  void of_immediateWithQuietHours_waitsForTheirEnd(Instant now, Instant start, Instant end) {
    var hold = Hold.of(berlin("immediate", NIGHT, null), 0, now);
    if (start == null) {
      assertThat(hold).isNull();
    } else {
      assertThat(hold).isEqualTo(new Hold(Hold.Reason.quiet, new DigestWindow(start, end), end));
    }
  }

  @Test
  void of_quietHoursWithinADay_end() {
    var lunch = new QuietHours(LocalTime.of(12, 0), LocalTime.of(13, 0));
    var subscription = berlin("immediate", lunch, null);
    assertThat(Hold.of(subscription, 0, Instant.parse("2026-02-10T10:59:59Z"))).isNull();
    assertThat(Hold.of(subscription, 0, Instant.parse("2026-02-10T11:30:00Z"))).isNotNull();
    assertThat(Hold.of(subscription, 0, Instant.parse("2026-02-10T12:00:00Z"))).isNull();
  }

  @Test
  void of_theCeilingReached_waitsForMidnightOnTheSubscribersClock() {
    var now = Instant.parse("2026-02-10T12:00:00Z");
    assertThat(Hold.of(berlin("immediate", null, 5), 4, now)).isNull();
    var hold = Hold.of(berlin("immediate", null, 5), 5, now);
    assertThat(hold).isNotNull();
    assertThat(hold.reason()).isEqualTo(Hold.Reason.ceiling);
    assertThat(hold.due()).isEqualTo("2026-02-10T23:00:00Z");
  }

  @Test
  void of_aWindowThatEndsInQuietHours_isDueAfterThem() {
    var digest =
        Hold.of(berlin("daily@23:30", NIGHT, null), 0, Instant.parse("2026-02-10T12:00:00Z"));
    assertThat(digest.window().end()).isEqualTo("2026-02-10T22:30:00Z");
    assertThat(digest.due()).isEqualTo("2026-02-11T06:00:00Z");
    var ceiling = Hold.of(berlin("immediate", NIGHT, 1), 1, Instant.parse("2026-02-10T12:00:00Z"));
    assertThat(ceiling.due()).isEqualTo("2026-02-11T06:00:00Z");
  }

  @Test
  void next_ofEachReason_beginsWhereTheWindowEnds() {
    var now = Instant.parse("2026-02-10T21:30:00Z");
    for (var subscription :
        new Subscription[] {
          berlin("hourly", null, null), berlin("immediate", NIGHT, null), berlin("hourly", NIGHT, 0)
        }) {
      var hold = Hold.of(subscription, 0, now);
      var next = hold.next(subscription);
      assertThat(next.window().start()).isEqualTo(hold.window().end());
      assertThat(next.deliveryId("sub-1")).isNotEqualTo(hold.deliveryId("sub-1"));
    }
  }
}
