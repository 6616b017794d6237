package tocsin.classify.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tocsin.classify.vocabulary.VocabularyError;

class TrainCommandTest {
  private static final String ITEM =
      """
      {"id": "%s", "title": "%s", "body": "", "themes": {"primary": [%s], "secondary": []}}
      """;

  @TempDir Path directory;

  private String items(String... items) throws IOException {
    return Files.writeString(directory.resolve("items.jsonl"), String.join("", items)).toString();
  }

  @Test
  void whatStandsInItemsOfATheme_speaksForIt() throws IOException, VocabularyError {
    var labour = ITEM.formatted("a", "Union strikes over AI", "\"labour\"");
    var military = ITEM.formatted("b", "AI drones for the army", "\"military\"");
    var other = ITEM.formatted("c", "The weather", "");
    var weights =
        TrainCommand.weights(List.of(items(labour, labour, military, military, other, other)));
    assertThat(weights.lines().values())
        .anyMatch(line -> line.speaks().keySet().contains("labour"));
    assertThat(weights.base()).containsKeys("labour", "military", "topic");
  }

  @Test
  void wrongArgumentsAndItems_areNamed() throws IOException {
    var unknown = items(ITEM.formatted("a", "Union", "\"labor\""));
    assertThatThrownBy(() -> TrainCommand.weights(List.of(unknown)))
        .hasMessage("item a: there is no theme 'labor'");
    assertThatThrownBy(() -> TrainCommand.weights(List.of("--bar")))
        .hasMessage("does not know --bar");
    assertThatThrownBy(() -> TrainCommand.weights(List.of("/nowhere.jsonl")))
        .hasMessage("cannot read /nowhere.jsonl");
    assertThatThrownBy(() -> TrainCommand.weights(List.of()))
        .hasMessage("wants a file of labelled items");
  }
}
