package tocsin.alert.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreconditionsTest {
  private static final Instant MODIFIED = Instant.parse("2026-03-01T10:00:00Z");

  private static boolean met(List<String> noneMatch, List<String> modifiedSince) {
    return new Preconditions(noneMatch, modifiedSince).areMetBy("now", MODIFIED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"now\" | true",
        "W/\"now\" | true",
        "\"then\", W/\"now\" | true",
        "\"a,b\",\"now\" | true",
        "* | true",
        "\"then\" | false",
        "\"*\" | false",
        "now | false",
        "` ` | false"
      })
  void entityTags_areComparedWeakly(String written, boolean met) {
    assertThat(met(List.of(written), List.of())).isEqualTo(met);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Sun, 01 Mar 2026 10:00:00 GMT | true",
        "Sunday, 01-Mar-26 10:00:01 GMT | true",
        "Sun Mar  1 10:00:00 2026 | true",
        "Sun, 01 Mar 2026 09:59:59 GMT | false",
        "Sunday, 01-Mar-70 10:00:00 GMT | false",
        "x | false",
        "`` | false",
        "0 | false",
        "2026-03-01T10:00:00Z | false",
        "Mon, 01 Mar 2026 10:00:00 GMT | false"
      })
  void date_thatIsNone_doesNotCount(String written, boolean met) {
    assertThat(met(List.of(), List.of(written))).isEqualTo(met);
  }

  @Test
  void date_besideEntityTags_doesNotCount() {
    var since = List.of("Sun, 01 Mar 2026 10:00:00 GMT");
    assertThat(met(List.of("\"then\""), since)).isFalse();
    assertThat(met(List.of("\"then\"", "\"now\""), since)).isTrue();
    assertThat(met(List.of(), List.of(since.getFirst(), since.getFirst()))).isFalse();
  }
}
