package tocsin.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartPlanTest {
  @Test
  void pause_growsWithEachEarlyDeath_upToEightSeconds() {
    List<Long> pauses = new ArrayList<>();
    var plan = RestartPlan.upTo(RestartPlan.LONGEST);
    for (int i = 0; i < 8; i++) {
      plan = plan.died(Duration.ofSeconds(3));
      pauses.add(plan.pause().toSeconds());
    }
    assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 8L, 8L, 8L, 8L);
  }

  @Test
  void pause_isNeverLongerThanTheLongest() {
    var plan = new RestartPlan(5, Duration.ofSeconds(3)).died(Duration.ofSeconds(3));

    assertThat(plan.pause()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void pause_afterASteadyRun_isShortAgain() {
    var plan = new RestartPlan(5, RestartPlan.LONGEST).died(RestartPlan.STEADY);

    assertThat(plan.pause()).isEqualTo(Duration.ofSeconds(1));
  }
}
