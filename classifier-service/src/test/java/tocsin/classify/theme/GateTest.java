package tocsin.classify.theme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tocsin.classify.tag.Tagger;
import tocsin.classify.vocabulary.Vocabulary;
import tocsin.classify.vocabulary.VocabularyError;
import tocsin.events.Evidence;

class GateTest {
  private static final String CONCEPTS =
      """
      concepts:
        - {id: ai, gate: strong, forms: {any: ["=AI"]}}
        - {id: speech, broader: ai, forms: {en: [dictation]}, pairs: [{of: [ear, hears], within: 2}]}
        - {id: ear, forms: {en: [receiver]}}
        - {id: hears, forms: {en: [understands]}}
        - {id: medium, gate: medium, forms: {en: [scanner, classifier]}}
        - {id: weak, gate: weak, forms: {en: [software, machine, robot, sensor, AI]}}
        - {id: play, gate: against, forms: {en: [football]}}
      """;
  private static final String THEME =
      """
      id: bridges
      group: society-and-planet
      labels: {en: Bridges}
      definition: Bridges.
      concepts:
        - {id: bridge, forms: {en: [bridge]}}
      rules:
        - {all: [bridge], strength: strong}
      """;

  /// Two sentences that are the lead, and two between the bridge and what follows.
  private static final String FAR =
      "The river rose at night. It fell at dawn. The bridge held. The bridge is old. A boat went by. ";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The AI has a say, and the AI is new.",
        "The scanner is a classifier.",
        "The software, the machine, the robot and the sensor are new."
      })
  void enoughSigns_openForTheWholeArticle(String signs) throws VocabularyError {
    assertThat(evidence(FAR + signs)).contains("bridge");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The AI has a say.",
        "The scanner is new.",
        "The machine, the machines, a machine and our machine are new.",
        "The software and the machine are new."
      })
  void tooFewSigns_orTheSameWordAgain_doNot(String signs) throws VocabularyError {
    assertThat(evidence(FAR + signs)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"The AI on the bridge is new.", "The scanner on the bridge is new."})
  void oneSign_letsThroughWhatStandsBesideIt(String sign) throws VocabularyError {
    var text = "The river rose at night. It fell at dawn. The bridge held. ";
    assertThat(evidence(text + sign + " The bridge is old.")).contains("bridge");
  }

  @Test
  void signsInOnePlace_countOnce() throws VocabularyError {
    assertThat(evidence(FAR + "The AI and a sensor are new.")).isEmpty();
    assertThat(evidence(FAR + "The AI, a robot and a sensor are new.")).contains("bridge");
  }

  @Test
  void otherMatterInTheLead_asksForMore() throws VocabularyError {
    assertThat(evidence("The AI is new. It fell. A bridge held.")).contains("bridge");
    assertThat(evidence("The AI plays football. It fell. A bridge held.")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dictation is new.", "The receiver understands."})
  void kindOfAi_isAi_byFormAndByPair(String sign) throws VocabularyError {
    var rule = THEME.replace("[bridge], strength", "[bridge, ai], strength");
    var text = sign.replace(".", " beside the bridge.");
    assertThat(tagged(rule, text)).contains("bridge").hasSize(2);
    assertThat(tagged(rule, "The receiver is on the bridge.")).isEmpty();
  }

  @Test
  void unknownBroaderConcept_isAProblem() {
    var files = Map.of("concepts/c.yaml", CONCEPTS.replace("broader: ai", "broader: aj"));
    assertThatThrownBy(() -> Vocabulary.of(files, Map.of()))
        .hasMessageContaining("there is no concept, actor or kind 'aj'");
  }

  private static List<String> evidence(String text) throws VocabularyError {
    return tagged(THEME, text);
  }

  private static List<String> tagged(String theme, String text) throws VocabularyError {
    var files = Map.of("concepts/c.yaml", CONCEPTS, "themes/b.yaml", theme);
    var tagger = new Tagger(Vocabulary.of(files, Map.of()));
    return tagger.tag("A morning", text, List.of(), "en").themes().stream()
        .flatMap(tag -> tag.evidence().stream())
        .map(Evidence::text)
        .toList();
  }
}
