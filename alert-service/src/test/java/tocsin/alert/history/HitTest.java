package tocsin.alert.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Hits, what is counted of them, and what is suggested.
class HitTest {
  private static final Instant MONDAY = Instant.parse("2026-03-02T12:00:00Z");

  private static Hit hit(String id, String story, long order, List<String> actors) {
    return new Hit(
        id,
        0,
        order,
        order,
        MONDAY.plusSeconds(order * 3600),
        story,
        List.of("safety"),
        actors,
        "en",
        "example.org");
  }

  @Test
  void firstOfStories_isTheOneTakenInFirst() {
    var hits =
        List.of(
            hit("b", "s", 2, List.of()), hit("a", "s", 1, List.of()), hit("c", "c", 3, List.of()));
    assertThat(Hit.firstOfStories(hits)).extracting(Hit::id).containsExactlyInAnyOrder("a", "c");
  }

  @Test
  void perDay_countsByDayOfTheWorld() {
    var hits = IntStream.range(0, 20).mapToObj(i -> hit("a" + i, "a" + i, i, List.of())).toList();
    assertThat(Preview.perDay(hits)).isEqualTo(Map.of("2026-03-02", 12, "2026-03-03", 8));
    assertThat(Preview.perTheme(hits)).isEqualTo(Map.of("safety", 20));
  }

  @Test
  void spread_isEven() {
    assertThat(Preview.spread(List.of(0, 1, 2, 3, 4, 5, 6, 7), 4)).containsExactly(0, 2, 4, 6);
    assertThat(Preview.spread(List.of(0, 1), 4)).containsExactly(0, 1);
  }

  @Test
  void suggestion_isWhatIsNearestToHalf() {
    var hits =
        IntStream.range(0, 10)
            .mapToObj(i ->
                hit(
                    "a" + i,
                    "a" + i,
                    i,
                    i < 5 ? List.of("china") : i < 8 ? List.of("usa") : List.of()))
            .toList();
    assertThat(Suggestion.of(hits, List::copyOf)).contains(new Suggestion("NOT actor:china", 5, 5));
  }

  @Test
  void suggestion_countsTheOthersOfAStoryThatStepIn() {
    var hits =
        List.of(
            hit("a", "s", 1, List.of("china")),
            hit("b", "s", 2, List.of("usa")),
            hit("c", "c", 3, List.of("china")),
            hit("d", "d", 4, List.of("france")),
            hit("e", "e", 5, List.of()));
    assertThat(Suggestion.of(hits, Hit::firstOfStories))
        .contains(new Suggestion("NOT actor:china", 1, 3));
  }

  @Test
  void suggestion_whereNothingIsNearHalfOrAlertsAreFew_isNone() {
    var same =
        IntStream.range(0, 9).mapToObj(i -> hit("a" + i, "a" + i, i, List.of("china"))).toList();
    assertThat(Suggestion.of(same, List::copyOf)).isEmpty();
    var few = List.of(hit("a", "a", 1, List.of("china")), hit("b", "b", 2, List.of()));
    assertThat(Suggestion.of(few, List::copyOf)).isEmpty();
  }
}
