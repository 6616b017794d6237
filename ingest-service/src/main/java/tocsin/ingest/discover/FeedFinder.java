package tocsin.ingest.discover;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tocsin.events.Ids;
import tocsin.ingest.fetch.FeedClient;
import tocsin.ingest.fetch.FetchOutcome;
import tocsin.ingest.fetch.FetchOutcome.Fetched;
import tocsin.ingest.fetch.FetchOutcome.Validators;
import tocsin.ingest.parse.FeedParser;
import tocsin.ingest.parse.Unparsable;

/// Finds the feeds of a site by trying where they may be, one request after the other, and stopping
/// at the first kind of place that has any. Blocks its (virtual) thread.
public final class FeedFinder {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final FeedClient client;
  private final InstantSource clock;

  public FeedFinder(FeedClient client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  /// A feed that is there.
  ///
  /// @param id it has, or would have, once registered
  public record Found(String id, String url, String title, String format, int entries) {}

  /// What came of a search.
  public sealed interface Search {
    /// Empty where the site answers but has none that was found.
    record Ended(List<Found> feeds) implements Search {}

    record Unreachable(String reason) implements Search {}
  }

  public Search find(URI page) throws InterruptedException {
    var until = clock.instant().plus(PATIENCE);
    var feeds = tried(Leads.known(page), until, Integer.MAX_VALUE);
    if (!feeds.isEmpty()) {
      return new Search.Ended(feeds);
    }
    try (var fetch = client.fetch(page, Validators.NONE)) {
      return search(page, fetch.outcome(), until);
    }
  }

  private Search search(URI page, FetchOutcome outcome, Instant until) throws InterruptedException {
    return switch (outcome) {
      case Fetched fetched -> new Search.Ended(feeds(page, fetched, until));
      case FetchOutcome.Failed(_, int status, _) when status >= 400 ->
          new Search.Ended(tried(Leads.usual(page), until, 1));
      case FetchOutcome.Failed(_, _, var detail) -> new Search.Unreachable(detail);
      case FetchOutcome.Gone() -> new Search.Unreachable("the server answered 410");
      case FetchOutcome.Throttled(int status, _) ->
          new Search.Unreachable("the server answered " + status);
      case FetchOutcome.NotModified _ -> new Search.Unreachable("the server answered 304");
    };
  }

  private List<Found> feeds(URI page, Fetched fetched, Instant until) throws InterruptedException {
    var itself = read(page, fetched);
    if (itself.isPresent()) {
      return List.of(itself.get());
    }
    var named = Leads.named(fetched.body(), fetched.contentType(), fetched.from());
    var feeds = tried(named, until, Integer.MAX_VALUE);
    return feeds.isEmpty() ? tried(Leads.usual(fetched.from()), until, 1) : feeds;
  }

  private List<Found> tried(List<URI> leads, Instant until, int enough)
      throws InterruptedException {
    List<Found> found = new ArrayList<>();
    for (var lead : leads) {
      if (found.size() >= enough || clock.instant().isAfter(until)) {
        break;
      }
      try (var fetch = client.fetch(lead, Validators.NONE)) {
        if (fetch.outcome() instanceof Fetched fetched) {
          read(lead, fetched).ifPresent(found::add);
        }
      }
    }
    return List.copyOf(found);
  }

  private Optional<Found> read(URI url, Fetched fetched) {
    try {
      var feed =
          FeedParser.parse(fetched.body(), fetched.contentType(), fetched.from(), clock.instant());
      return Optional.of(
          new Found(
              Ids.feed(url.toString()),
              url.toString(),
              feed.title(),
              feed.format(),
              feed.items().size()));
    } catch (Unparsable e) {
      return Optional.empty();
    }
  }
}
