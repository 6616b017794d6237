package tocsin.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tocsin.events.Evidence;

class MarksTest {
  private static final String TEXT = "China limits AI chips";

  @ParameterizedTest
  @CsvSource({
    "nothing, '', China limits AI chips",
    "one, 13-15, China limits «AI» chips",
    "at both ends, 0-5 16-21, «China» limits AI «chips»",
    "twice the same, 13-15 13-15, China limits «AI» chips",
    "one within another, 13-21 13-15, China limits «AI chips»",
    "overlapping, 6-15 13-21, China «limits AI chips»",
    "touching, 0-5 5-12, «China limits» AI chips",
    "out of order, 16-21 0-5, «China» limits AI «chips»",
    "all, 0-21, «China limits AI chips»"
  })
  void of_evidence_marksEachStretchOnce(String what, String spans, String marked) {
    var evidence =
        Arrays.stream(spans.split(" "))
            .filter(span -> !span.isEmpty())
            .map(span -> {
              var ends = span.split("-");
              int start = Integer.parseInt(ends[0]);
              int end = Integer.parseInt(ends[1]);
              return new Evidence(Evidence.Field.text, start, end, TEXT.substring(start, end), "c");
            })
            .toList();
    assertThat(drawn(Marks.of(TEXT, evidence))).as(what).isEqualTo(marked);
  }

  @ParameterizedTest
  @CsvSource({"other words, 0, Chile", "beyond the end, 30, chips"})
  void of_evidenceThatDoesNotStandThere_leavesItOut(String what, int start, String words) {
    var stray = new Evidence(Evidence.Field.text, start, start + words.length(), words, "c");
    assertThat(drawn(Marks.of(TEXT, List.of(stray)))).as(what).isEqualTo(TEXT);
  }

  private static String drawn(List<Marks.Piece> pieces) {
    return pieces.stream()
        .map(piece -> piece.marked() ? "«" + piece.text() + "»" : piece.text())
        .collect(Collectors.joining());
  }
}
