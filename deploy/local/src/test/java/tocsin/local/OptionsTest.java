package tocsin.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  private static Options of(String line) {
    return Options.of(line.isEmpty() ? List.of() : List.of(line.split(" ")));
  }

  @Test
  void known_areTakenInAnyOrder() {
    assertThat(of("up")).isEqualTo(new Options.Up(Path.of("data")));
    assertThat(of("up --data x")).isEqualTo(new Options.Up(Path.of("x")));
    assertThat(of("demo --data x")).isEqualTo(new Options.Demo(Path.of("x"), false));
    assertThat(of("demo --data x --once")).isEqualTo(new Options.Demo(Path.of("x"), true));
    assertThat(of("demo --once --data x")).isEqualTo(new Options.Demo(Path.of("x"), true));
    assertThat(of("backup b")).isEqualTo(new Options.MakeBackup(Path.of("data"), Path.of("b")));
    assertThat(of("restore --data x b"))
        .isEqualTo(new Options.RestoreBackup(Path.of("x"), Path.of("b")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "backup",
        "restore a b",
        "down",
        "up x",
        "up --data",
        "up --once",
        "demo",
        "demo --often"
      })
  void others_areMisuse(String line) {
    assertThat(of(line)).isInstanceOf(Options.Misused.class);
  }
}
