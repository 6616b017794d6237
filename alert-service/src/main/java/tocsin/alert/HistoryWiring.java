package tocsin.alert;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tocsin.alert.delivery.DeliveryLog;
import tocsin.alert.history.ArticleTable;
import tocsin.alert.history.Chronicle;
import tocsin.alert.history.Explainer;
import tocsin.alert.history.HistoryResource;
import tocsin.alert.history.Records;
import tocsin.alert.history.Whereabouts;
import tocsin.alert.page.PageSettings;
import tocsin.alert.page.Pages;
import tocsin.alert.page.StatusBoard;
import tocsin.alert.replay.ReplayMetrics;
import tocsin.alert.replay.ReplayQueue;
import tocsin.alert.replay.ReplaySettings;
import tocsin.alert.replay.ReplayStore;
import tocsin.alert.replay.Replayer;
import tocsin.alert.subscription.KnownWords;
import tocsin.alert.webhook.WebhookChannel;
import tocsin.events.KeySearch;
import tocsin.events.TopicReader;
import tocsin.events.Topics;

/// Builds what reads the topics back.
@Singleton
final class HistoryWiring {
  /// so that an explanation takes less than a second
  private static final Duration LOOKING_AROUND = Duration.ofMillis(700);

  private final Node node;

  HistoryWiring(Node node) {
    this.node = node;
  }

  @Produces
  @Singleton
  HistoryResource.TopicName tagged() {
    return new HistoryResource.TopicName(node.prefix() + Topics.TAGGED);
  }

  @Produces
  @Singleton
  ArticleTable articles(Pool pool) {
    return new ArticleTable(pool);
  }

  @Produces
  @Singleton
  Records records(TopicReader topics, HistoryResource.TopicName tagged) {
    return new Records(topics, tagged);
  }

  @Produces
  @Singleton
  Chronicle chronicle(
      TopicReader topics,
      HistoryResource.TopicName tagged,
      ArticleTable table,
      Records records,
      KnownWords.Current words) {
    return new Chronicle(topics, tagged, table, records, words);
  }

  @Produces
  @Singleton
  ReplayStore replays(Pool pool) {
    return new ReplayStore(pool);
  }

  @Produces
  @Singleton
  Replayer replayer(
      Pool pool,
      Chronicle chronicle,
      WebhookChannel webhooks,
      KnownWords.Current words,
      ReplaySettings settings,
      MeterRegistry registry,
      InstantSource clock) {
    var queue = new ReplayQueue(pool, node.name(), settings.lease());
    var metrics = new ReplayMetrics(registry);
    return new Replayer(queue, chronicle, webhooks, words, settings, metrics, clock);
  }

  @Produces
  @Singleton
  Whereabouts whereabouts(HistoryResource.TopicName tagged) {
    return new Whereabouts(
        new KeySearch(node.broker()),
        new Whereabouts.Names(
            node.prefix() + Topics.FETCHED,
            node.prefix() + "classifier-service",
            tagged.name(),
            node.prefix() + "alert-service"),
        LOOKING_AROUND);
  }

  @Produces
  @Singleton
  Explainer explainer(
      Pool pool, ArticleTable table, Records records, DeliveryLog log, Whereabouts whereabouts) {
    return new Explainer(pool, table, records, log, whereabouts);
  }

  @Produces
  @Singleton
  StatusBoard board(
      Pool pool, PageSettings settings, @ConfigProperty(name = "tocsin.admin-token") String token) {
    return new StatusBoard(pool, settings.ingestUrl(), token);
  }

  @Produces
  @Singleton
  Pages.Lag lag(MeterRegistry registry) {
    return () -> {
      var records = registry.find("kafka.consumer.fetch.manager.records.lag").gauges();
      double waiting = records.stream().mapToDouble(Gauge::value).filter(v -> v > 0).sum();
      return records.isEmpty() ? "an unknown number" : Long.toString(Math.round(waiting));
    };
  }
}
