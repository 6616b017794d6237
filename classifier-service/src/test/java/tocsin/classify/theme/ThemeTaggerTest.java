package tocsin.classify.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tocsin.classify.tag.Tagger;
import tocsin.classify.vocabulary.Vocabulary;
import tocsin.classify.vocabulary.VocabularyError;
import tocsin.events.Evidence;
import tocsin.events.ThemeTag;

class ThemeTaggerTest {
  private static final String AI_BRIDGE = "{all: [bridge, ai], strength: strong}";
  private static final String CONCEPTS =
      """
      concepts:
        - {id: ai, gate: strong, forms: {any: ["=AI"]}, pairs: [{of: [machine, mind-work], within: 3}]}
        - {id: weak, gate: weak, forms: {en: [software, machine]}}
        - {id: machine, forms: {en: [machine]}}
        - {id: mind-work, forms: {en: [writes]}}
      """;

  @Test
  void conceptTwice_wantsTwoPlaces() throws VocabularyError {
    var rule = "{all: [bridge, bridge], any: [ai], strength: strong}";
    assertThat(themes(rule, "", "AI on the bridge behind the bridge.")).hasSize(1);
    assertThat(themes(rule, "", "AI on the bridge.")).isEmpty();
  }

  @Test
  void notWithin_isWiderThanTheRule() throws VocabularyError {
    var rule = "{all: [bridge, ai], not: [card-game], not-within: article, strength: strong}";
    assertThat(themes(rule, "", "AI won at bridge. The cards were dealt.")).isEmpty();
    assertThat(themes(rule, "", "AI is on the bridge. The river is wide.")).hasSize(1);
    var near = "{all: [bridge, ai], not: [card-game], strength: strong}";
    assertThat(themes(near, "", "AI won at bridge. The cards were dealt.")).hasSize(1);
  }

  @Test
  void pair_standsForTheConcept_andIsItsEvidence() throws VocabularyError {
    var rule = "{all: [bridge, ai], strength: strong}";
    var tags = themes(rule, "", "A machine that writes about the bridge.");
    assertThat(tags).hasSize(1);
    assertThat(tags.getFirst().evidence())
        .extracting(Evidence::text)
        .containsExactly("machine that writes", "bridge");
    assertThat(themes(rule, "", "A machine stands where he of the bridge still writes.")).isEmpty();
    assertThat(themes(rule, "", "A machine stands. He writes about the bridge.")).isEmpty();
  }

  @Test
  void technicalTheme_needsButAWeakSign() throws VocabularyError {
    var rule = "{all: [bridge], strength: strong}";
    var text = "On the bridge. The bridge is old. It has software. Under the bridge is a boat.";
    assertThat(themes(rule, "", text)).isEmpty();
    assertThat(themes(rule, "gate: weak", text)).hasSize(1);
    assertThat(themes(rule, "gate: weak", text.replace("software", "a rail"))).isEmpty();
  }

  @Test
  void weights_speakForATheme_whereNoRuleHolds_andAreItsEvidence() throws VocabularyError {
    var rule = "{all: [bridge, card-game, ai], strength: strong}";
    var weights =
        """
        bar: 1.0
        base: {bridges: -0.5, topic: 0}
        lines:
          bridge: {rarity: 1, bridges: %s, topic: 1}
        """;
    var text = "AI mends what it can. The bridge is old.";
    var spoken = themes(rule, "", text, Map.of("weights.yaml", weights.formatted("2")));
    assertThat(spoken).hasSize(1);
    assertThat(spoken.getFirst().evidence()).extracting(Evidence::text).containsExactly("bridge");
    assertThat(themes(rule, "", text, Map.of("weights.yaml", weights.formatted("0.5")))).isEmpty();
    assertThat(themes(rule, "", text)).isEmpty();
  }

  @Test
  void whatSpeaksOfSomethingElse_carriesNoTheme_whateverItsRulesSay() throws VocabularyError {
    var rule = "{all: [bridge, ai], strength: strong}";
    var weights =
        """
        bar: 1.0
        base: {bridges: 0, topic: 2}
        lines:
          card-game: {rarity: 1, bridges: 0, topic: -6}
          ai: {rarity: 0.2, topic: 1}
        """;
    var files = Map.of("weights.yaml", weights);
    var text =
        "The morning was a long one. %s AI won at bridge. AI won at bridge again, as it had won"
            + " at bridge on the day before, on the day before that and on the first of all.";
    assertThat(themes(rule, "", text.formatted("Rain fell on us all."), files)).hasSize(1);
    assertThat(themes(rule, "", text.formatted("We had cards, cards, cards."), files)).isEmpty();
  }

