package tocsin.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The golden samples are the contract: what is written today is read by every later version.
class GoldenTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// The events, each with its schema and its samples.
  enum Event {
    article(Article.class),
    tagged_article(TaggedArticle.class),
    vocabulary_entry(VocabularyEntry.class);

    private final Class<? extends Record> type;

    Event(Class<? extends Record> type) {
      this.type = type;
    }

    private String file() {
      return name().replace('_', '-');
    }

    private String schema() {
      return resource("/tocsin/events/schema/" + file() + ".schema.json");
    }

    private Schema validator() {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(schema());
    }
  }

  record Sample(Event event, Path file) {
    String content() throws IOException {
      return Files.readString(file);
    }

    @Override
    public String toString() {
      return file.getFileName().toString();
    }
  }

  static List<Sample> samples() throws IOException {
    List<Sample> samples = new ArrayList<>();
    try (var files = Files.list(Path.of("src/test/resources/golden"))) {
      for (var file : files.sorted().toList()) {
        var event =
            Arrays.stream(Event.values())
                .filter(e -> file.getFileName().toString().startsWith(e.file() + "-"))
                .findFirst();
        samples.add(new Sample(event.orElseThrow(), file));
      }
    }
    return samples;
  }

  @Test
  void everyEvent_hasSamples() throws IOException {
    assertThat(samples().stream().map(Sample::event).distinct()).hasSize(Event.values().length);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void sample_isValid(Sample sample) throws IOException {
    assertThat(errors(sample.event(), sample.content())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void sample_isReadAndWrittenAsItWas_butForUnknownFields(Sample sample) throws Exception {
    var type = sample.event().type;
    var read = EventJson.read(sample.content().getBytes(StandardCharsets.UTF_8), type);
    var written = EventJson.write(read);

    assertThat(EventJson.read(written, type)).isEqualTo(read);
    assertThat(errors(sample.event(), new String(written, StandardCharsets.UTF_8))).isEmpty();
    if (sample.toString().contains("unknown-field")) {
      assertThat(JSON.readTree(written)).isNotEqualTo(JSON.readTree(sample.content()));
    } else {
      assertThat(JSON.readTree(written)).isEqualTo(JSON.readTree(sample.content()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void schemaWithoutARequiredField_namesIt(Event event) {
    assertThat(errors(event, "{}")).anyMatch(error -> error.contains("'id'"));
  }

  @ParameterizedTest
  @EnumSource
  void schemaAndRecord_nameTheSameFields(Event event) throws IOException {
    var schema = JSON.readTree(event.schema());
    compare(event.type, schema, schema);
  }

  private static void compare(Class<?> type, JsonNode schema, JsonNode root) {
    assertThat(names(schema.get("properties")))
        .as(type.getSimpleName())
        .containsExactlyElementsOf(
            Arrays.stream(type.getRecordComponents()).map(c -> c.getName()).toList());
    for (var component : type.getRecordComponents()) {
      var items = schema.at("/properties/" + component.getName() + "/items/$ref").asText("");
      if (!items.isEmpty()) {
        var element = (ParameterizedType) component.getGenericType();
        compare((Class<?>) element.getActualTypeArguments()[0], root.at(items.substring(1)), root);
      }
    }
  }

  private static List<String> names(JsonNode properties) {
    return properties.propertyStream().map(Map.Entry::getKey).toList();
  }

  private static Stream<String> errors(Event event, String json) {
    return event.validator().validate(json, InputFormat.JSON).stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage());
  }

  private static String resource(String path) {
    try (var in = GoldenTest.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
