package tocsin.classify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tocsin.classify.score.LabelledItem;
import tocsin.classify.score.Scorecard;
import tocsin.classify.tag.Tagger;
import tocsin.classify.vocabulary.VocabularyError;
import tocsin.classify.vocabulary.VocabularyFiles;

/// The scorecard of the labelled items that nobody tuned to has floors: a change that makes the
/// tags worse does not pass.
class LabelledSetTest {
  private static final double THEMES = 0.80;
  private static final double ACTORS = 0.96;
  private static final double OFF_TOPIC = 0.03;

  private static Scorecard card = new Scorecard(List.of());

  @BeforeAll
  static void judge() throws IOException, VocabularyError {
    List<LabelledItem> items = new ArrayList<>();
    try (var files = Files.list(Path.of("src/test/resources/labelled/test"))) {
      for (var file : files.sorted().toList()) {
        items.addAll(LabelledItems.read(file));
      }
    }
    card = LabelledItems.judge(items, new Tagger(VocabularyFiles.load(Optional.empty())));
    System.out.println(card.table());
  }

  @Test
  void themes_areAsRightAsTheyWere() {
    assertThat(card.themes().f1()).isGreaterThanOrEqualTo(THEMES);
  }

  @Test
  void actors_areAsRightAsTheyWere() {
    assertThat(card.actors().f1()).isGreaterThanOrEqualTo(ACTORS);
  }

  @Test
  void offTopic_carriesNoTheme() {
    assertThat((double) card.offTopicTagged() / card.offTopic()).isLessThanOrEqualTo(OFF_TOPIC);
  }

  @Test
  void everyTag_restsOnWordsThatStandThere() {
    assertThat(card.evidenced()).isEqualTo(card.tags());
  }
}
