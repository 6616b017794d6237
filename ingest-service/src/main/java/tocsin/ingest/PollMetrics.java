package tocsin.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import tocsin.ingest.feed.DueFeed;
import tocsin.ingest.publish.FeedState;
import tocsin.ingest.publish.News;
import tocsin.ingest.publish.PollResult;

/// What polling counts: `ingest_polls_total{outcome}`, `ingest_articles_total{kind}`,
/// `ingest_window_overruns_total`, `ingest_poll_seconds`, `ingest_freshness_seconds` (published to
/// fetched, of items that came while the feed was watched).
public final class PollMetrics {
  private static final Duration RECENT = Duration.ofDays(1);

  private final MeterRegistry registry;
  private final Timer polls;
  private final Timer freshness;
  private final Counter overruns;

  public PollMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.polls = Timer.builder("ingest.poll").register(registry);
    this.freshness =
        Timer.builder("ingest.freshness").publishPercentileHistogram().register(registry);
    this.overruns = Counter.builder("ingest.window.overruns").register(registry);
  }

  void polled(PollResult result, News news, FeedState state) {
    registry.counter("ingest.polls", "outcome", result.word()).increment();
    registry.counter("ingest.articles", "kind", "new").increment(news.fresh());
    registry.counter("ingest.articles", "kind", "changed").increment(news.changed());
    polls.record(Duration.ofMillis(result.millis()));
    if (state.overrun()) {
      overruns.increment();
    }
    if (!result.feed().firstPoll()) {
      fresh(news);
    }
  }

  void pushed(DueFeed feed, News news) {
    registry.counter("ingest.articles", "kind", "new").increment(news.fresh());
    registry.counter("ingest.articles", "kind", "changed").increment(news.changed());
    if (!feed.firstPoll()) {
      fresh(news);
    }
  }

  private void fresh(News news) {
    for (var article : news.articles()) {
      var published = article.published();
      if (article.revision() == 1 && published != null) {
        var age = Duration.between(published, article.fetched());
        if (age.compareTo(RECENT) < 0) {
          freshness.record(age.isNegative() ? Duration.ZERO : age);
        }
      }
    }
  }
}
