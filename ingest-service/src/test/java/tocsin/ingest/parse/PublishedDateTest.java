package tocsin.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedDateTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Tue, 18 Nov 2025 10:11:12 GMT | 2025-11-18T10:11:12Z",
        "Tue, 18 Nov 2025 10:11:12 +0100 | 2025-11-18T09:11:12Z",
        "Tue, 18 Nov 2025 10:11 EST | 2025-11-18T15:11:00Z",
        "18 Nov 25 10:11:12 UT | 2025-11-18T10:11:12Z",
        "Tue 18 Nov 2025 10:11:12 +01:00 | 2025-11-18T09:11:12Z",
        "Tue, 18 November 2025 10:11:12 GMT+2 | 2025-11-18T08:11:12Z",
        "Tuesday, November 18, 2025 10:11 PM | 2025-11-18T22:11:00Z",
        "Nov 18, 2025 | 2025-11-18T00:00:00Z",
        "Tue Nov 18 10:11:12 2025 | 2025-11-18T10:11:12Z",
        "Tue Nov 18 10:11:12 CET 2025 | 2025-11-18T09:11:12Z",
        "Di, 18 Nov 2025 10:11:12 +0100 | 2025-11-18T09:11:12Z",
        "Do, 04 Dez 2025 10:11:12 +0100 | 2025-12-04T09:11:12Z",
        "mar., 18 nov. 2025 10:11:12 +0100 | 2025-11-18T09:11:12Z",
        "lun, 03 mars 2025 08:00:00 +0100 | 2025-03-03T07:00:00Z",
        "mer. 6 août 2025 08:00:00 +0200 | 2025-08-06T06:00:00Z",
        "vie, 05 dic 2025 10:00:00 +0000 | 2025-12-05T10:00:00Z",
        "mer, 02 lug 2025 10:00:00 +0200 | 2025-07-02T08:00:00Z",
        "Вт, 18 ноября 2025 10:11:12 +0300 | 2025-11-18T07:11:12Z",
        "2025-11-18T10:11:12Z | 2025-11-18T10:11:12Z",
        "2025-11-18T10:11:12.123456789+05:30 | 2025-11-18T04:41:12.123456789Z",
        "2025-11-18T10:11:12.123+0100 | 2025-11-18T09:11:12.123Z",
        "2025-11-18 10:11:12 | 2025-11-18T10:11:12Z",
        "2025-11-18 10:11 | 2025-11-18T10:11:00Z",
        "2025-11-18 | 2025-11-18T00:00:00Z",
        "2025-11 | 2025-11-01T00:00:00Z",
        "2025-322 | 2025-11-18T00:00:00Z",
        "20251118T101112Z | 2025-11-18T10:11:12Z",
        "2025年11月18日 | 2025-11-18T00:00:00Z",
        "2025年11月18日 10:11:12 | 2025-11-18T10:11:12Z",
        "2025/11/18 10:11:12 | 2025-11-18T10:11:12Z",
        "18.11.2025 10:11 | 2025-11-18T10:11:00Z",
        "2025년 11월 18일 | 2025-11-18T00:00:00Z",
        "1763460672 | 2025-11-18T10:11:12Z",
        "1763460672000 | 2025-11-18T10:11:12Z",
        "Tue, 10 Jun 2025 24:00:00 GMT | 2025-06-11T00:00:00Z",
        "Tue, 10 Jun 2025 23:59:60 GMT | 2025-06-10T23:59:59Z",
        "Tue, 10 Jun 2025 04:00:00 Europe/Berlin | 2025-06-10T02:00:00Z",
        "Thu, 01 Jan 1970 00:00:00 GMT | 1970-01-01T00:00:00Z"
      })
  void read_formsInUse_areUnderstood(String text, Instant expected) {
    assertThat(PublishedDate.read(text, NOW)).hasValue(expected);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "yesterday",
        "25:11",
        "Tue, 18 Nov 2025 25:11:12 GMT",
        "Wed, 31 Jun 2025 04:00:00 GMT",
        "Mon, 01 Jan 0001 00:00:00 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "-0044-03-15T00:00:00Z",
        "+292278994-08-17T07:12:55Z",
        "1969-12-31T23:59:59Z",
        "2026-06-03T00:00:00Z",
        "99999999999999999999999999",
        "2025-13-01",
        "2025-02-30",
        "::::",
        "Jan Feb Mar"
      })
  void read_anythingElse_isNoDate(String text) {
    assertThat(PublishedDate.read(text, NOW)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 400, 100_000})
  void read_longText_isNoDate(int length) {
    assertThat(PublishedDate.read("9".repeat(length), NOW)).isEmpty();
  }
}
