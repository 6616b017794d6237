package tocsin.classify.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import tocsin.classify.tag.Item;
import tocsin.events.ActorTag;
import tocsin.events.Evidence;
import tocsin.events.Grade;
import tocsin.events.ThemeTag;

class ScorecardTest {
  private static final Scorecard CARD =
      new Scorecard(
          List.of(
              judgement(
                  "1", "de", List.of("safety"), List.of("labour"), List.of("safety", "privacy")),
              judgement("2", "en", List.of("labour"), List.of(), List.of("labour")),
              judgement("3", "en", List.of(), List.of(), List.of("compute")),
              judgement("4", "en", List.of(), List.of(), List.of("rights"))));

  @Test
  void themes_countTagsOfAnyGrade_butNotOptionalOnes() {
    assertThat(CARD.themes()).isEqualTo(new Tally(2, 2, 1));
    assertThat(CARD.themes().f1()).isEqualTo(4.0 / 7, within(1e-9));
    assertThat(CARD.primary()).isEqualTo(new Tally(2, 0, 0));
    assertThat(CARD.offTopic()).isEqualTo(2);
    assertThat(CARD.offTopicTagged()).isEqualTo(1);
    assertThat(CARD.byTheme().get("labour")).isEqualTo(new Tally(1, 0, 1));
    assertThat(CARD.byLanguage()).containsOnlyKeys("de", "en");
  }

  @Test
  void evidence_mustStandVerbatim() {
    assertThat(CARD.tags()).isEqualTo(9);
    assertThat(CARD.evidenced()).isEqualTo(5);
  }

  @Test
  void bootstrap_isReproducibleAndHoldsTheFigure() {
    var interval = CARD.bootstrap(Judgement::themes);
    assertThat(interval).isEqualTo(CARD.bootstrap(Judgement::themes));
    assertThat(CARD.themes().f1()).isBetween(interval.low(), interval.high());
  }

  @Test
  void tally_ofNothing_isRight() {
    assertThat(Tally.NONE.f1()).isEqualTo(1);
    assertThat(Tally.NONE.precision()).isEqualTo(1);
    assertThat(Tally.NONE.recall()).isEqualTo(1);
  }

  /// Themes rest on words that stand there, actors on words that do not.
  private static Judgement judgement(
      String id, String language, List<String> primary, List<String> secondary, List<String> got) {
    var item =
        new LabelledItem(
            id,
            language,
            "title",
            "the words",
            "text",
            new LabelledItem.Themes(primary, secondary),
            List.of(new TextNode("acme")),
            new LabelledItem.Optional(List.of("rights"), List.of()));
    var stands = List.of(new Evidence(Evidence.Field.text, 4, 9, "words", "c"));
    var off = List.of(new Evidence(Evidence.Field.text, 3, 8, "words", "c"));
    var themes = got.stream().map(t -> new ThemeTag(t, Grade.primary, 0.5, stands)).toList();
    var actors = List.of(new ActorTag("acme", 1.0, off));
    return new Judgement(
        item, new Item.Tagged(id, language, "title", "the words", themes, actors, "v"));
  }
}
