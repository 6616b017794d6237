package tocsin.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class AsyncApiTest {
  private static final Path DIRECTORY = Path.of("src/main/resources/tocsin/events");

  private final JsonNode document = read();

  @Test
  void channels_areTheTopics() {
    assertThat(document.get("channels").propertyStream().map(c -> c.getValue().get("address")))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder(
            Topics.FETCHED,
            Topics.TAGGED,
            Topics.RETAGGED,
            Topics.VOCABULARY,
            Topics.dead("{topic}"));
  }

  @Test
  void deadLetters_nameTheHeadersThatTheyCarry() {
    var headers = document.at("/components/messages/deadLetter/headers");
    var carried =
        List.of(
            DeadLetter.REASON,
            DeadLetter.TOPIC,
            DeadLetter.PARTITION,
            DeadLetter.OFFSET,
            DeadLetter.SERVICE);

    assertThat(headers.get("required").valueStream().map(JsonNode::asText))
        .containsExactlyElementsOf(carried);
    assertThat(headers.get("properties").propertyStream().map(p -> p.getKey()))
        .containsExactlyElementsOf(carried);
  }

  @Test
  void references_leadSomewhere() {
    assertThat(document.findValuesAsText("$ref"))
        .isNotEmpty()
        .allSatisfy(ref -> {
          if (ref.startsWith("#")) {
            assertThat(document.at(ref.substring(1)).isMissingNode()).isFalse();
          } else {
            assertThat(DIRECTORY.resolve(ref)).exists();
          }
        });
  }

  private static JsonNode read() {
    try (var in = Files.newInputStream(DIRECTORY.resolve("asyncapi.yaml"))) {
      var yaml = new Load(LoadSettings.builder().build()).loadFromInputStream(in);
      return new ObjectMapper().valueToTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
