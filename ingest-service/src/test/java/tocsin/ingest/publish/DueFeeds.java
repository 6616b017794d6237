package tocsin.ingest.publish;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tocsin.events.Ids;
import tocsin.ingest.feed.DueFeed;
import tocsin.ingest.feed.Feed;
import tocsin.ingest.feed.OwnHeaders;
import tocsin.ingest.feed.Relocation;
import tocsin.ingest.fetch.FetchOutcome.Validators;
import tocsin.ingest.parse.Advice;

/// Leased feeds as tests need them.
record DueFeeds(
    @Nullable URI location,
    Feed.Backlog backlog,
    @Nullable Duration windowPause,
    Relocation relocation,
    int failures,
    @Nullable Instant lastSuccess,
    long items) {
  static final URI URL = URI.create("https://news.example/feed");

  /// A feed that was never polled.
  static final DueFeeds NEW =
      new DueFeeds(null, Feed.Backlog.alert, null, Relocation.NONE, 0, null, 0);

  /// A feed whose last poll was then.
  static DueFeeds polled(Instant then) {
    return new DueFeeds(null, Feed.Backlog.alert, null, Relocation.NONE, 0, then, 10);
  }

  DueFeeds at(URI place, Relocation moving, int failed) {
    return new DueFeeds(place, backlog, windowPause, moving, failed, lastSuccess, items);
  }

  DueFeeds with(Feed.Backlog other) {
    return new DueFeeds(location, other, windowPause, relocation, failures, lastSuccess, items);
  }

  DueFeeds with(Duration pause) {
    return new DueFeeds(location, backlog, pause, relocation, failures, lastSuccess, items);
  }

  DueFeed feed() {
    return new DueFeed(
        Ids.feed(URL.toString()),
        URL,
        location,
        "news.example",
        null,
        null,
        null,
        backlog,
        OwnHeaders.NONE,
        Validators.NONE,
        null,
        Advice.NONE,
        null,
        windowPause,
        relocation,
        Set.of(),
        failures,
        lastSuccess,
        items,
        null,
        1);
  }
}
