package tocsin.alert.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/// What operators see of matching and delivery.
public final class DeliveryMetrics {
  private final MeterRegistry registry;
  private final Timer lag;
  private final AtomicReference<Duration> oldestDue = new AtomicReference<>(Duration.ZERO);

  public DeliveryMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.lag =
        Timer.builder("alert.lag")
            .description("from fetched to delivered, immediate schedules")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
    registry.gauge("alert.oldest.due.seconds", oldestDue, age -> age.get().toMillis() / 1000.0);
    registry.counter("alert.articles", "outcome", "matched");
    registry.counter("alert.articles", "outcome", "dead");
    registry.counter("alert.opened");
  }

  public void matched(int articles, int alerts) {
    registry.counter("alert.articles", "outcome", "matched").increment(articles);
    registry.counter("alert.opened").increment(alerts);
  }

  public void dead() {
    registry.counter("alert.articles", "outcome", "dead").increment();
  }

  void tried(String channel, Attempt attempt) {
    registry
        .counter(
            "alert.deliveries",
            "channel",
            channel,
            "outcome",
            Outcomes.outcome(attempt),
            "reason",
            Outcomes.reason(attempt))
        .increment();
  }

  void arrived(Parcel parcel, Instant now) {
    if (parcel.kind() == Parcel.Kind.alert) {
      parcel
          .alerts()
          .forEach(alert -> lag.record(Duration.between(alert.content().article().fetched(), now)));
    }
  }

  void oldestDue(Duration age) {
    oldestDue.set(age);
  }
}