  private static final String ABOUT_AI =
      """
      bar: 0.7
      base: {bridges: 0, topic: 0}
      lines:
        ai: {rarity: 1, topic: 2}
      """;

  private static final String MENTION = " Next year AI will count the cars on the bridge.";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The city mends its roads. The work began in May and costs nine million."
            + " Shops along the river have lost trade, and the mayor is sorry for the noise.",
        "The ferry is full. It has been so since Easter."
            + " Its captain asks for a second boat, which the council wants to buy in autumn."
      })
  void passingMention_carriesNoTheme(String matter) throws VocabularyError {
    assertThat(themes(AI_BRIDGE, "", matter + MENTION, Map.of("weights.yaml", ABOUT_AI))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // the lead says so
        "The city buys AI for its roads. The work began in May and costs nine million."
            + " Shops along the river have lost trade, and the mayor is sorry for the noise.",
        // most of the text does
        "The city mends its roads. The work began in May."
            + " Software saw the cracks before any engineer did, says the mayor, who is proud of it."
            + " The machine looks at pictures that buses take on their way through the city."
      })
  void theSameSentence_inAnArticleAboutAi_does(String matter) throws VocabularyError {
    assertThat(themes(AI_BRIDGE, "", matter + MENTION, Map.of("weights.yaml", ABOUT_AI)))
        .hasSize(1);
  }

  @Test
  void moreForThemes_makesUpForDoubt_butNotAlone() throws VocabularyError {
    var weights =
        """
        bar: 1.0
        base: {bridges: %s, topic: %s}
        lines:
          ai: {rarity: 1, topic: 0.1}
        """;
    var text = "The city mends its roads. The work began in May and costs nine million." + MENTION;
    var doubtful = Map.of("weights.yaml", weights.formatted("0", "1.5"));
    var more = Map.of("weights.yaml", weights.formatted("4", "1.5"));
    var other = Map.of("weights.yaml", weights.formatted("9", "-1"));
    assertThat(themes(AI_BRIDGE, "", text, doubtful)).isEmpty();
    assertThat(themes(AI_BRIDGE, "", text, more)).hasSize(1);
    assertThat(themes(AI_BRIDGE, "", text, other)).isEmpty();
  }

  @Test
  void whereAnotherThemeIsAhead_moreMustSpeakForATheme() throws VocabularyError {
    var rule = "{all: [bridge, bridge, ai], strength: strong}";
    var weights =
        """
        bar: 1.0
        base: {bridges: 0, games: 0, topic: 3}
        lines:
          bridge: {rarity: 1, bridges: 1.5}
          card-game: {rarity: 1, games: %s}
        """;
    var games =
        """
        id: games
        group: society-and-planet
        labels: {en: Games}
        definition: Games.
        rules:
          - {all: [card-game, card-game], strength: weak}
        """;
    var text = "AI mends what it can. The bridge is old. The cards are new.";
    var behind = Map.of("weights.yaml", weights.formatted("3"), "themes/g.yaml", games);
    var ahead = Map.of("weights.yaml", weights.formatted("0.1"), "themes/g.yaml", games);
    assertThat(themes(rule, "", text, ahead)).extracting(ThemeTag::id).containsExactly("bridges");
    assertThat(themes(rule, "", text, behind)).extracting(ThemeTag::id).containsExactly("games");
  }

  private static List<ThemeTag> themes(String rule, String gate, String text)
      throws VocabularyError {
    return themes(rule, gate, text, Map.of());
  }

  private static List<ThemeTag> themes(
      String rule, String gate, String text, Map<String, String> more) throws VocabularyError {
    var theme =
        """
        id: bridges
        group: society-and-planet
        labels: {en: Bridges}
        definition: Bridges.
        %s
        concepts:
          - {id: bridge, forms: {en: [bridge]}}
          - {id: card-game, forms: {en: [cards]}}
        rules:
          - %s
        """;
    Map<String, String> files = new HashMap<>(more);
    files.put("concepts/c.yaml", CONCEPTS);
    files.put("themes/b.yaml", theme.formatted(gate, rule));
    var tagger = new Tagger(Vocabulary.of(files, Map.of()));
    return tagger.tag("A morning", text, List.of(), "en").themes();
  }
}
