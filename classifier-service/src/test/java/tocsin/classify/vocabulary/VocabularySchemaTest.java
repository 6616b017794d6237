package tocsin.classify.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The JSON Schema that editors complete and check with says what the loader says.
class VocabularySchemaTest {
  private static final Path SHIPPED = Path.of("src/main/resources/vocabulary");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Schema SCHEMA = schema();

  static Stream<Path> files() throws IOException {
    return Files.walk(SHIPPED).filter(path -> path.toString().endsWith(".yaml")).sorted();
  }

  @ParameterizedTest
  @MethodSource("files")
  void shippedFiles_areValid(Path file) throws IOException {
    assertThat(SCHEMA.validate(json(Files.readString(file)), InputFormat.JSON)).isEmpty();
  }

  @Test
  void misspeltKey_isNotValid() throws IOException {
    var text = Files.readString(SHIPPED.resolve("themes/labour.yaml"));
    assertThat(SCHEMA.validate(json(text.replace("definition:", "defintion:")), InputFormat.JSON))
        .isNotEmpty();
  }

  private static String json(String yaml) throws IOException {
    var settings = LoadSettings.builder().setCodePointLimit(10_000_000).build();
    return JSON.writeValueAsString(new Load(settings).loadFromString(yaml));
  }

  private static Schema schema() {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Files.readString(SHIPPED.resolve("vocabulary.schema.json")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
