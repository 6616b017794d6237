package tocsin.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tocsin.servers.PostgresServer;

class SchemaTest {
  @TempDir Path directory;

  private static List<Version> versions(String text) {
    return Stream.of(text.split(" ")).filter(v -> !v.isEmpty()).map(Version::new).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "1 2 10, 1 2 10, '', false",
    "1 2 10, 1 2, '', true",
    "1 2 10, '', '', false",
    "1 2 10, 1 2 10 11, 11, false",
    "1 2 10, 1 2 9 10, 9, false",
    "1 2 10, 1 2 11 12, 12, true"
  })
  void schema_isComparedMigrationByMigration(
      String known, String seen, String unknown, boolean older) {
    var schema = new Schema(versions(known), versions(seen));
    assertThat(schema.unknown().map(Version::text).orElse("")).isEqualTo(unknown);
    assertThat(schema.isOlder()).isEqualTo(older);
  }

  @Test
  void read_findsWhatTheJarBringsAndTheDatabaseHasSeen() throws Exception {
    jar("db/migration/V1__first.sql", "db/migration/V2_1__second.sql", "db/other/V3__third.sql");
    try (var server = PostgresServer.start(directory.resolve("postgres"), 0, false)) {
      assertThat(Schema.read(directory, server.port(), "postgres"))
          .isEqualTo(new Schema(versions("1 2.1"), List.of()));
      try (var connection =
              java.sql.DriverManager.getConnection(
                  "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(server.port()),
                  PostgresServer.USER,
                  PostgresServer.PASSWORD);
          var statement = connection.createStatement()) {
        statement.execute(
            """
            CREATE TABLE flyway_schema_history (version text, success boolean);
            INSERT INTO flyway_schema_history VALUES ('1', true), ('12', true), ('13', false), (NULL, true)\
            """);
      }
      assertThat(Schema.read(directory, server.port(), "postgres").seen())
          .containsExactlyElementsOf(versions("1 12"));
    }
  }

  @Test
  void read_whereThereIsNoMigration_isNoArtefact() throws IOException {
    jar("tocsin/Some.class");
    assertThatThrownBy(() -> Schema.read(directory, 1, "postgres"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no migrations");
  }

  private void jar(String... entries) throws IOException {
    try (var out = new ZipOutputStream(Files.newOutputStream(directory.resolve("app.jar")))) {
      for (var entry : entries) {
        out.putNextEntry(new ZipEntry(entry));
      }
    }
  }
}
