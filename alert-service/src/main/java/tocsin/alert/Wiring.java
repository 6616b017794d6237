package tocsin.alert;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.reactive.messaging.Channel;
import tocsin.alert.account.Callers;
import tocsin.alert.account.Notices;
import tocsin.alert.account.PublicUrl;
import tocsin.alert.account.Subscribers;
import tocsin.alert.account.Tokens;
import tocsin.alert.account.WrongTokens;
import tocsin.alert.delivery.Courier;
import tocsin.alert.delivery.DeliveryLedger;
import tocsin.alert.delivery.DeliveryLog;
import tocsin.alert.delivery.DeliveryMetrics;
import tocsin.alert.delivery.DeliveryQueue;
import tocsin.alert.delivery.DeliverySettings;
import tocsin.alert.delivery.Receivers;
import tocsin.alert.email.EmailChannel;
import tocsin.alert.history.ArticleTable;
import tocsin.alert.history.Explainer;
import tocsin.alert.history.HistoryResource;
import tocsin.alert.history.Records;
import tocsin.alert.match.IndexFeed;
import tocsin.alert.match.SubscriptionIndex;
import tocsin.alert.page.PageSettings;
import tocsin.alert.page.Pages;
import tocsin.alert.page.StatusBoard;
import tocsin.alert.subscription.Drafts;
import tocsin.alert.subscription.KnownWords;
import tocsin.alert.subscription.SubscriptionStore;
import tocsin.alert.subscription.VocabularyReader;
import tocsin.alert.webhook.WebhookChannel;
import tocsin.edge.address.AddressGuard;
import tocsin.edge.token.AdminToken;
import tocsin.events.TopicReader;
import tocsin.events.TopicSetup;
import tocsin.events.Topics;

/// Builds the objects of this service, and starts what runs by itself.
@Singleton
final class Wiring {
  private static final int WRONG_TOKENS_A_MINUTE = 20;

  private final String prefix;
  private final Map<String, Object> broker;
  private final String publicUrl;
  private final String node;
  private final List<Thread> threads = new ArrayList<>();

  Wiring(
      @ConfigProperty(name = "kafka.bootstrap.servers") String brokers,
      @ConfigProperty(name = "tocsin.topic-prefix") Optional<String> prefix,
      @ConfigProperty(name = "tocsin.public-url") String publicUrl,
      @ConfigProperty(name = "tocsin.instance") Optional<String> instance) {
    this.node = instance.orElseGet(() -> UUID.randomUUID().toString());
    this.prefix = prefix.orElse("");
    this.broker = Map.of("bootstrap.servers", brokers);
    this.publicUrl =
        publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
  }

  @Produces
  @Singleton
  InstantSource clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  Tokens tokens(InstantSource clock) {
    return new Tokens(clock);
  }

  @Produces
  @Singleton
  Callers callers(AdminToken admin, Tokens tokens) {
    return new Callers(admin, tokens);
  }

  @Produces
  @Singleton
  Subscribers subscribers(Pool pool, Tokens tokens) {
    return new Subscribers(pool, tokens, publicUrl);
  }

  @Produces
  @Singleton
  Notices notices(Pool pool, ReactiveMailer mailer, InstantSource clock) {
    return new Notices(pool, mailer, clock, host());
  }

  @Produces
  @Singleton
  SubscriptionStore subscriptions(Pool pool) {
    return new SubscriptionStore(pool);
  }

  @Produces
  @Singleton
  VocabularyReader vocabulary() {
    return new VocabularyReader(prefix + Topics.VOCABULARY, broker);
  }

  @Produces
  @Singleton
  Drafts drafts(AddressGuard guard, KnownWords.Current words) {
    return new Drafts(guard, words);
  }

  @Produces
  @Singleton
  SubscriptionIndex index() {
    return new SubscriptionIndex();
  }

  @Produces
  @Singleton
  IndexFeed indexFeed(SubscriptionStore store, SubscriptionIndex index) {
    return new IndexFeed(store, index);
  }

  @Produces
  @Singleton
  DeadLetters deadLetters(@Channel("articles-tagged-dead") MutinyEmitter<byte[]> topic) {
    return new DeadLetters(topic);
  }

