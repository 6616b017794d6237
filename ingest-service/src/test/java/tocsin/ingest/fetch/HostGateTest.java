package tocsin.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HostGateTest {
  private long nanos;
  private final HostGate gate = new HostGate(Duration.ofSeconds(1), () -> nanos);

  @Test
  void busy_answered_forTheGapAfter() {
    gate.enter("a");
    pass(200);
    gate.leave("a");
    pass(999);
    assertThat(gate.busy()).containsExactly("a");
    pass(1);
    assertThat(gate.busy()).isEmpty();
  }

  @Test
  void busy_slowAnswer_letsOneMoreInAfterASecondThenTwo() {
    gate.enter("a");
    pass(1_000);
    assertThat(gate.busy()).isEmpty();
    gate.enter("a");
    pass(1_999);
    assertThat(gate.busy()).containsExactly("a");
    pass(1);
    assertThat(gate.busy()).isEmpty();
  }

  @Test
  void busy_otherHost_isFree() {
    gate.enter("a");
    assertThat(gate.busy()).doesNotContain("b");
  }

  private void pass(long millis) {
    nanos += Duration.ofMillis(millis).toNanos();
  }
}
