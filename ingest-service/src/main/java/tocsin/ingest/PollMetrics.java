package tocsin.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import tocsin.ingest.publish.PollResult;

/// What polling counts: `ingest_polls_total{outcome}`, `ingest_articles_total{kind}`,
/// `ingest_poll_seconds`, `ingest_freshness_seconds` (published to fetched).
public final class PollMetrics {
  private final MeterRegistry registry;
  private final Timer polls;
  private final Timer freshness;

  public PollMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.polls = Timer.builder("ingest.poll").register(registry);
    this.freshness = Timer.builder("ingest.freshness").register(registry);
  }

  void polled(PollResult result, int fresh, int changed) {
    registry.counter("ingest.polls", "outcome", result.outcome()).increment();
    registry.counter("ingest.articles", "kind", "new").increment(fresh);
    registry.counter("ingest.articles", "kind", "changed").increment(changed);
    polls.record(Duration.ofMillis(result.millis()));
    if (fresh > 0 && !result.feed().firstPoll()) {
      for (var candidate : result.candidates()) {
        Instant published = candidate.article().published();
        if (published != null && published.isAfter(result.started().minus(Duration.ofDays(1)))) {
          freshness.record(Duration.between(published, result.started()).abs());
        }
      }
    }
  }
}
