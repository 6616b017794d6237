package tocsin.ingest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import tocsin.ingest.feed.DueFeed;
import tocsin.ingest.feed.Feed;
import tocsin.ingest.feed.PollPlan;
import tocsin.ingest.fetch.FeedClient;
import tocsin.ingest.fetch.FetchOutcome;
import tocsin.ingest.fetch.FetchOutcome.Failed;
import tocsin.ingest.fetch.FetchOutcome.Fetched;
import tocsin.ingest.fetch.FetchOutcome.Gone;
import tocsin.ingest.fetch.FetchOutcome.NotModified;
import tocsin.ingest.fetch.FetchOutcome.Throttled;
import tocsin.ingest.parse.FeedParser;
import tocsin.ingest.parse.ParsedFeed;
import tocsin.ingest.parse.Unparsable;
import tocsin.ingest.publish.Articles;
import tocsin.ingest.publish.Candidate;
import tocsin.ingest.publish.PollResult;

/// One poll of one feed, from request to everything it changes.
public final class Poll {
  private final FeedClient client;
  private final PollPlan plan;
  private final ExecutorService readers;
  private final InstantSource clock;

  /// @param readers threads of the platform, as many as there are cores: reading keeps them busy
  public Poll(FeedClient client, PollPlan plan, ExecutorService readers, InstantSource clock) {
    this.client = client;
    this.plan = plan;
    this.readers = readers;
    this.clock = clock;
  }

  public PollResult of(DueFeed feed) throws InterruptedException {
    var started = clock.instant();
    return read(feed, client.fetch(feed.url(), feed.validators()), started);
  }

  private PollResult read(DueFeed feed, FetchOutcome outcome, Instant started)
      throws InterruptedException {
    return switch (outcome) {
      case NotModified unchanged -> ended(feed, started, outcome, "not_modified", 304, null);
      case Gone gone ->
          ended(feed, started, outcome, "gone", 410, "410: the publisher has withdrawn this feed");
      case Throttled(int status, var after) ->
          ended(
              feed,
              started,
              outcome,
              "throttled",
              status,
              status
                  + ": the server asks to be left alone"
                  + (after.isZero() ? "" : " for " + after.toSeconds() + " s"));
      case Failed(var reason, int status, var detail) ->
          ended(feed, started, outcome, reason.name(), status == 0 ? null : status, detail);
      case Fetched fetched -> parsed(feed, fetched, started);
    };
  }

  private PollResult parsed(DueFeed feed, Fetched fetched, Instant started)
      throws InterruptedException {
    var hash = hash(fetched.body());
    if (hash.equals(feed.bodyHash())) {
      return result(feed, started, fetched, "unchanged", 200, null, null, fetched, hash, List.of());
    }
    try {
      return readers.submit(() -> document(feed, fetched, started, hash)).get();
    } catch (ExecutionException e) {
      var why =
          e.getCause() instanceof Unparsable unparsable
              ? String.valueOf(unparsable.getMessage())
              : "the document is beyond what can be read: " + e.getCause();
      return ended(feed, started, fetched, "unparsable", 200, why);
    }
  }

  private PollResult document(DueFeed feed, Fetched fetched, Instant started, String hash)
      throws Unparsable {
    var document = FeedParser.parse(fetched.body(), fetched.contentType(), fetched.from(), started);
    var candidates = Articles.of(feed, document, started);
    var outcome = document.repaired() ? "repaired" : "fetched";
    return result(feed, started, fetched, outcome, 200, null, document, fetched, hash, candidates);
  }

  private PollResult ended(
      DueFeed feed,
      Instant started,
      FetchOutcome outcome,
      String word,
      @Nullable Integer status,
      @Nullable String error) {
    return result(feed, started, outcome, word, status, error, null, null, null, List.of());
  }

  private PollResult result(
      DueFeed feed,
      Instant started,
      FetchOutcome outcome,
      String word,
      @Nullable Integer httpStatus,
      @Nullable String error,
      @Nullable ParsedFeed document,
      @Nullable Fetched fetched,
      @Nullable String hash,
      List<Candidate> candidates) {
    var now = clock.instant();
    int failures = error == null ? 0 : feed.failures() + 1;
    var ttl = document == null ? feed.ttl() : document.ttl();
    var next = plan.next(outcome, error == null, feed.pollEvery(), ttl, failures, now);
    var status =
        next.isEmpty()
            ? Feed.Status.gone
            : error == null ? Feed.Status.active : Feed.Status.failing;
    return new PollResult(
        feed,
        started,
        (int) Duration.between(started, now).toMillis(),
        word,
        httpStatus,
        error,
        status,
        failures,
        fetched == null ? null : fetched.validators(),
        hash,
        document == null || document.title().isEmpty() ? null : document.title(),
        document == null ? null : document.language(),
        ttl,
        next.map(PollPlan.Next::at).orElse(null),
        next.map(PollPlan.Next::notBefore).orElse(null),
        candidates);
  }

  private static String hash(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
