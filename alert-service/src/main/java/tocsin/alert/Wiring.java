package tocsin.alert;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.mailer.Mailer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import tocsin.alert.account.Callers;
import tocsin.alert.account.Notices;
import tocsin.alert.account.Subscribers;
import tocsin.alert.account.Tokens;
import tocsin.alert.history.HistoryResource;
import tocsin.alert.match.IndexFeed;
import tocsin.alert.match.SubscriptionIndex;
import tocsin.alert.page.PageSettings;
import tocsin.alert.page.Pages;
import tocsin.alert.page.StatusBoard;
import tocsin.alert.subscription.Drafts;
import tocsin.alert.subscription.KnownWords;
import tocsin.alert.subscription.SubscriptionStore;
import tocsin.alert.subscription.VocabularyReader;
import tocsin.edge.address.AddressGuard;
import tocsin.edge.token.AdminToken;
import tocsin.events.TopicReader;
import tocsin.events.TopicSetup;
import tocsin.events.Topics;

/// Builds the objects of this service, but those of delivery, and starts what runs by itself.
@Singleton
final class Wiring {
  private final String prefix;
  private final Map<String, Object> broker;
  private final String publicUrl;
  private final List<Thread> threads = new ArrayList<>();

  Wiring(
      @ConfigProperty(name = "kafka.bootstrap.servers") String brokers,
      @ConfigProperty(name = "tocsin.topic-prefix") Optional<String> prefix,
      @ConfigProperty(name = "tocsin.public-url") String publicUrl) {
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
  Tokens tokens(Pool pool) {
    return new Tokens(pool);
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
  Notices notices(Pool pool, Mailer mailer, InstantSource clock) {
    var host = URI.create(publicUrl).getHost();
    return new Notices(pool, mailer, clock, host == null ? "localhost" : host);
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
  Pages.PublicUrl publicUrl() {
    return new Pages.PublicUrl(publicUrl);
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
      IndexFeed feed) {
    var tagged = prefix + Topics.TAGGED;
    threads.add(
        Thread.ofVirtual()
            .name("topics")
            .start(
                new TopicSetup(
                    broker, List.of(TopicSetup.articles(tagged), TopicSetup.dead(tagged)))));
    threads.add(Thread.ofPlatform().daemon().name("vocabulary").start(vocabulary));
    threads.add(Thread.ofVirtual().name("notices").start(notices));
    threads.add(Thread.ofVirtual().name("index").start(feed));
  }

  void stop(@Observes ShutdownEvent stopping) {
    threads.forEach(Thread::interrupt);
  }
}
