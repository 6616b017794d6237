package tocsin.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A stack that is started on what a newer version left.
@Order(7)
@ExtendWith(World.Parameter.class)
class OlderVersionIT {
  private static final String LATER =
      """
      INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,
        checksum, installed_by, execution_time, success)
      SELECT max(installed_rank) + 1, '9000', 'later', 'SQL', 'V9000__later.sql', 1, current_user,
        1, true
      FROM flyway_schema_history\
      """;

  private final World world;

  OlderVersionIT(World world) {
    this.world = world;
  }

  @Test
  void start_onANewerSchema_isRefusedAndSaysWhy() throws IOException {
    var stack = world.stack();
    stack.stop();
    stack.start();
    stack.database().run("ingest", LATER);
    stack.stop();
    var version = stack.data().resolve("version");
    Files.writeString(version, "0.0.1\n");

    assertThatIllegalStateException()
        .isThrownBy(stack::start)
        .withMessageContaining("the launcher ended with 1");

    assertThat(stack.said())
        .contains(
            "the database 'ingest'",
            "has been migrated to 9000",
            "knows migrations up to",
            "backup");
    assertThat(version).as("which versions may start here").hasContent("0.0.1");
    assertThat(stack.leftovers()).isEmpty();
  }
}
