package tocsin.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tocsin.acceptance.faults.Tally.Balance;
import tocsin.acceptance.faults.Tally.Pair;

class TallyTest {
  private final Tally tally = new Tally();

  @Test
  void all_thatWasExpectedOnce_isClean() {
    tally.expect(new Pair("a", "/x"));
    tally.arrive(new Pair("a", "/x"), "1");

    assertThat(tally.balance()).isEqualTo(new Balance(1, 0, 0, 0, 0));
    assertThat(tally.balance().isClean()).isTrue();
  }

  @Test
  void copies_areRepeatsUnderOneIdAndDoublesUnderTwo() {
    tally.expect(new Pair("a", "/x"));
    tally.expect(new Pair("b", "/x"));
    tally.arrive(new Pair("a", "/x"), "1");
    tally.arrive(new Pair("a", "/x"), "1");
    tally.arrive(new Pair("b", "/x"), "2");
    tally.arrive(new Pair("b", "/x"), "3");

    assertThat(tally.balance()).isEqualTo(new Balance(2, 0, 1, 0, 1));
  }

  @Test
  void missingAndForeign_areCounted() {
    tally.expect(new Pair("a", "/x"));
    tally.arrive(new Pair("a", "/y"), "1");

    assertThat(tally.balance()).isEqualTo(new Balance(1, 1, 0, 1, 0));
    assertThat(tally.balance().isClean()).isFalse();
  }

  @Test
  void since_countsOneRowOnly() {
    tally.expect(new Pair("a", "/x"));
    tally.arrive(new Pair("a", "/x"), "1");
    var first = tally.balance();
    tally.expect(new Pair("b", "/x"));

    assertThat(tally.balance().since(first)).isEqualTo(new Balance(1, 1, 0, 0, 0));
  }

  @Test
  void lags_areTakenOnce() {
    tally.expect(new Pair("a", "/x"));
    tally.arrive(new Pair("a", "/x"), "1");
    tally.arrive(new Pair("a", "/x"), "1");

    assertThat(tally.takeLags()).hasSize(1);
    assertThat(tally.takeLags()).isEmpty();
  }
}
