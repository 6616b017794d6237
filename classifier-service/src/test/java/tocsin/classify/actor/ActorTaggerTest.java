package tocsin.classify.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tocsin.classify.spot.Hits;
import tocsin.classify.text.TaggableText;
import tocsin.classify.vocabulary.Vocabulary;
import tocsin.classify.vocabulary.VocabularyError;

class ActorTaggerTest {
  private static final String ACTORS =
      """
      kind: company
      actors:
        - id: usa
          labels: {en: US}
          names: {any: ["=US"], zh: [美国, 中美]}
          not: [其中]
        - id: china
          labels: {en: China}
          names: {any: [China], zh: [中国, 中美]}
          not: [Bank of China]
        - id: google
          labels: {en: Google}
          names: {any: [Google]}
        - id: deepmind
          labels: {en: DeepMind}
          names: {any: [Google DeepMind]}
        - id: meta
          labels: {en: Meta}
          contextual:
            - forms: {any: ["=Meta"]}
              forbids: [goal]
        - id: llama
          labels: {en: Llama}
          contextual:
            - forms: {any: ["=Llama"]}
              needs: [meta]
        - id: vance
          labels: {en: Vance}
          names: {any: [JD Vance]}
          contextual:
            - forms: {any: ["=Vance"]}
              after: full-name
              role: {en: [vice president]}
          not: [Cyrus Vance]
        - id: mistral
          labels: {en: Mistral}
          contextual:
            - forms: {any: ["=Mistral"]}
              needs: [model]
              forbids: [wind]
              within: 5
        - id: orchard
          labels: {en: Orchard}
          contextual:
            - forms: {any: ["=Orchard"]}
              needs: ["kind:company"]
              within: 3
      """;
  private static final String CONCEPTS =
      """
      concepts:
        - id: goal
          forms: {en: [marathon]}
        - id: model
          forms: {en: [model]}
        - id: wind
          forms: {en: [gust]}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Google DeepMind hires | deepmind",
        "Google DeepMind and Google | deepmind google",
        "The Bank of China lends | ''",
        "China and the Bank of China | china",
        "中美会谈 | china usa",
        "其中美国企业 | usa",
        "Meta ships it | meta",
        "After the marathon: Meta | ''",
        "Meta ships Llama | llama meta",
        "A Llama in the zoo | ''",
        "JD Vance came. Vance left | vance",
        "Vance left | ''",
        "The vice president, Vance, left | vance",
        "Cyrus Vance, vice president of the bank | ''",
        "A model of Mistral | mistral",
        "A model of Mistral, or a gust | ''",
        "Orchard and Google | google orchard",
        "Orchard and a tree | ''",
        "One model in all of these many other towns is called Mistral | ''",
      })
  void name_titleWithForms_areThoseItsContextAllows(String title, String actors)
      throws VocabularyError {
    var lexicon =
        Vocabulary.of(Map.of("actors/a.yaml", ACTORS, "concepts/c.yaml", CONCEPTS), Map.of())
            .lexicon();
    var hits = Hits.in(new TaggableText(title, "", List.of()), lexicon, "en");

    var named = new TreeSet<String>();
    new ActorTagger(lexicon).name(hits).keySet().forEach(actor -> named.add(lexicon.name(actor)));

    assertThat(named)
        .containsExactlyElementsOf(
            Arrays.stream(actors.split(" ")).filter(id -> !id.isEmpty()).toList());
  }
}
