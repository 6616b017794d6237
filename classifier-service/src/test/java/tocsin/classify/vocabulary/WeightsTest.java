package tocsin.classify.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightsTest {
  private final List<String> problems = new ArrayList<>();

  private Weights read(String text) {
    return Weights.read(Yaml.read("weights.yaml", text, problems));
  }

  @Test
  void whatIsWritten_isReadAgain() {
    var weights =
        new Weights(
            1.35,
            Map.of("labour", -4.125, Weights.TOPIC, -1.5),
            Map.of("kind:state", new Weights.Line(0.75, Map.of("labour", 1.25))));
    assertThat(read(weights.yaml())).isEqualTo(weights);
    assertThat(problems).isEmpty();
  }

  @Test
  void whatIsWrong_isNamedByItsLine() {
    read(
        """
        bar: high
        base: {}
        lines:
          union: {labour: 1}
        """);
    assertThat(problems)
        .containsExactly(
            "weights.yaml:4: 'rarity' is missing", "weights.yaml:1: 'high' is not a number");
  }
}
