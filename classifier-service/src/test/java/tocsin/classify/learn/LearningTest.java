package tocsin.classify.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tocsin.classify.learn.Learning.Example;
import tocsin.classify.vocabulary.Weights;

class LearningTest {
  private static final Set<String> THEMES = Set.of("labour", "environment");
  private static final List<Example> EXAMPLES = examples();

  private static List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      examples.add(example(Map.of("ai", 2, "union", 1 + i % 3), "labour"));
      examples.add(example(Map.of("ai", 1, "electricity", 1 + i % 2), "environment"));
      examples.add(example(Map.of("football", 1, "union", 1)));
    }
    return examples;
  }

  private static Example example(Map<String, Integer> times, String... themes) {
    return new Example(times, Set.of(themes), Set.of());
  }

  private static double weight(Weights weights, String concept, String theme) {
    var line = weights.lines().get(concept);
    return line == null ? 0 : line.speaks().getOrDefault(theme, 0.0);
  }

  @Test
  void aConcept_speaksForTheThemeItStandsWith() {
    var learnt = Learning.of(EXAMPLES, THEMES);
    assertThat(weight(learnt, "union", "labour")).isPositive();
    assertThat(weight(learnt, "union", "environment")).isZero();
    assertThat(weight(learnt, "electricity", "environment")).isPositive();
    assertThat(weight(learnt, "ai", Weights.TOPIC)).isPositive();
    assertThat(weight(learnt, "football", Weights.TOPIC)).isNegative();
  }

  @Test
  void noWeightForATheme_isBelowZero() {
    var learnt = Learning.of(EXAMPLES, THEMES);
    assertThat(learnt.lines().values())
        .allSatisfy(line ->
            assertThat(line.speaks())
                .allSatisfy((target, weight) ->
                    assertThat(target.equals(Weights.TOPIC) || weight > 0).isTrue()));
  }

  @Test
  void aConceptOfOneExample_isNotLearnt() {
    List<Example> more = new ArrayList<>(EXAMPLES);
    more.add(example(Map.of("ai", 1, "whale", 3), "environment"));
    assertThat(Learning.of(more, THEMES).lines()).doesNotContainKey("whale");
  }

  @Test
  void aBorderlineTheme_isNoExampleEitherWay() {
    List<Example> more = new ArrayList<>(EXAMPLES);
    for (int i = 0; i < 40; i++) {
      more.add(new Example(Map.of("ai", 1, "union", 1), Set.of(), Set.of("labour")));
    }
    assertThat(weight(Learning.of(more, THEMES), "union", "labour"))
        .isGreaterThan(weight(Learning.of(refused(more), THEMES), "union", "labour"));
  }

  private static List<Example> refused(List<Example> examples) {
    return examples.stream().map(one -> new Example(one.times(), one.themes(), Set.of())).toList();
  }

  @Test
  void theSameExamples_teachTheSame() {
    assertThat(Learning.of(EXAMPLES, THEMES).yaml())
        .isEqualTo(Learning.of(EXAMPLES, THEMES).yaml());
  }
}
