package tocsin.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeadLettersTest {
  @Test
  void printable_keepsControlsFromTheTerminal_andIsShort() {
    assertThat(DeadLetters.printable("{not\u001b[31m json\n".getBytes(UTF_8)))
        .isEqualTo("{not\uFFFD[31m json\uFFFD");
    assertThat(DeadLetters.printable("x".repeat(500).getBytes(UTF_8))).hasSizeLessThan(130);
  }
}
