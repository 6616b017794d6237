package tocsin.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  private static final Version POSTGRESQL = new Version("18.4.0");

  @TempDir Path directory;

  @Test
  void expectUsable_leavesTheVersionAsItWas() throws Exception {
    Files.writeString(directory.resolve("version"), "0.1.0\n");
    try (var data = DataDirectory.take(directory)) {
      assertThat(data.expectUsable(new Version("0.1.1"), POSTGRESQL))
          .isEqualTo(new Version("0.1.0"));
    }
    assertThat(directory.resolve("version")).hasContent("0.1.0");
  }

  @Test
  void claim_keepsOlderVersionsOut() throws Exception {
    try (var data = DataDirectory.take(directory)) {
      data.claim(new Version("0.1.1"));

      assertThatThrownBy(() -> data.expectUsable(new Version("0.1.0"), POSTGRESQL))
          .isInstanceOf(StartFailed.class)
          .hasMessageContainingAll("0.1.1", "0.1.0");
    }
  }
}
