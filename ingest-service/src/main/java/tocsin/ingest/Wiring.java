package tocsin.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import tocsin.edge.address.AddressGuard;
import tocsin.events.TopicSetup;
import tocsin.events.Topics;
import tocsin.ingest.discover.FeedFinder;
import tocsin.ingest.feed.FeedCatalog;
import tocsin.ingest.feed.FeedQueue;
import tocsin.ingest.feed.FeedResource;
import tocsin.ingest.feed.PollPlan;
import tocsin.ingest.feed.PollSettings;
import tocsin.ingest.fetch.FeedClient;
import tocsin.ingest.fetch.FetchSettings;
import tocsin.ingest.fetch.HostGate;
import tocsin.ingest.publish.ArticleLog;
import tocsin.ingest.publish.Relay;

/// Builds the objects of this service and starts what runs by itself.
@Singleton
final class Wiring {
  @Produces
  @Singleton
  InstantSource clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  FeedCatalog catalog() {
    return new FeedCatalog();
  }

  @Produces
  @Singleton
  FeedQueue queue(Pool pool) {
    return new FeedQueue(pool);
  }

  @Produces
  @Singleton
  FeedClient client(Vertx vertx, AddressGuard guard, FetchSettings settings, InstantSource clock) {
    return new FeedClient(vertx, guard, settings, clock);
  }

  @Produces
  @Singleton
  FeedFinder finder(FeedClient client, InstantSource clock) {
    return new FeedFinder(client, clock);
  }

  @Produces
  @Singleton
  Relay relay(Pool pool, @Channel("articles-fetched") MutinyEmitter<byte[]> topic) {
    return new Relay(pool, topic);
  }

  @Produces
  @Singleton
  PollFeeds pollFeeds(
      @ConfigProperty(name = "tocsin.instance") Optional<String> instance,
      @ConfigProperty(name = "quarkus.http.port") int port,
      FeedQueue queue,
      Pool pool,
      Relay relay,
      FeedClient client,
      PollSettings settings,
      MeterRegistry registry,
      InstantSource clock) {
    var min = settings.minInterval();
    var plan =
        new PollPlan(
            min,
            settings.interval().orElse(min.multipliedBy(3)),
            settings.calmInterval().orElse(min.multipliedBy(12)),
            settings.maxInterval());
    var readers =
        Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().name("reader-", 0).daemon().factory());
    return new PollFeeds(
        instance.orElseGet(() -> node(port)),
        queue,
        new Poll(client, readers, clock),
        new HostGate(settings.hostGap(), System::nanoTime),
        new ArticleLog(pool, plan),
        relay,
        new PollMetrics(registry),
        clock,
        settings);
  }

  /// The same after a restart, so that this node finds again what it had leased; another for each
  /// node beside it.
  private static String node(int port) {
    try {
      return port == 0
          ? UUID.randomUUID().toString()
          : InetAddress.getLocalHost().getHostName() + ":" + port;
    } catch (UnknownHostException e) {
      return UUID.randomUUID().toString();
    }
  }

  @Produces
  @Singleton
  FeedResource.Poller poller(PollFeeds feeds) {
    return feeds::wake;
  }

  @Produces
  @Singleton
  StandingMetrics standing(FeedQueue queue, Relay relay, MeterRegistry registry) {
    return new StandingMetrics(queue, relay, registry);
  }

  void start(
      @Observes StartupEvent started,
      PollFeeds feeds,
      Relay relay,
      StandingMetrics standing,
      @ConfigProperty(name = "kafka.bootstrap.servers") String brokers,
      @ConfigProperty(name = "tocsin.topic-prefix") Optional<String> prefix) {
    var topic = prefix.orElse("") + Topics.FETCHED;
    Thread.ofVirtual()
        .name("topics")
        .start(
            new TopicSetup(
                Map.of("bootstrap.servers", brokers),
                List.of(TopicSetup.articles(topic), TopicSetup.dead(topic))));
    Thread.ofVirtual().name("poll-feeds").start(feeds);
    Thread.ofVirtual().name("relay").start(relay);
    Thread.ofVirtual().name("standing").start(standing);
  }

  void stop(
      @Observes ShutdownEvent stopping, PollFeeds feeds, Relay relay, StandingMetrics standing)
      throws InterruptedException {
    standing.stop();
    feeds.stop();
    relay.stop();
  }
}
