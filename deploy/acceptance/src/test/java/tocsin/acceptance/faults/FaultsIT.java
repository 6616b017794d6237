package tocsin.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tocsin.acceptance.Stack;

/// The fault programme in its shortest form, on a stack of its own: before that of the scenarios is
/// there.
@Order(0)
class FaultsIT {
  @Test
  void killsAndOutages_loseNothingAndDoubleNothing() throws IOException, Plan.Misused {
    var plan =
        Plan.of(
            List.of("--only", "F1,F3,F4", "--kills", "3", "--outage", "6", "--articles", "300"));

    var table =
        FaultProgramme.run(
            plan, Stack.root().resolve("deploy/acceptance/target/faults/" + System.nanoTime()));

    assertThat(table.isClean()).as(String.join("\n", table.lines())).isTrue();
  }
}
