package tocsin.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tocsin.alert.subscription.Schedule;

class DigestWindowTest {
  private static DigestWindow window(String schedule, String zone, String instant) {
    return DigestWindow.of(
        Schedule.parse(schedule).orElseThrow(), ZoneId.of(zone), Instant.parse(instant));
  }

  @ParameterizedTest
  @CsvSource({
    // a plain day, just before and at the time
    "daily@08:00, Europe/Berlin, 2026-02-10T06:59:59Z, 2026-02-09T07:00:00Z, 2026-02-10T07:00:00Z",
    "daily@08:00, Europe/Berlin, 2026-02-10T07:00:00Z, 2026-02-10T07:00:00Z, 2026-02-11T07:00:00Z",
    // clocks go forward: a window of 23 hours, and a time that is not there
    "daily@08:00, Europe/Berlin, 2026-03-28T12:00:00Z, 2026-03-28T07:00:00Z, 2026-03-29T06:00:00Z",
    "daily@02:30, Europe/Berlin, 2026-03-28T12:00:00Z, 2026-03-28T01:30:00Z, 2026-03-29T01:30:00Z",
    "daily@02:30, America/New_York, 2026-03-07T12:00:00Z, 2026-03-07T07:30:00Z, 2026-03-08T07:30:00Z",
    // clocks go back: a window of 25 hours, and a time that is there twice
    "daily@08:00, Europe/Berlin, 2026-10-24T12:00:00Z, 2026-10-24T06:00:00Z, 2026-10-25T07:00:00Z",
    "daily@02:30, Europe/Berlin, 2026-10-25T00:29:00Z, 2026-10-24T00:30:00Z, 2026-10-25T00:30:00Z",
    "daily@02:30, Europe/Berlin, 2026-10-25T01:10:00Z, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
    "daily@01:30, America/New_York, 2026-11-01T06:10:00Z, 2026-11-01T05:30:00Z, 2026-11-02T06:30:00Z",
    // no summer time, half an hour off
    "daily@08:00, Asia/Kolkata, 2026-03-29T02:29:59Z, 2026-03-28T02:30:00Z, 2026-03-29T02:30:00Z",
    "hourly, Asia/Kolkata, 2026-03-29T02:29:59Z, 2026-03-29T01:30:00Z, 2026-03-29T02:30:00Z",
    "hourly, Europe/Berlin, 2026-03-29T00:59:59Z, 2026-03-29T00:00:00Z, 2026-03-29T01:00:00Z",
    "hourly, Europe/Berlin, 2026-10-25T01:00:00Z, 2026-10-25T01:00:00Z, 2026-10-25T02:00:00Z",
    // clocks move by half an hour
    "hourly, Australia/Lord_Howe, 2026-10-03T15:29:59Z, 2026-10-03T14:30:00Z, 2026-10-03T15:30:00Z",
    "hourly, Australia/Lord_Howe, 2026-10-03T15:40:00Z, 2026-10-03T15:30:00Z, 2026-10-03T16:00:00Z",
    "weekly@MON 09:00, Europe/Berlin, 2026-03-29T12:00:00Z, 2026-03-23T08:00:00Z, 2026-03-30T07:00:00Z",
    "weekly@SUN 02:30, Europe/Berlin, 2026-03-29T12:00:00Z, 2026-03-29T01:30:00Z, 2026-04-05T00:30:00Z",
    // a day that was not there
    "daily@08:00, Pacific/Apia, 2011-12-30T05:00:00Z, 2011-12-29T18:00:00Z, 2011-12-30T18:00:00Z"
  })
  void of_anInstant_isTheWindowOnTheSubscribersClock(
      String schedule, String zone, String instant, Instant start, Instant end) {
    assertThat(window(schedule, zone, instant)).isEqualTo(new DigestWindow(start, end));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Berlin",
        "America/New_York",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "America/Sao_Paulo",
        "Asia/Beirut",
        "Pacific/Chatham",
        "UTC"
      })
  void windows_tileTime(String zone) {
    for (var written :
        new String[] {"hourly", "daily@00:00", "daily@02:30", "daily@08:00", "weekly@SUN 02:30"}) {
      var schedule = Schedule.parse(written).orElseThrow();
      var at = Instant.parse("2026-01-01T00:00:00Z");
      var year = at.plus(Duration.ofDays(366));
      var window = DigestWindow.of(schedule, ZoneId.of(zone), at);
      while (window.end().isBefore(year)) {
        var next = DigestWindow.of(schedule, ZoneId.of(zone), window.end());
        assertThat(next.start()).as(written).isEqualTo(window.end());
        assertThat(next.end()).as(written).isAfter(next.start());
        for (var inside :
            new Instant[] {
              next.start(),
              next.start().plus(Duration.between(next.start(), next.end()).dividedBy(2)),
              next.end().minusNanos(1)
            }) {
          assertThat(DigestWindow.of(schedule, ZoneId.of(zone), inside))
              .as(written)
              .isEqualTo(next);
        }
        window = next;
      }
    }
  }

  @Test
  void of_anImmediateSchedule_isRefused() {
    assertThatThrownBy(() -> window("immediate", "UTC", "2026-01-01T00:00:00Z"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
