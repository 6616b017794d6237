package tocsin.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tocsin.ingest.feed.DueFeed;
import tocsin.ingest.feed.Feed;
import tocsin.ingest.publish.FeedState;
import tocsin.ingest.publish.News;
import tocsin.ingest.publish.PollResult;

/// What polling counts: `ingest_polls_total{outcome}`, `ingest_articles_total{kind}`,
/// `ingest_window_overruns_total`, `ingest_poll_seconds`, `ingest_freshness_seconds{status}`
/// (published to fetched, of items that came while the feed was watched; by its status before).
public final class PollMetrics {
  private static final Duration RECENT = Duration.ofDays(1);

  private final MeterRegistry registry;
  private final Timer polls;
  private final Map<Feed.Status, Timer> freshness = new EnumMap<>(Feed.Status.class);
  private final Counter overruns;

  public PollMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.polls = Timer.builder("ingest.poll").register(registry);
    for (var status : List.of(Feed.Status.active, Feed.Status.failing)) {
      freshness.put(
          status,
          Timer.builder("ingest.freshness")
              .tag("status", status.word())
              .publishPercentileHistogram()
              .register(registry));
    }
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
      fresh(result.feed(), news);
    }
  }

  void pushed(DueFeed feed, News news) {
    registry.counter("ingest.articles", "kind", "new").increment(news.fresh());
    registry.counter("ingest.articles", "kind", "changed").increment(news.changed());
    if (!feed.firstPoll()) {
      fresh(feed, news);
    }
  }

  private void fresh(DueFeed feed, News news) {
    var timer = freshness.get(feed.failures() > 0 ? Feed.Status.failing : Feed.Status.active);
    for (var article : news.articles()) {
      var published = article.published();
      if (article.revision() == 1 && published != null) {
        var age = Duration.between(published, article.fetched());
        if (age.compareTo(RECENT) < 0) {
          Objects.requireNonNull(timer).record(age.isNegative() ? Duration.ZERO : age);
        }
      }
    }
  }
}
