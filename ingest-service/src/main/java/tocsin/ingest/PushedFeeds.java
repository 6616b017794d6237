package tocsin.ingest;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import tocsin.ingest.feed.FeedQueue;
import tocsin.ingest.parse.Unparsable;
import tocsin.ingest.publish.ArticleLog;
import tocsin.ingest.publish.Relay;
import tocsin.ingest.websub.HubResource;

/// Takes documents that hubs send the way of those that are fetched.
final class PushedFeeds implements HubResource.Deliveries {
  private static final Logger LOG = Logger.getLogger(PushedFeeds.class);

  private final FeedQueue queue;
  private final Poll poll;
  private final ArticleLog log;
  private final Relay relay;
  private final PollFeeds feeds;
  private final PollMetrics metrics;
  private final InstantSource clock;

  PushedFeeds(
      FeedQueue queue,
      Poll poll,
      ArticleLog log,
      Relay relay,
      PollFeeds feeds,
      PollMetrics metrics,
      InstantSource clock) {
    this.queue = queue;
    this.poll = poll;
    this.log = log;
    this.relay = relay;
    this.feeds = feeds;
    this.metrics = metrics;
    this.clock = clock;
  }

  /// What cannot be read leads to a poll.
  @Override
  public String take(String id, URI topic, byte[] body, @Nullable String contentType)
      throws InterruptedException {
    var now = clock.instant();
    var feed = queue.find(id, now);
    if (feed.isEmpty()) {
      return "removed";
    }
    try {
      var candidates = poll.candidates(feed.get(), body, contentType, topic, now);
      var news = log.append(feed.get(), candidates, now);
      if (!news.articles().isEmpty()) {
        relay.wake();
      }
      metrics.pushed(feed.get(), news);
      return "read";
    } catch (Unparsable e) {
      LOG.infof(
          "a hub sent what cannot be read, polled instead feed_id=%s: %s", id, e.getMessage());
      queue.ask(List.of(id), now);
      feeds.wake();
      return "unparsable";
    }
  }
}
