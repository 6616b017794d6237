package tocsin.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tocsin.alert.delivery.Attempt.Deferred;
import tocsin.alert.delivery.Attempt.Reason;
import tocsin.alert.delivery.RetryPlan.Next;

class RetryPlanTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final DeliverySettings DEFAULTS =
      new SmallRyeConfigBuilder()
          .addDiscoveredConverters()
          .withMapping(DeliverySettings.class)
          .build()
          .getConfigMapping(DeliverySettings.class);
  private static final RetryPlan WEBHOOKS =
      new RetryPlan(DEFAULTS.retrySchedule(), DEFAULTS.jitter(), DEFAULTS.longestWait());

  private static Deferred deferred(Duration wished) {
    return new Deferred(Reason.throttled, 503, "", wished);
  }

  private static Duration pause(RetryPlan plan, int tries, Duration wished, double random) {
    return plan.next(tries, deferred(wished), NOW, random) instanceof Next.RetryAt(var time)
        ? Duration.between(NOW, time)
        : Duration.ofDays(-1);
  }

  @ParameterizedTest
  @CsvSource({
    "1, PT5S",
    "2, PT5M",
    "3, PT30M",
    "4, PT2H",
    "5, PT5H",
    "6, PT10H",
    "7, PT14H",
    "8, PT20H",
    "9, PT24H"
  })
  void next_ofAWebhook_isTheScheduleOfTheSpecification(int tries, Duration pause) {
    assertThat(pause(WEBHOOKS, tries, null, 0.5)).isEqualTo(pause);
    assertThat(pause(WEBHOOKS, tries, null, 0)).isEqualTo(pause.multipliedBy(9).dividedBy(10));
    assertThat(pause(WEBHOOKS, tries, null, 1)).isEqualTo(pause.multipliedBy(11).dividedBy(10));
  }

  @Test
  void next_afterTenTries_givesUp() {
    assertThat(WEBHOOKS.next(10, deferred(null), NOW, 0.5))
        .isEqualTo(new Next.GiveUp(Reason.exhausted));
  }

  @Test
  void mailSchedule_lastsAboutFiveDays() {
    var all = DEFAULTS.mailRetrySchedule().stream().reduce(Duration.ZERO, Duration::plus);
    assertThat(all).isBetween(Duration.ofDays(4), Duration.ofDays(5));
    assertThat(DEFAULTS.mailRetrySchedule()).isSorted();
  }

  @ParameterizedTest
  @CsvSource({
    "shorter than the pause, PT1S, PT5S",
    "longer than the pause, PT20S, PT20S",
    "beyond the cap, PT1000H, PT24H",
    "none at all, PT0S, PT5S"
  })
  void next_wishToWait_isHonouredWithinBounds(String what, Duration wished, Duration pause) {
    assertThat(pause(WEBHOOKS, 1, wished, 0.5)).as(what).isEqualTo(pause);
  }

  @Test
  void next_wishToWait_isNeverCutByJitter() {
    assertThat(pause(WEBHOOKS, 1, Duration.ofSeconds(5), 0)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void next_ofAnEmptySchedule_givesUpAtOnce() {
    var once = new RetryPlan(List.of(), 0.1, Duration.ofHours(1));
    assertThat(once.next(1, deferred(null), NOW, 0.5)).isEqualTo(new Next.GiveUp(Reason.exhausted));
  }

  @Test
  void defaults_areTheValuesPromised() {
    assertThat(DEFAULTS.timeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(DEFAULTS.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(DEFAULTS.perTarget()).isEqualTo(10);
    assertThat(DEFAULTS.disableAfter()).isEqualTo(Duration.ofDays(5));
    assertThat(DEFAULTS.hardBounces()).isEqualTo(3);
    assertThat(DEFAULTS.retention()).isEqualTo(Duration.ofDays(90));
    assertThat(DEFAULTS.lease()).isGreaterThan(DEFAULTS.mailTimeout());
  }
}
