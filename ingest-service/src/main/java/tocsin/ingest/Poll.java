package tocsin.ingest;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import tocsin.ingest.feed.DueFeed;
import tocsin.ingest.fetch.FeedClient;
import tocsin.ingest.fetch.FetchOutcome;
import tocsin.ingest.fetch.FetchOutcome.Failed;
import tocsin.ingest.fetch.FetchOutcome.Fetched;
import tocsin.ingest.fetch.FetchOutcome.Gone;
import tocsin.ingest.fetch.FetchOutcome.NotModified;
import tocsin.ingest.fetch.FetchOutcome.Throttled;
import tocsin.ingest.parse.FeedParser;
import tocsin.ingest.parse.Unparsable;
import tocsin.ingest.publish.Articles;
import tocsin.ingest.publish.Candidate;
import tocsin.ingest.publish.PollResult;
import tocsin.ingest.publish.PollResult.Reading;

/// One poll of one feed, from request to everything it changes.
public final class Poll {
  private static final int LARGE = 1 << 20;

  private final Semaphore large = new Semaphore(1);
  private final FeedClient client;
  private final ExecutorService readers;
  private final InstantSource clock;

  /// @param readers threads of the platform, as many as there are cores: reading keeps them busy
  public Poll(FeedClient client, ExecutorService readers, InstantSource clock) {
    this.client = client;
    this.readers = readers;
    this.clock = clock;
  }

  public PollResult of(DueFeed feed) throws InterruptedException {
    var started = clock.instant();
    try (var fetch = client.fetch(feed.address(), feed.validators(), feed.headers().values())) {
      var what = read(feed, fetch.outcome(), started);
      int millis = (int) Duration.between(started, clock.instant()).toMillis();
      return new PollResult(
          feed,
          started,
          Math.max(0, millis),
          fetch.outcome(),
          what.word(),
          what.httpStatus(),
          what.error(),
          fetch.moved(),
          what.reading());
    }
  }

  /// What an answer comes down to.
  private record What(
      String word,
      @Nullable Integer httpStatus,
      @Nullable String error,
      @Nullable Reading reading) {
    static What failed(String word, @Nullable Integer httpStatus, String error) {
      return new What(word, httpStatus, error, null);
    }
  }

  private What read(DueFeed feed, FetchOutcome outcome, Instant started)
      throws InterruptedException {
    return switch (outcome) {
      case NotModified _ -> new What("not_modified", 304, null, null);
      case Gone() -> What.failed("gone", 410, "410: the publisher has withdrawn this feed");
      case Throttled(int status, var after) ->
          What.failed(
              "throttled",
              status,
              status
                  + ": the server asks to be left alone"
                  + (after.isZero() ? "" : " for " + after.toSeconds() + " s"));
      case Failed(var reason, int status, var detail) ->
          What.failed(reason.name(), status == 0 ? null : status, detail);
      case Fetched fetched -> read(feed, fetched, started);
    };
  }

  private What read(DueFeed feed, Fetched fetched, Instant started) throws InterruptedException {
    var hash = hash(fetched.body());
    if (hash.equals(feed.bodyHash())) {
      var same = new Reading(hash, fetched.validators(), null, feed.furniture(), List.of());
      return new What("unchanged", 200, null, same);
    }
    try {
      return fetched.body().length > LARGE
          ? alone(() -> parse(feed, fetched, started, hash))
          : readers.submit(() -> parse(feed, fetched, started, hash)).get();
    } catch (ExecutionException e) {
      var why =
          e.getCause() instanceof Unparsable unparsable
              ? String.valueOf(unparsable.getMessage())
              : "the document is beyond what can be read: " + e.getCause();
      return What.failed("unparsable", 200, why);
    }
  }

  /// The items of a document that came by itself.
  ///
  /// @param from the address it is that of
  public List<Candidate> candidates(
      DueFeed feed, byte[] body, @Nullable String contentType, URI from, Instant now)
      throws Unparsable, InterruptedException {
    Callable<List<Candidate>> parse =
        () -> Articles.of(feed, FeedParser.parse(body, contentType, from, now), now).candidates();
    try {
      return body.length > LARGE ? alone(parse) : readers.submit(parse).get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Unparsable unparsable
          ? unparsable
          : new Unparsable("the document is beyond what can be read: " + e.getCause());
    }
  }

  /// One large document at a time: a tree takes many times the memory of its text.
  private <T> T alone(Callable<T> parse) throws InterruptedException, ExecutionException {
    large.acquire();
    try {
      return readers.submit(parse).get();
    } finally {
      large.release();
    }
  }

  private static What parse(DueFeed feed, Fetched fetched, Instant started, String hash)
      throws Unparsable {
    var document = FeedParser.parse(fetched.body(), fetched.contentType(), fetched.from(), started);
    var articles = Articles.of(feed, document, started);
    var reading =
        new Reading(
            hash, fetched.validators(), document, articles.furniture(), articles.candidates());
    return new What(document.repaired() ? "repaired" : "fetched", 200, null, reading);
  }

  private static String hash(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