  @Produces
  @Singleton
  DeliveryMetrics metrics(MeterRegistry registry) {
    return new DeliveryMetrics(registry);
  }

  @Produces
  @Singleton
  DeliveryLedger ledger(Pool pool, SubscriptionStore store, DeliverySettings settings) {
    return new DeliveryLedger(pool, store, settings.storyWindow());
  }

  @Produces
  @Singleton
  DeliveryLog deliveryLog(Pool pool) {
    return new DeliveryLog(pool);
  }

  @Produces
  @Singleton
  DeliveryQueue queue(Pool pool, DeliverySettings settings) {
    return new DeliveryQueue(pool, node, settings.lease());
  }

  @Produces
  @Singleton
  Housekeeping housekeeping(
      DeliveryQueue queue,
      Subscribers subscribers,
      DeliverySettings settings,
      InstantSource clock) {
    return new Housekeeping(queue, subscribers, settings.retention(), clock);
  }

  @Produces
  @Singleton
  WrongTokens wrongTokens() {
    return new WrongTokens(WRONG_TOKENS_A_MINUTE);
  }

  @Produces
  @Singleton
  Courier courier(
      Pool pool,
      DeliveryQueue queue,
      SubscriptionStore store,
      Notices notices,
      DeliverySettings settings,
      DeliveryMetrics metrics,
      InstantSource clock,
      Vertx vertx,
      AddressGuard guard,
      ReactiveMailer mailer,
      @Location("mail/alerts.html") Template template,
      KnownWords.Current words) {
    List<tocsin.alert.delivery.Channel> channels =
        List.of(
            new WebhookChannel(vertx, guard, settings, clock, "Tocsin (+" + publicUrl + ")"),
            new EmailChannel(mailer, template, words, publicUrl, host(), settings.mailTimeout()));
    return new Courier(
        queue,
        new Receivers(pool, store, notices, queue, settings),
        channels,
        settings,
        metrics,
        clock);
  }

  /// What message ids end in.
  private String host() {
    var host = URI.create(publicUrl).getHost();
    return host == null ? "localhost" : host;
  }

  @Produces
  @Singleton
  TopicReader topics() {
    return new TopicReader(broker);
  }

  @Produces
  @Singleton
  HistoryResource.TopicName tagged() {
    return new HistoryResource.TopicName(prefix + Topics.TAGGED);
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
  Explainer explainer(Pool pool, ArticleTable table, Records records, DeliveryLog log) {
    return new Explainer(pool, table, records, log);
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

  @Produces
  @Singleton
  PublicUrl publicUrl() {
    return new PublicUrl(publicUrl);
  }

  @Produces
  @Readiness
  HealthCheck vocabularyWhole(KnownWords.Current words) {
    return () -> HealthCheckResponse.named("vocabulary").status(words.get() != null).build();
  }

  @Produces
  @Readiness
  HealthCheck indexWhole(IndexFeed feed, SubscriptionIndex index) {
    return () ->
        HealthCheckResponse.named("index")
            .status(feed.isWhole())
            .withData("subscriptions", index.size())
            .build();
  }

  void start(
      @Observes StartupEvent started,
      VocabularyReader vocabulary,
      Notices notices,
      IndexFeed feed,
      Courier courier,
      Housekeeping housekeeping) {
    var tagged = prefix + Topics.TAGGED;
    threads.add(
        Thread.ofVirtual()
            .name("topics")
            .start(
                new TopicSetup(
                    broker,
                    List.of(
                        TopicSetup.articles(tagged),
                        TopicSetup.dead(tagged),
                        TopicSetup.compacted(prefix + Topics.VOCABULARY)))));
    Thread.ofPlatform().daemon().name("vocabulary").start(vocabulary);
    threads.add(Thread.ofVirtual().name("notices").start(notices));
    threads.add(Thread.ofVirtual().name("index").start(feed));
    threads.add(Thread.ofVirtual().name("courier").start(courier));
    threads.add(Thread.ofVirtual().name("housekeeping").start(housekeeping));
  }

  void stop(@Observes ShutdownEvent stopping, Courier courier, VocabularyReader vocabulary) {
    courier.stop();
    vocabulary.stop();
    threads.forEach(Thread::interrupt);
  }
}
