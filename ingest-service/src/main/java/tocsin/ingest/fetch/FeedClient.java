package tocsin.ingest.fetch;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import tocsin.edge.address.AddressGuard;
import tocsin.edge.address.Admission;
import tocsin.ingest.fetch.FetchOutcome.Failed;
import tocsin.ingest.fetch.FetchOutcome.Reason;
import tocsin.ingest.fetch.FetchOutcome.Validators;

/// Requests feeds: conditionally, within limits, and only from addresses that the guard admits, on
/// every hop. Blocks its (virtual) thread.
public final class FeedClient {
  private final HttpClient http;
  private final AddressGuard guard;
  private final FetchSettings settings;
  private final InstantSource clock;
  private final LargeBodies bodies;

  public FeedClient(Vertx vertx, AddressGuard guard, FetchSettings settings, InstantSource clock) {
    this.http = Requests.client(vertx, settings);
    this.guard = guard;
    this.settings = settings;
    this.clock = clock;
    this.bodies = new LargeBodies((int) settings.maxBody().asLongValue());
  }

  public Fetch fetch(URI url, Validators validators) throws InterruptedException {
    return fetch(url, validators, Map.of());
  }

  /// @param own headers for the origin of `url` alone
  public Fetch fetch(URI url, Validators validators, Map<String, String> own)
      throws InterruptedException {
    var route = new Route(url);
    var turn = bodies.new Turn();
    boolean ended = false;
    try {
      var fetch = new Fetch(follow(route, validators, own, turn), route.moved(), turn::end);
      ended = true;
      return fetch;
    } finally {
      if (!ended) {
        turn.end();
      }
    }
  }

  private FetchOutcome follow(
      Route route, Validators validators, Map<String, String> own, LargeBodies.Turn turn)
      throws InterruptedException {
    long deadline = System.nanoTime() + settings.totalTimeout().toNanos();
    for (int hop = 0; hop <= settings.maxRedirects(); hop++) {
      var at = route.at();
      switch (guard.admit(at)) {
        case Admission.Refused(var reason) -> {
          return new Failed(Reason.refused_address, 0, reason);
        }
        case Admission.Unresolved(var host) -> {
          return new Failed(Reason.unresolved, 0, "'" + host + "' has no address");
        }
        case Admission.Admitted admitted -> {
          var headers = route.isHome() ? own : Map.<String, String>of();
          switch (request(at, admitted, validators, headers, turn, deadline)) {
            case Answer.Ended(var outcome) -> {
              return outcome;
            }
            case Answer.Redirected(var to, boolean permanent) -> route.follow(to, permanent);
          }
        }
      }
    }
    return new Failed(Reason.redirects, 0, "more than " + settings.maxRedirects() + " redirects");
  }

  private Answer request(
      URI url,
      Admission.Admitted to,
      Validators validators,
      Map<String, String> own,
      LargeBodies.Turn turn,
      long deadline)
      throws InterruptedException {
    var options =
        Requests.options(HttpMethod.GET, url, to, settings)
            .putHeader(
                "accept",
                "application/atom+xml, application/rss+xml, application/feed+json,"
                    + " application/xml;q=0.9, */*;q=0.5")
            .putHeader("accept-encoding", ContentCoding.ACCEPTED);
    own.forEach(options::putHeader);
    if (validators.etag() != null) {
      options.putHeader("if-none-match", validators.etag());
    }
    if (validators.lastModified() != null) {
      options.putHeader("if-modified-since", validators.lastModified());
    }
    try (var exchange = Exchange.open(http, options, Buffer.buffer(), deadline)) {
      return switch (exchange.head().statusCode()) {
        case 200 -> new Answer.Ended(fetched(url, exchange, turn, deadline));
        default -> answer(url, !validators.equals(Validators.NONE), exchange.head());
      };
    } catch (SocketTimeoutException e) {
      return Answer.failed(
          Reason.timeout,
          "no complete answer within " + settings.totalTimeout().toSeconds() + " s");
    } catch (ZipException | EOFException e) {
      return Answer.failed(
          Reason.protocol, "the body is not what its content coding says: " + e.getMessage());
    } catch (IOException e) {
      return new Answer.Ended(Requests.failure(e));
    }
  }

  private Answer answer(URI url, boolean conditional, HttpClientResponse head) {
    return switch (head.statusCode()) {
      case 301, 302, 303, 307, 308 -> redirect(url, head.statusCode(), head.getHeader("location"));
      case 304 ->
          new Answer.Ended(
              conditional
                  ? new FetchOutcome.NotModified(Freshness.of(head.headers(), clock.instant()))
                  : new Failed(Reason.protocol, 304, "304 to a request without conditions"));
      default -> new Answer.Ended(refusal(head.statusCode(), head));
    };
  }

  private FetchOutcome fetched(URI url, Exchange exchange, LargeBodies.Turn turn, long deadline)
      throws IOException {
    var head = exchange.head();
    try (var stream = ContentCoding.decode(head.getHeader("content-encoding"), exchange.body())) {
      return turn.read(stream, deadline)
          .<FetchOutcome>map(body ->
              new FetchOutcome.Fetched(
                  body,
                  head.getHeader("content-type"),
                  url,
                  Validators.of(head.getHeader("etag"), head.getHeader("last-modified")),
                  Freshness.of(head.headers(), clock.instant()),
                  head.headers().getAll("link")))
          .orElseGet(() ->
              new Failed(
                  Reason.too_large,
                  0,
                  "the document is larger than " + settings.maxBody().asLongValue() + " bytes"));
    }
  }

  private FetchOutcome refusal(int status, HttpClientResponse response) {
    var after = Freshness.retryAfter(response.getHeader("retry-after"), clock.instant());
    return switch (status) {
      case 410 -> new FetchOutcome.Gone();
      case 429, 503 -> new FetchOutcome.Throttled(status, after);
      default ->
          after.isZero()
              ? new Failed(Reason.status, status, "the server answered " + status)
              : new FetchOutcome.Throttled(status, after);
    };
  }

  private static Answer redirect(URI from, int status, @Nullable String location) {
    if (location == null) {
      return Answer.failed(Reason.protocol, "a redirect without a place to go to");
    }
    return switch (Redirect.of(from, location)) {
      case Redirect.To(var to) -> new Answer.Redirected(to, status == 301 || status == 308);
      case Redirect.Refused(var why) -> Answer.failed(Reason.redirects, why);
    };
  }

  /// What one hop brought.
  private sealed interface Answer {
    record Ended(FetchOutcome outcome) implements Answer {}

    record Redirected(URI to, boolean permanent) implements Answer {}

    static Answer failed(Reason reason, String detail) {
      return new Ended(new Failed(reason, 0, detail));
    }
  }
}
