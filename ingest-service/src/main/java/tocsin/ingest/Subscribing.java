package tocsin.ingest;

import java.util.Optional;
import tocsin.ingest.fetch.FetchOutcome.Fetched;
import tocsin.ingest.parse.HubOffer;
import tocsin.ingest.publish.News;
import tocsin.ingest.publish.PollResult;
import tocsin.ingest.websub.Subscriber;

/// What polls tell the subscriber at hubs, where there is one.
final class Subscribing implements PollFeeds.Hubs {
  private final Optional<Subscriber> subscriber;

  /// @param subscriber empty where hubs are not subscribed to
  Subscribing(Optional<Subscriber> subscriber) {
    this.subscriber = subscriber;
  }

  void start() {
    subscriber.ifPresent(hubs -> Thread.ofVirtual().name("hubs").start(hubs));
  }

  void stop() {
    subscriber.ifPresent(Subscriber::stop);
  }

  @Override
  public void polled(PollResult result, News news) {
    subscriber.ifPresent(hubs -> tell(hubs, result, news));
  }

  private static void tell(Subscriber hubs, PollResult result, News news) {
    var id = result.feed().id();
    var document = result.reading() == null ? null : result.reading().document();
    if (result.fetched() instanceof Fetched fetched && document != null) {
      var offer = HubOffer.ofHeaders(fetched.links(), fetched.from()).or(document.hub());
      hubs.offered(id, offer, fetched.from());
    }
    if (result.feed().pushedUntil() != null && news.fresh() > 0) {
      hubs.missed(id);
    }
  }
}
