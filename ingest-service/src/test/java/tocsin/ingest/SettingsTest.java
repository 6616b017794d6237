package tocsin.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tocsin.ingest.feed.PollSettings;
import tocsin.ingest.fetch.FetchSettings;
import tocsin.ingest.websub.WebSubSettings;

/// What operators get who set nothing.
class SettingsTest {
  @Test
  void poll_defaults() {
    var settings = of(PollSettings.class);
    assertThat(settings.minInterval()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.interval()).isEmpty();
    assertThat(settings.calmInterval()).isEmpty();
    assertThat(settings.maxInterval()).isEqualTo(Duration.ofDays(1));
    assertThat(settings.concurrency()).isEqualTo(64);
    assertThat(settings.hostGap()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.lease())
        .isGreaterThan(of(FetchSettings.class).totalTimeout())
        .isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void websub_defaults() {
    var settings = of(WebSubSettings.class);
    assertThat(settings.publicUrl()).isEmpty();
    assertThat(settings.lease()).isEqualTo(Duration.ofDays(10));
    assertThat(settings.patience()).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.safetyInterval()).isEqualTo(Duration.ofHours(6));
  }

  @Test
  void fetch_defaults() {
    var settings = of(FetchSettings.class);
    assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.idleTimeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(settings.totalTimeout()).isEqualTo(Duration.ofSeconds(45));
    assertThat(settings.maxBody().asLongValue()).isEqualTo(15L << 20);
    assertThat(settings.maxRedirects()).isEqualTo(5);
    assertThat(settings.userAgent()).startsWith("Tocsin/").contains("+http");
  }

  private static <T> T of(Class<T> mapping) {
    return new SmallRyeConfigBuilder()
        .withMapping(mapping)
        .withConverter(MemorySize.class, 200, new MemorySizeConverter())
        .withConverter(Duration.class, 200, new DurationConverter())
        .build()
        .getConfigMapping(mapping);
  }
}
