package tocsin.classify.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tocsin.events.VocabularyEntry;

class VocabularyTest {
  private static final String CONCEPTS =
      """
      concepts:
        - id: ai
          gate: strong
          forms: {any: ["=AI"], de: [Künstlich* Intelligenz*]}
      """;
  private static final String THEME =
      """
      id: bridges
      group: society-and-planet
      labels: {en: Bridges}
      definition: AI on bridges.
      concepts:
        - id: bridge
          forms: {en: [bridge]}
      rules:
        - {id: near, all: [ai, bridge], within: sentence, strength: strong}
      examples:
        yes: [{lang: en, title: AI on a bridge, text: An AI watches the bridge.}]
      """;
  private static final String ACTORS =
      """
      kind: company
      actors:
        - id: acme
          labels: {en: Acme}
          names: {any: [Acme]}
      """;

  @Test
  void of_readsThemesActorsAndConcepts() throws VocabularyError {
    var vocabulary = Vocabulary.of(files(), Map.of());
    assertThat(vocabulary.themes()).containsOnlyKeys("bridges");
    assertThat(vocabulary.actors()).containsOnlyKeys("acme");
    assertThat(vocabulary.entries().getLast())
        .satisfies(last -> {
          assertThat(last.id()).isEqualTo(VocabularyEntry.VERSION);
          assertThat(last.entries()).isEqualTo(vocabulary.entries().size() - 1);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          themes/b.yaml   | all: [ai, bridge]  | all: [ai, brigde] | themes/b.yaml:9: there is no concept, actor or kind 'brigde'
          themes/b.yaml   | strength: strong   | strength: huge    | themes/b.yaml:9: 'huge' is not one of
          themes/b.yaml   | society-and-planet | society           | themes/b.yaml:2: 'society' is not one of
          themes/b.yaml   | definition: AI     | defintion: AI     | themes/b.yaml:4: 'defintion' is not a key here
          themes/b.yaml   | {en: Bridges}      | {de: Brücken}     | themes/b.yaml:1: 'labels' has no 'en'
          themes/b.yaml   | forms: {en: [bridge]} | forms: {}      | themes/b.yaml:6: the concept 'bridge' has no forms
          themes/b.yaml   | - id: bridge       | - id: ai          | themes/b.yaml:6: 'ai' is defined twice
          actors/a.yaml   | kind: company      | kind: castle      | actors/a.yaml:1: 'castle' is not one of
          actors/a.yaml   | [Acme]             | ["***"]           | actors/a.yaml:5: the form '***' has no letter or digit
          actors/a.yaml   | - id: acme         | - id: ai          | actors/a.yaml:3: 'ai' is the id of a concept too
          concepts/c.yaml | gate: strong       | gate: open        | concepts/c.yaml:3: 'open' is not one of
          actors/a.yaml   | [Acme]             | ["*Acme*"]        | actors/a.yaml:5: a word of '*Acme*' has a star at either end
          themes/b.yaml   | strength: strong   | not-within: page  | themes/b.yaml:9: 'page' is not one of
          themes/b.yaml   | definition: AI on bridges. | gate: open | themes/b.yaml:4: 'open' is not one of strong, weak
          themes/b.yaml   | forms: {en: [bridge]} | pairs: [{of: [ai]}] | themes/b.yaml:7: 'of' wants two concepts
          themes/b.yaml   | forms: {en: [bridge]} | pairs: [{of: [ai, pier]}] | themes/b.yaml:7: there is no concept, actor or kind 'pier'
          concepts/c.yaml | concepts:          | concepts: [        | concepts/c.yaml:
          """)
  void of_whatIsWrong_namesFileLineAndEntry(
      String file, String written, String instead, String message) {
    var files = files();
    assertThat(files.get(file)).contains(written);
    files.computeIfPresent(file, (name, text) -> text.replace(written, instead));
    var error = catchThrowableOfType(VocabularyError.class, () -> Vocabulary.of(files, Map.of()));
    assertThat(error.problems()).anySatisfy(problem -> assertThat(problem).contains(message));
  }

  @Test
  void version_isOfTheContent() throws VocabularyError {
    var version = Vocabulary.of(files(), Map.of()).version();
    assertThat(Vocabulary.of(new HashMap<>(files()), Map.of()).version()).isEqualTo(version);
    var changed = files();
    changed.computeIfPresent("actors/a.yaml", (name, text) -> text.replace("[Acme]", "[Acme Inc]"));
    assertThat(Vocabulary.of(changed, Map.of()).version()).isNotEqualTo(version);
    assertThat(Vocabulary.of(files(), Map.of("actors/x.yaml", ACTORS)).version())
        .isNotEqualTo(version);
  }

  @Test
  void of_ownEntries_replaceThoseOfTheSameIdAndAdd() throws VocabularyError {
    var own =
        """
        kind: institute
        actors:
          - {id: acme, labels: {en: Acme Institute}, names: {any: [Acme Institute]}}
          - {id: beta, labels: {en: Beta}, names: {any: [Beta]}}
        """;
    var vocabulary = Vocabulary.of(files(), Map.of("actors/own.yaml", own));
    assertThat(vocabulary.actors()).containsOnlyKeys("acme", "beta");
    assertThat(vocabulary.actors().get("acme"))
        .satisfies(acme -> assertThat(acme.kind()).isEqualTo("institute"));
  }

  @Test
  void of_severalProblems_areAllNamed() {
    var files = files();
    files.computeIfPresent("actors/a.yaml", (n, text) -> text.replace("company", "castle"));
    files.computeIfPresent("themes/b.yaml", (n, text) -> text.replace("bridge]", "brigde]"));
    var error = catchThrowableOfType(VocabularyError.class, () -> Vocabulary.of(files, Map.of()));
    assertThat(List.of(String.join("\n", error.problems())))
        .allMatch(all -> all.contains("actors/a.yaml") && all.contains("themes/b.yaml"));
  }

  private static Map<String, String> files() {
    Map<String, String> files = new HashMap<>();
    files.put("concepts/c.yaml", CONCEPTS);
    files.put("themes/b.yaml", THEME);
    files.put("actors/a.yaml", ACTORS);
    return files;
  }
}
