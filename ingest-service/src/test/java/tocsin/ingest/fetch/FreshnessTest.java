package tocsin.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cache-control: max-age=600 | PT10M",
        "cache-control: public, Max-Age=600 | PT10M",
        "cache-control: s-maxage=600 |",
        "cache-control: no-cache, max-age=600 |",
        "cache-control: no-store |",
        "cache-control: max-age=0 |",
        "cache-control: max-age=99999999999999 | PT24H",
        "cache-control: max-age=soon |",
        "cache-control: max-age=600; age: 200 | PT6M40S",
        "cache-control: max-age=600; age: 900 |",
        "cache-control: max-age=600; expires: Mon, 01 Jun 2026 14:00:00 GMT | PT10M",
        "expires: Mon, 01 Jun 2026 13:00:00 GMT | PT1H",
        "expires: Tue, 02 Jun 2026 13:00:00 GMT; date: Tue, 02 Jun 2026 12:00:00 GMT | PT1H",
        "expires: Mon, 01 Jun 2026 11:00:00 GMT |",
        "expires: 0 |",
        "x-nothing: 1 |"
      })
  void of_headers_isHowLongTheAnswerKeeps(String headers, @Nullable Duration fresh) {
    assertThat(Freshness.of(headers(headers), NOW)).isEqualTo(fresh);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "120 | PT2M",
        "' 120 ' | PT2M",
        "0 | PT0S",
        "99999999999 | PT24H",
        "999999999999999999999999 | PT0S",
        "-5 | PT0S",
        "soon | PT0S",
        "Mon, 01 Jun 2026 12:30:00 GMT | PT30M",
        "Mon Jun  1 12:30:00 2026 | PT30M",
        "Mon, 01 Jun 2026 11:30:00 GMT | PT0S",
        "Fri, 01 Jan 2100 00:00:00 GMT | PT24H"
      })
  void retryAfter_eachForm_isRead(String header, Duration after) {
    assertThat(Freshness.retryAfter(header, NOW)).isEqualTo(after);
  }

  @Test
  void retryAfter_none_isZero() {
    assertThat(Freshness.retryAfter(null, NOW)).isZero();
  }

  private static MultiMap headers(String written) {
    var headers = MultiMap.caseInsensitiveMultiMap();
    for (var header : written.split("; ")) {
      headers.add(header.split(": ", 2)[0], header.split(": ", 2)[1]);
    }
    return headers;
  }
}
