package tocsin.classify.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tocsin.classify.spot.Hits;
import tocsin.classify.text.TaggableText;
import tocsin.classify.vocabulary.Vocabulary;
import tocsin.classify.vocabulary.VocabularyError;
import tocsin.events.Evidence;

class SharesTest {
  /// More forms for one place than there are ranked at first.
  private static final String CONCEPTS =
      """
      concepts:
        - id: bridge
          forms:
            any: [old iron bridge over river, old iron bridge over, old iron bridge, old iron, old,
              iron bridge over river, iron bridge over, iron bridge, iron,
              bridge over river, bridge over, bridge, over river, over, river]
        - {id: ferry, forms: {any: [ferry]}}
        - {id: boat, forms: {any: [boat]}}
      """;

  @Test
  void evidence_isTheHeaviest_inTheOrderOfTheText() throws VocabularyError {
    var hits = hits("A boat, a ferry, a boat, a ferry, a boat, a ferry.");
    var shares = new Shares(hits);
    for (int hit = 0; hit < hits.size(); hit++) {
      shares.add(hit, hit == 3 ? 0.5 : 1);
      shares.add(hit, hit == 0 ? 2 : 1);
    }
    assertThat(shares.evidence()).extracting(Evidence::start).containsExactly(2, 10, 19, 36, 44);
  }

  @Test
  void evidence_whereTheHeaviestOverlap_isOneOfThemAndWhatStandsElsewhere() throws VocabularyError {
    var hits = hits("The old iron bridge over river. A ferry and a boat.");
    var shares = new Shares(hits);
    for (int hit = 0; hit < hits.size(); hit++) {
      shares.add(
          hit, hits.start(hit) == 4 && hits.length(hit) == 26 ? 9 : hits.start(hit) < 31 ? 8 : 1);
    }
    assertThat(shares.evidence())
        .extracting(Evidence::text)
        .containsExactly("old iron bridge over river", "ferry", "boat");
  }

  @Test
  void clear_beginsAnew() throws VocabularyError {
    var shares = new Shares(hits("A ferry and a boat."));
    shares.add(0, 1);
    shares.clear();
    shares.add(1, 1);
    assertThat(shares.evidence()).extracting(Evidence::text).containsExactly("boat");
  }

  private static Hits hits(String text) throws VocabularyError {
    var lexicon = Vocabulary.of(Map.of("concepts/c.yaml", CONCEPTS), Map.of()).lexicon();
    return Hits.in(new TaggableText("", text, List.of()), lexicon, "en");
  }
}
