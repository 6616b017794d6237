package tocsin.alert.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookmarkTest {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

  @Test
  void read_ofWhatWasWritten_isTheSame() {
    for (var bookmark :
        List.of(
            new Bookmark.OnTopic(List.of(12L, 0L, 7L)),
            new Bookmark.InTable(3, TIME, ""),
            new Bookmark.InTable(4, TIME, "an,id"))) {
      assertThat(Bookmark.read(bookmark.written())).isEqualTo(bookmark);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "t:", "t:1,x", "p:1,2", "p:x,2026-01-02T03:04:05Z,a", "q:1"})
  void read_ofAnythingElse_isRefused(String written) {
    assertThatThrownBy(() -> Bookmark.read(written)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void progress_isTheShareOfTheWay() {
    var begin = new Bookmark.OnTopic(List.of(10L, 20L));
    var end = new Bookmark.OnTopic(List.of(20L, 50L));
    assertThat(Bookmark.progress(begin, begin, end)).isZero();
    assertThat(Bookmark.progress(begin, new Bookmark.OnTopic(List.of(20L, 20L)), end))
        .isEqualTo(0.25);
    assertThat(Bookmark.progress(begin, end, end)).isEqualTo(1);
    assertThat(Bookmark.progress(begin, begin, begin)).as("nothing to do").isEqualTo(1);
  }
}
