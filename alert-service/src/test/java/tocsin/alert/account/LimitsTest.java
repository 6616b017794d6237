package tocsin.alert.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  /// Whether there was a try left; it was a wrong one.
  private static boolean wrong(WrongTokens tokens, String origin, Instant now) {
    if (!tokens.begin(origin, now)) {
      return false;
    }
    tokens.end(origin, true, now);
    return true;
  }

  @Test
  void wrongTokens_tooManyInAMinute_areTooMany() {
    var tokens = new WrongTokens(20);
    for (int i = 0; i < 20; i++) {
      assertThat(wrong(tokens, "a", NOW.plusSeconds(i))).isTrue();
    }
    assertThat(wrong(tokens, "a", NOW.plusSeconds(59))).isFalse();
    assertThat(wrong(tokens, "b", NOW.plusSeconds(59))).isTrue();
    assertThat(wrong(tokens, "a", NOW.plusSeconds(60))).isTrue();
  }

  @Test
  void wrongTokens_ofManyOrigins_forgetTheOldest() {
    var tokens = new WrongTokens(1);
    for (int i = 0; i < 20_000; i++) {
      wrong(tokens, "o" + i, NOW);
    }
    assertThat(wrong(tokens, "o0", NOW)).isTrue();
    assertThat(wrong(tokens, "o19999", NOW)).isFalse();
  }

  @Test
  void wrongTokens_ofManyAtOnce_areNoMore() throws Exception {
    var tokens = new WrongTokens(20);
    assertThat(ofThousandAtOnce(i -> wrong(tokens, "a", NOW.plusNanos(i)))).isEqualTo(20);
  }

  @Test
  void rightTokens_ofManyAtOnce_allWaitTheirTurn() throws Exception {
    var tokens = new WrongTokens(20);
    for (int i = 0; i < 19; i++) {
      wrong(tokens, "a", NOW);
    }
    var atOnce = new AtomicInteger();
    long right =
        ofThousandAtOnce(i -> {
          boolean begun = tokens.begin("a", NOW.plusNanos(i));
          assertThat(atOnce.incrementAndGet()).isEqualTo(1);
          atOnce.decrementAndGet();
          tokens.end("a", false, NOW.plusNanos(i));
          return begun;
        });
    assertThat(right).isEqualTo(1_000);
  }

  private static long ofThousandAtOnce(IntPredicate attempt)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> attempts = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        int nth = i;
        attempts.add(() -> attempt.test(nth));
      }
      long begun = 0;
      for (var outcome : threads.invokeAll(attempts)) {
        begun += outcome.get() ? 1 : 0;
      }
      return begun;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.8, false",
    "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true",
    "2001:db8:1:2::1, 2001:db8:1:3::1, false"
  })
  void origin_ofIpv6_isItsNetwork(String one, String other, boolean same) {
    assertThat(Origin.of(one).equals(Origin.of(other))).isEqualTo(same);
  }

  @Test
  void noticePause_doublesUpToAnHour() {
    assertThat(Notices.pause(1)).isEqualTo(Duration.ofSeconds(30));
    assertThat(Notices.pause(2)).isEqualTo(Duration.ofMinutes(1));
    assertThat(Notices.pause(12)).isEqualTo(Duration.ofHours(1));
  }
}
