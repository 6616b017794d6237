package tocsin.alert;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
import tocsin.alert.delivery.Recoveries;
import tocsin.alert.email.EmailChannel;
import tocsin.alert.email.MailServer;
import tocsin.alert.history.ArticleTable;
import tocsin.alert.history.Chronicle;
import tocsin.alert.history.Explainer;
import tocsin.alert.history.HistoryResource;
import tocsin.alert.history.Records;
import tocsin.alert.history.Whereabouts;
import tocsin.alert.match.IndexFeed;
import tocsin.alert.match.SubscriptionIndex;
import tocsin.alert.page.PageSettings;
import tocsin.alert.page.Pages;
import tocsin.alert.page.StatusBoard;
import tocsin.alert.replay.ReplayMetrics;
import tocsin.alert.replay.ReplayQueue;
import tocsin.alert.replay.ReplaySettings;
import tocsin.alert.replay.ReplayStore;
import tocsin.alert.replay.Replayer;
import tocsin.alert.subscription.Drafts;
import tocsin.alert.subscription.KnownWords;
import tocsin.alert.subscription.SubscriptionStore;
import tocsin.alert.subscription.VocabularyReader;
import tocsin.alert.webhook.WebhookChannel;
import tocsin.edge.address.AddressGuard;
import tocsin.edge.dead.DeadLetters;
import tocsin.edge.token.AdminToken;
import tocsin.events.KeySearch;
import tocsin.events.TopicReader;
import tocsin.events.TopicSetup;
import tocsin.events.Topics;

/// Builds the objects of this service, and starts what runs by itself.
@Singleton
final class Wiring {
  private static final int WRONG_TOKENS_A_MINUTE = 20;

  /// so that an explanation takes less than a second
  private static final Duration LOOKING_AROUND = Duration.ofMillis(700);

  private static final Duration GREETING = Duration.ofSeconds(3);

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
    return new DeadLetters(topic, "alert-service");
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
  Recoveries recoveries(Pool pool) {
    return new Recoveries(pool);
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
      ReplayStore replays,
      SubscriptionStore store,
      Recoveries recoveries,
      DeliverySettings settings,
      InstantSource clock) {
    return new Housekeeping(
        queue, recoveries, subscribers, replays, store.changes(), settings.retention(), clock);
  }

  @Produces
  @Singleton
  WrongTokens wrongTokens() {
    return new WrongTokens(WRONG_TOKENS_A_MINUTE);
  }

  @Produces
  @Singleton
  WebhookChannel webhooks(
      Vertx vertx, AddressGuard guard, DeliverySettings settings, InstantSource clock) {
    return new WebhookChannel(vertx, guard, settings, clock, "Tocsin (+" + publicUrl + ")");
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
      WebhookChannel webhooks,
      ReactiveMailer mailer,
      @Location("mail/alerts.html") Template template,
      KnownWords.Current words) {
    List<tocsin.alert.delivery.Channel> channels =
        List.of(
            webhooks,
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
    var queue = new ReplayQueue(pool, node, settings.lease());
    var metrics = new ReplayMetrics(registry);
    return new Replayer(queue, chronicle, webhooks, words, settings, metrics, clock);
  }

  @Produces
  @Singleton
  Whereabouts whereabouts(HistoryResource.TopicName tagged) {
    return new Whereabouts(
        new KeySearch(broker),
        new Whereabouts.Names(
            prefix + Topics.FETCHED,
            prefix + "classifier-service",
            tagged.name(),
            prefix + "alert-service"),
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

  /// Whether the mail server answers. In the group `dependencies`, not in readiness: a restart
  /// mends no mail server.
  @Produces
  @HealthGroup("dependencies")
  HealthCheck mailServer(
      @ConfigProperty(name = "quarkus.mailer.host", defaultValue = "localhost") String mailHost,
      @ConfigProperty(name = "quarkus.mailer.port") OptionalInt port,
      @ConfigProperty(name = "quarkus.mailer.tls", defaultValue = "false") boolean tls,
      @ConfigProperty(name = "quarkus.mailer.mock", defaultValue = "false") boolean mock) {
    var server = new MailServer(mailHost, port.orElse(tls ? 465 : 25), tls, GREETING);
    return () -> HealthCheckResponse.named("smtp").status(mock || server.answers()).build();
  }

  void start(
      @Observes StartupEvent started,
      VocabularyReader vocabulary,
      Notices notices,
      IndexFeed feed,
      Courier courier,
      Replayer replayer,
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
    threads.add(Thread.ofVirtual().name("replayer").start(replayer));
    threads.add(Thread.ofVirtual().name("housekeeping").start(housekeeping));
  }

  void stop(
      @Observes ShutdownEvent stopping,
      Courier courier,
      Replayer replayer,
      VocabularyReader vocabulary) {
    courier.stop();
    replayer.stop();
    vocabulary.stop();
    threads.forEach(Thread::interrupt);
  }
}
