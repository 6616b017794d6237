package tocsin.ingest.fetch;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
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

  public FeedClient(Vertx vertx, AddressGuard guard, FetchSettings settings, InstantSource clock) {
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) settings.connectTimeout().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) settings.idleTimeout().toMillis())
                .setMaxHeaderSize(32 * 1024)
                .setMaxPoolSize(2)
                .setKeepAliveTimeout(15)
                .setDecompressionSupported(true)
                .setVerifyHost(true));
    this.guard = guard;
    this.settings = settings;
    this.clock = clock;
  }

  public Fetch fetch(URI url, Validators validators) throws InterruptedException {
    return fetch(url, validators, Map.of());
  }

  /// @param own headers for the origin of `url` alone
  public Fetch fetch(URI url, Validators validators, Map<String, String> own)
      throws InterruptedException {
    var route = new Route(url);
    return new Fetch(follow(route, validators, own), route.moved());
  }

  private FetchOutcome follow(Route route, Validators validators, Map<String, String> own)
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
          switch (request(at, admitted, validators, headers, deadline - System.nanoTime())) {
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
      URI url, Admission.Admitted to, Validators validators, Map<String, String> own, long nanos)
      throws InterruptedException {
    var host =
        url.getHost().startsWith("[")
            ? url.getHost().substring(1, url.getHost().length() - 1)
            : url.getHost();
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setHost(host)
            .setPort(to.port())
            .setSsl("https".equalsIgnoreCase(url.getScheme()))
            .setURI(pathOf(url))
            .setServer(SocketAddress.inetSocketAddress(to.port(), to.address().getHostAddress()))
            .putHeader("user-agent", settings.userAgent())
            .putHeader(
                "accept",
                "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5")
            .putHeader("accept-encoding", "gzip, deflate");
    own.forEach(options::putHeader);
    if (validators.etag() != null) {
      options.putHeader("if-none-match", validators.etag());
    }
    if (validators.lastModified() != null) {
      options.putHeader("if-modified-since", validators.lastModified());
    }
    var inFlight = new AtomicReference<@Nullable HttpClientRequest>();
    var conditional = !validators.equals(Validators.NONE);
    var requested =
        http.request(options)
            .compose(request -> {
              inFlight.set(request);
              return request.send().compose(response -> answer(url, conditional, response));
            });
    try {
      return requested
          .toCompletionStage()
          .toCompletableFuture()
          .get(Math.max(1, nanos), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      var request = inFlight.get();
      if (request != null) {
        request.reset();
      }
      return Answer.failed(
          Reason.timeout,
          "no complete answer within " + settings.totalTimeout().toSeconds() + " s");
    } catch (ExecutionException e) {
      return new Answer.Ended(failure(e.getCause() == null ? e : e.getCause()));
    }
  }

  private Future<Answer> answer(URI url, boolean conditional, HttpClientResponse response) {
    response.exceptionHandler(broken -> {}); // after a reset nobody listens
    int status = response.statusCode();
    if (status == 301 || status == 302 || status == 303 || status == 307 || status == 308) {
      response.request().reset();
      return Future.succeededFuture(redirect(url, status, response.getHeader("location")));
    }
    if (status == 304 && !conditional) {
      response.request().reset();
      return Future.succeededFuture(
          new Answer.Ended(
              new Failed(Reason.protocol, 304, "304 to a request without conditions")));
    }
    if (status != 200) {
      if (status != 304) {
        response.request().reset();
      }
      return Future.succeededFuture(new Answer.Ended(refusal(status, response)));
    }
    var fresh = Freshness.of(response.headers(), clock.instant());
    Promise<Answer> read = Promise.promise();
    var body = Buffer.buffer();
    long most = settings.maxBody().asLongValue();
    response.exceptionHandler(read::tryFail);
    response.handler(chunk -> {
      if (body.length() + (long) chunk.length() > most) {
        response.handler(ignored -> {});
        response.request().reset();
        read.tryComplete(
            Answer.failed(Reason.too_large, "the document is larger than " + most + " bytes"));
      } else {
        body.appendBuffer(chunk);
      }
    });
    response.endHandler(end ->
        read.tryComplete(
            new Answer.Ended(
                new FetchOutcome.Fetched(
                    body.getBytes(),
                    response.getHeader("content-type"),
                    url,
                    Validators.of(response.getHeader("etag"), response.getHeader("last-modified")),
                    fresh))));
    return read.future();
  }

  private FetchOutcome refusal(int status, HttpClientResponse response) {
    var after = Freshness.retryAfter(response.getHeader("retry-after"), clock.instant());
    return switch (status) {
      case 304 -> new FetchOutcome.NotModified(Freshness.of(response.headers(), clock.instant()));
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
    try {
      var to = from.resolve(new URI(location.strip().replace(" ", "%20")));
      if (from.getScheme().equalsIgnoreCase("https")
          && to.getScheme() != null
          && to.getScheme().toLowerCase(Locale.ROOT).equals("http")) {
        return Answer.failed(Reason.redirects, "a redirect from https to http");
      }
      return to.getHost() == null
          ? Answer.failed(Reason.redirects, "a redirect to no host")
          : new Answer.Redirected(to, status == 301 || status == 308);
    } catch (URISyntaxException e) {
      return Answer.failed(Reason.redirects, "a redirect to what is no URL");
    }
  }

  private static Failed failure(Throwable cause) {
    return switch (cause) {
      case ConnectException e -> new Failed(Reason.connect, 0, "no connection could be made");
      case javax.net.ssl.SSLException e ->
          new Failed(Reason.connect, 0, "TLS failed: " + e.getMessage());
      default -> new Failed(Reason.protocol, 0, "the exchange broke off: " + cause.getMessage());
    };
  }

  private static String pathOf(URI written) {
    var url = URI.create(written.toASCIIString());
    var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
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
