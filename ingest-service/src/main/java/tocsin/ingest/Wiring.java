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
import tocsin.ingest.fetch.CrawlDelays;
import tocsin.ingest.fetch.FeedClient;
import tocsin.ingest.fetch.FetchSettings;
import tocsin.ingest.fetch.HostGate;
import tocsin.ingest.fetch.HubClient;
import tocsin.ingest.publish.ArticleLog;
import tocsin.ingest.publish.Relay;
import tocsin.ingest.websub.HubResource;
import tocsin.ingest.websub.PushStore;
import tocsin.ingest.websub.Subscriber;
import tocsin.ingest.websub.WebSubSettings;

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
  FeedCatalog catalog(Pool pool) {
    return new FeedCatalog(pool);
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
  Poll poll(FeedClient client, InstantSource clock) {
    return new Poll(
        client,
        Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().name("reader-", 0).daemon().factory()),
        clock);
  }

  @Produces
  @Singleton
  ArticleLog articleLog(Pool pool, PollSettings settings, WebSubSettings websub) {
    var min = settings.minInterval();
    return new ArticleLog(
        pool,
        new PollPlan(
            min,
            settings.interval().orElse(min.multipliedBy(3)),
            settings.calmInterval().orElse(min.multipliedBy(12)),
            settings.maxInterval(),
            websub.safetyInterval()));
  }

  @Produces
  @Singleton
  PushStore pushes(Pool pool) {
    return new PushStore(pool);
  }

  @Produces
  @Singleton
  Subscribing subscribing(
      PushStore store,
      Vertx vertx,
      AddressGuard guard,
      FetchSettings fetch,
      PollSettings polls,
      WebSubSettings settings,
      InstantSource clock) {
    return new Subscribing(
        settings
            .publicUrl()
            .map(url ->
                new Subscriber(
                    store,
                    new HubClient(vertx, guard, fetch),
                    new HostGate(polls.hostGap(), System::nanoTime),
                    url,
                    settings,
                    clock)));
  }

  @Produces
  @Singleton
  HubResource.Deliveries deliveries(
      FeedQueue queue,
      Poll poll,
      ArticleLog log,
      Relay relay,
      PollFeeds feeds,
      PollMetrics metrics,
      InstantSource clock) {
    return new PushedFeeds(queue, poll, log, relay, feeds, metrics, clock);
  }

  @Produces
  @Singleton
  FeedResource.Hubs hubs(PushStore store, InstantSource clock) {
    return feed -> store.of(feed, clock.instant());
  }

  @Produces
  @Singleton
  PollMetrics metrics(MeterRegistry registry) {
    return new PollMetrics(registry);
  }

  @Produces
  @Singleton
  PollFeeds pollFeeds(
      @ConfigProperty(name = "tocsin.instance") Optional<String> instance,
      @ConfigProperty(name = "quarkus.http.port") int port,
      FeedQueue queue,
      Poll poll,
      FeedClient client,
      ArticleLog log,
      Relay relay,
      PollMetrics metrics,
      Subscribing hubs,
      PollSettings settings,
      InstantSource clock) {
    return new PollFeeds(
        instance.orElseGet(() -> node(port)),
        queue,
        poll,
        new HostGate(settings.hostGap(), System::nanoTime),
        new CrawlDelays(client, clock),
        log,
        relay,
        metrics,
        hubs,
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
      Subscribing hubs,
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
    hubs.start();
  }

  void stop(
      @Observes ShutdownEvent stopping,
      PollFeeds feeds,
      Relay relay,
      StandingMetrics standing,
      Subscribing hubs)
      throws InterruptedException {
    standing.stop();
    hubs.stop();
    feeds.stop();
    relay.stop();
  }
}
