package tocsin.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionTest {
  @ParameterizedTest
  @CsvSource({
    "0.1.0, 0.1.0, 0",
    "0.1.0-SNAPSHOT, 0.1.0, 0",
    "0.1, 0.1.0, 0",
    "0.9.0, 0.10.0, -1",
    "1.0, 0.10.0, 1"
  })
  void versions_areComparedByNumbers(String one, String other, int order) {
    assertThat(new Version(one).compareTo(new Version(other))).isEqualTo(order);
  }

  @Test
  void own_areKnown() {
    assertThat(Version.ofTocsin().text()).doesNotContain("$");
    assertThat(Version.ofPostgresql().major()).isGreaterThanOrEqualTo(18);
  }
}
