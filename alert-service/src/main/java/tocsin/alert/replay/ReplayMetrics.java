package tocsin.alert.replay;

import io.micrometer.core.instrument.MeterRegistry;
import tocsin.alert.delivery.Attempt;

/// What operators see of replays to webhooks.
public final class ReplayMetrics {
  private final MeterRegistry registry;

  public ReplayMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (var outcome : new String[] {"delivered", "deferred", "refused"}) {
      registry.counter("alert.replayed", "outcome", outcome);
    }
  }

  void tried(Attempt attempt) {
    var outcome =
        switch (attempt) {
          case Attempt.Delivered d -> "delivered";
          case Attempt.Deferred d -> "deferred";
          case Attempt.Refused r -> "refused";
        };
    registry.counter("alert.replayed", "outcome", outcome).increment();
  }
}
