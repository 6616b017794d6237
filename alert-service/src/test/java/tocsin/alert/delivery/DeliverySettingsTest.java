package tocsin.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeliverySettingsTest {
  private final DeliverySettings settings =
      new SmallRyeConfigBuilder()
          .addDiscoveredConverters()
          .withMapping(DeliverySettings.class)
          .build()
          .getConfigMapping(DeliverySettings.class);

  @Test
  void defaults_areThoseOfTheGuide() {
    assertThat(settings.retrySchedule()).hasSize(9).startsWith(Duration.ofSeconds(5));
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(settings.perTarget()).isEqualTo(10);
    assertThat(settings.disableAfter()).isEqualTo(Duration.ofDays(5));
    assertThat(settings.hardBounces()).isEqualTo(3);
    assertThat(settings.retention()).isEqualTo(Duration.ofDays(90));
    assertThat(settings.storyWindow()).isEqualTo(Duration.ofDays(3));
  }

  @Test
  void defaults_mailsAreTriedForFiveDays() {
    var pauses = settings.mailRetrySchedule().stream().reduce(Duration.ZERO, Duration::plus);
    assertThat(pauses).isBetween(Duration.ofDays(4), Duration.ofDays(5));
  }

  @Test
  void lease_isLongerThanTheLongestExchange() {
    assertThat(settings.lease()).isGreaterThan(settings.mailTimeout());
  }
}
