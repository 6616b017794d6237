package tocsin.alert.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
  @Test
  void slots_areAnIntervalApart() {
    var pace = new Pace(10.0);
    assertThat(pace.nanosUntilNext(5_000)).isZero();
    pace.take(5_000);
    assertThat(pace.nanosUntilNext(5_000)).isEqualTo(100_000_000);
    assertThat(pace.nanosUntilNext(100_005_000)).isZero();
  }

  @Test
  void slots_thatWereMissed_areNotCaughtUpWith() {
    var pace = new Pace(10.0);
    pace.take(0);
    pace.take(950_000_000);
    assertThat(pace.nanosUntilNext(950_000_000)).isEqualTo(100_000_000);
  }

  @Test
  void noRate_isNoWait() {
    var pace = new Pace(null);
    pace.take(1);
    assertThat(pace.nanosUntilNext(1)).isZero();
  }
}
