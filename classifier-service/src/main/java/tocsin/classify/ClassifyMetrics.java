package tocsin.classify;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import tocsin.events.TaggedArticle;

/// What tagging counts: `classify_articles_total{outcome}`, `classify_tags_total{theme,grade}`,
/// `classify_seconds`.
public final class ClassifyMetrics {
  private final MeterRegistry registry;
  private final Timer timer;

  public ClassifyMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.timer = Timer.builder("classify").register(registry);
    registry.counter("classify.articles", "outcome", "tagged");
    registry.counter("classify.articles", "outcome", "dead");
  }

  void tagged(TaggedArticle article, long nanos) {
    timer.record(nanos, TimeUnit.NANOSECONDS);
    registry.counter("classify.articles", "outcome", "tagged").increment();
    for (var theme : article.themes()) {
      registry
          .counter("classify.tags", "theme", theme.id(), "grade", theme.grade().name())
          .increment();
    }
  }

  void dead() {
    registry.counter("classify.articles", "outcome", "dead").increment();
  }
}
