package tocsin.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tocsin.alert.delivery.Attempt.Deferred;
import tocsin.alert.delivery.Attempt.Delivered;
import tocsin.alert.delivery.Attempt.Reason;

class TargetsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Duration PAUSE = Duration.ofSeconds(15);
  private static final String HOST = "https://hooks.example:443";
  private static final Attempt FINE = new Delivered(204, "");
  private static final Attempt HANGS = new Deferred(Reason.timeout, null, "", null);

  private final Targets targets = new Targets(4, 4, PAUSE);

  private void fail(int times, Instant now) {
    for (int i = 0; i < times; i++) {
      assertThat(targets.begin(HOST, "s" + i, now)).isTrue();
    }
    for (int i = 0; i < times; i++) {
      targets.end(HOST, "s" + i, HANGS, now);
    }
  }

  @Test
  void begin_beyondThePlacesOfATarget_isRefused() {
    for (int i = 0; i < 4; i++) {
      assertThat(targets.begin(HOST, "s" + i, NOW)).isTrue();
    }
    assertThat(targets.begin(HOST, "s5", NOW)).isFalse();
    assertThat(targets.begin("https://other.example:443", "s5", NOW)).isTrue();
    assertThat(targets.busy(NOW).rooms())
        .containsExactlyInAnyOrderEntriesOf(Map.of(HOST, 0, "https://other.example:443", 3));
  }

  @Test
  void begin_ofMails_doesNotWaitForSlowOnes_upToALimit() {
    var later = NOW;
    for (int wave = 0; wave < 4; wave++) {
      for (int i = 0; i < 4; i++) {
        assertThat(targets.begin(Target.EMAIL, wave + "-" + i, later)).isTrue();
      }
      assertThat(targets.begin(Target.EMAIL, "at once", later.plusSeconds(1))).isFalse();
      later = later.plusSeconds(4);
    }
    assertThat(targets.begin(Target.EMAIL, "17th", later)).as("four times the places").isFalse();
    targets.end(Target.EMAIL, "0-0", FINE, later);
    assertThat(targets.begin(Target.EMAIL, "17th", later)).isTrue();
  }

  @Test
  void begin_atAHost_waitsForSlowOnes() {
    for (int i = 0; i < 4; i++) {
      assertThat(targets.begin(HOST, "s" + i, NOW)).isTrue();
    }
    assertThat(targets.begin(HOST, "s5", NOW.plusSeconds(10))).isFalse();
  }

  @Test
  void end_ofATry_makesRoom() {
    fail(3, NOW);
    targets.begin(HOST, "s", NOW);
    targets.end(HOST, "s", FINE, NOW);
    assertThat(targets.busy(NOW).rooms().getOrDefault(HOST, 4)).isEqualTo(4);
  }

  @Test
  void failures_inARow_openTheBreaker() {
    fail(4, NOW);
    assertThat(targets.begin(HOST, "good", NOW.plusSeconds(14))).isFalse();
    assertThat(targets.busy(NOW.plusSeconds(14)).rooms()).containsEntry(HOST, 0);
  }

  @Test
  void breaker_halfOpen_letsOneTryThrough() {
    fail(4, NOW);
    var later = NOW.plus(PAUSE);
    assertThat(targets.begin(HOST, "good", later)).isTrue();
    assertThat(targets.begin(HOST, "good2", later)).isFalse();
    targets.end(HOST, "good", FINE, later);
    assertThat(targets.begin(HOST, "good2", later)).isTrue();
    assertThat(targets.begin(HOST, "good3", later)).isTrue();
  }

  @Test
  void breaker_failingAgain_doublesItsPauseUpToSixteenTimes() {
    fail(4, NOW);
    var at = NOW;
    for (int times : new int[] {1, 2, 4, 8, 16, 16}) {
      at = at.plus(PAUSE.multipliedBy(times));
      assertThat(targets.begin(HOST, "s", at.minusMillis(1))).as("x" + times).isFalse();
      assertThat(targets.begin(HOST, "s", at)).as("x" + times).isTrue();
      targets.end(HOST, "s", HANGS, at);
    }
  }

  @Test
  void breaker_whatWasInFlightWhenItOpened_doesNotLengthenThePause() {
    var wide = new Targets(10, 4, PAUSE);
    for (int i = 0; i < 10; i++) {
      wide.begin(HOST, "s" + i, NOW);
    }
    for (int i = 0; i < 10; i++) {
      wide.end(HOST, "s" + i, HANGS, NOW);
    }
    assertThat(wide.begin(HOST, "good", NOW.plus(PAUSE))).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"connect", "timeout", "broken", "unresolved"},
      mode = EnumSource.Mode.EXCLUDE)
  void answers_whateverTheySay_keepTheBreakerShut(Reason reason) {
    for (int i = 0; i < 20; i++) {
      assertThat(targets.begin(HOST, "s", NOW)).isTrue();
      targets.end(HOST, "s", new Deferred(reason, 500, "", null), NOW);
    }
  }

  @Test
  void subscription_thatFails_hasOneTryInFlight() {
    targets.begin(HOST, "bad", NOW);
    targets.end(HOST, "bad", HANGS, NOW);
    assertThat(targets.begin(HOST, "bad", NOW)).isTrue();
    assertThat(targets.begin(HOST, "bad", NOW)).isFalse();
    assertThat(targets.busy(NOW).subscriptions()).containsExactly("bad");
    targets.end(HOST, "bad", FINE, NOW);
    assertThat(targets.begin(HOST, "bad", NOW)).isTrue();
    assertThat(targets.begin(HOST, "bad", NOW)).isTrue();
  }

  @Test
  void release_ofWhatWasNotTried_makesRoomAndBlamesNobody() {
    for (int i = 0; i < 4; i++) {
      targets.begin(HOST, "s", NOW);
    }
    targets.release(HOST, "s");
    assertThat(targets.busy(NOW).rooms()).containsEntry(HOST, 1);
    assertThat(targets.busy(NOW).subscriptions()).isEmpty();
  }

  @Test
  void breaker_ofTheMailServer_isForConnectionsOnly() {
    for (int i = 0; i < 20; i++) {
      assertThat(targets.begin(Target.EMAIL, "slow" + i, NOW)).isTrue();
      targets.end(Target.EMAIL, "slow" + i, HANGS, NOW);
    }
    assertThat(targets.begin(Target.EMAIL, "slow1", NOW)).isTrue();
    assertThat(targets.begin(Target.EMAIL, "slow1", NOW)).as("one mail to it at a time").isFalse();
    targets.release(Target.EMAIL, "slow1");
    for (int i = 0; i < 4; i++) {
      targets.begin(Target.EMAIL, "s", NOW);
      targets.end(Target.EMAIL, "s", new Deferred(Reason.connect, null, "", null), NOW);
    }
    assertThat(targets.begin(Target.EMAIL, "good", NOW)).isFalse();
  }

  @Test
  void breaker_afterTheClockIsSetBack_doesNotStayOpen() {
    fail(4, NOW);
    assertThat(targets.begin(HOST, "good", NOW.minus(Duration.ofHours(1)))).isTrue();
  }

  @Test
  void target_longWithoutTries_isForgotten() {
    fail(4, NOW);
    assertThat(targets.busy(NOW.plus(Duration.ofMinutes(59))).rooms()).containsKey(HOST);
    assertThat(targets.busy(NOW.plus(Duration.ofHours(2))).rooms()).isEmpty();
  }
}
