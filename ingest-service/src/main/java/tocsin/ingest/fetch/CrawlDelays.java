package tocsin.ingest.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tocsin.ingest.fetch.FetchOutcome.Fetched;
import tocsin.ingest.fetch.FetchOutcome.Validators;

/// How long hosts ask to be left alone between two requests, by their `robots.txt`. Only a host
/// that is asked twice within a minute is asked for it, once a day: for others no delay matters.
/// Blocks its (virtual) thread.
public final class CrawlDelays {
  private static final Duration CROWDED = Duration.ofMinutes(1);
  private static final Duration KEPT = Duration.ofDays(1);
  private static final int MOST_HOSTS = 20_000;

  private final FeedClient client;
  private final InstantSource clock;
  private final Map<String, Known> hosts =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
              return size() > MOST_HOSTS;
            }
          });

  /// What is known of a host.
  ///
  /// @param asked when it was asked for a feed last
  /// @param until the delay counts; before `asked` where it is not known
  private record Known(Instant asked, Duration delay, Instant until) {}

  public CrawlDelays(FeedClient client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  /// After a request: what the host is known to ask for; zero where it asks for nothing.
  public Duration of(String host) {
    var known = hosts.get(host);
    return known == null ? Duration.ZERO : known.delay();
  }

  /// After a request: whether the host is to be asked for its `robots.txt`. Says so once.
  public boolean areDue(String host) {
    var now = clock.instant();
    boolean[] due = new boolean[1];
    hosts.compute(
        host,
        (_, before) -> {
          boolean kept = before != null && before.until().isAfter(now);
          due[0] = before != null && !kept && before.asked().plus(CROWDED).isAfter(now);
          var delay = before == null ? Duration.ZERO : before.delay();
          var until = due[0] ? now.plus(KEPT) : kept ? before.until() : Instant.MIN;
          return new Known(now, delay, until);
        });
    return due[0];
  }

  /// Asks a host.
  ///
  /// @param url of a feed there
  public void learn(String host, URI url) throws InterruptedException {
    var delay = read(url);
    var now = clock.instant();
    hosts.put(host, new Known(now, delay, now.plus(KEPT)));
  }

  private Duration read(URI url) throws InterruptedException {
    try (var fetch = client.fetch(url.resolve("/robots.txt"), Validators.NONE)) {
      return fetch.outcome() instanceof Fetched fetched
          ? Robots.crawlDelay(new String(fetched.body(), UTF_8)).orElse(Duration.ZERO)
          : Duration.ZERO;
    }
  }
}
