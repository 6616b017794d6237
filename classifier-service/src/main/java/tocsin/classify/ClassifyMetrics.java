package tocsin.classify;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import tocsin.events.TaggedArticle;

/// What tagging counts: `classify_articles_total{outcome}`, `classify_tags_total{theme,grade}`,
/// `classify_seconds`, and `classify_vocabulary_problems`.
public final class ClassifyMetrics {
  private final MeterRegistry registry;
  private final Timer timer;

  /// @param vocabularyProblems how much is wrong with the vocabulary's files as last read
  public ClassifyMetrics(MeterRegistry registry, IntSupplier vocabularyProblems) {
    this.registry = registry;
    this.timer = Timer.builder("classify").register(registry);
    Gauge.builder("classify.vocabulary.problems", vocabularyProblems, IntSupplier::getAsInt)
        .register(registry);
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
