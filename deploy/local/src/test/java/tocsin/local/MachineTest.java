package tocsin.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MachineTest {
  @Test
  void freePorts_drawnTogether_areDifferentOnes() throws IOException {
    Set<Integer> taken = new HashSet<>();
    List<Integer> ports = new ArrayList<>();

    for (int i = 0; i < 1_000; i++) {
      int port = Machine.freePort(1_000, taken);
      ports.add(port);
      ports.add(port + 1_000);
    }

    assertThat(ports).doesNotHaveDuplicates();
  }
}
