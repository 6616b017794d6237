package tocsin.alert.webhook;

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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tocsin.alert.delivery.Attempt;
import tocsin.alert.delivery.Attempt.Deferred;
import tocsin.alert.delivery.Attempt.Delivered;
import tocsin.alert.delivery.Attempt.Reason;
import tocsin.alert.delivery.Attempt.Refused;
import tocsin.alert.delivery.Channel;
import tocsin.alert.delivery.DeliverySettings;
import tocsin.alert.delivery.Parcel;
import tocsin.edge.address.AddressGuard;
import tocsin.edge.address.Admission;

/// POSTs signed JSON to the subscriber's endpoint, at an address that the guard admits. A redirect
/// is a failure and never followed; of the answer the first kilobyte is kept and no more than 64 kB
/// read.
public final class WebhookChannel implements Channel {
  private static final int MOST_READ = 64 * 1024;
  private static final int KEPT = 1024;

  private final HttpClient http;
  private final AddressGuard guard;
  private final DeliverySettings settings;
  private final InstantSource clock;
  private final String userAgent;

  public WebhookChannel(
      Vertx vertx,
      AddressGuard guard,
      DeliverySettings settings,
      InstantSource clock,
      String userAgent) {
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) settings.connectTimeout().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) settings.timeout().toMillis())
                .setMaxHeaderSize(32 * 1024)
                .setMaxPoolSize(settings.perTarget() * 2)
                .setKeepAliveTimeout(15)
                .setDecompressionSupported(false)
                .setVerifyHost(true));
    this.guard = guard;
    this.settings = settings;
    this.clock = clock;
    this.userAgent = userAgent;
  }

  @Override
  public String type() {
    return "webhook";
  }

  @Override
  public String describe(Parcel parcel) {
    return new String(WebhookBody.of(parcel), StandardCharsets.UTF_8);
  }

  @Override
  public Attempt send(Parcel parcel) throws InterruptedException {
    var written = parcel.receiver().url();
    if (written == null || parcel.receiver().secrets().isEmpty()) {
      return new Refused(Reason.recipient, null, "the subscription has no webhook any more", false);
    }
    return post(
        URI.create(written), parcel.receiver().secrets(), parcel.id(), WebhookBody.of(parcel));
  }

  /// One try of a webhook that may be none of a subscription's; blocks its (virtual) thread until
  /// there is an outcome.
  ///
  /// @param secrets that sign it, the newest first
  /// @param id the same on every try
  public Attempt post(URI url, List<String> secrets, String id, byte[] body)
      throws InterruptedException {
    return switch (guard.admit(url)) {
      case Admission.Refused(var reason) -> new Refused(Reason.address, null, reason, false);
      case Admission.Unresolved(var host) ->
          new Deferred(Reason.unresolved, null, "'" + host + "' has no address", null);
      case Admission.Admitted admitted -> exchange(url, admitted, secrets, id, body);
    };
  }

  private Attempt exchange(
      URI url, Admission.Admitted to, List<String> secrets, String id, byte[] body)
      throws InterruptedException {
    var now = clock.instant();
    var options = options(url, to, secrets, id, now, body);
    var inFlight = new AtomicReference<@Nullable HttpClientRequest>();
    var over = new AtomicBoolean();
    var answered = new AtomicReference<@Nullable Attempt>();
    var exchanged =
        http.request(options)
            .compose(request -> {
              inFlight.set(request);
              if (over.get()) {
                request.reset();
                return Future.failedFuture("the try is over");
              }
              return request
                  .send(Buffer.buffer(body))
                  .compose(response -> answer(response, clock.instant(), answered));
            });
    try {
      return exchanged
          .toCompletionStage()
          .toCompletableFuture()
          .get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      abandon(over, inFlight);
      var early = answered.get();
      if (early != null) {
        return early;
      }
      return new Deferred(
          Reason.timeout,
          null,
          "no complete answer within " + settings.timeout().toSeconds() + " s",
          null);
    } catch (InterruptedException e) {
      abandon(over, inFlight);
      throw e;
    } catch (ExecutionException e) {
      return failure(e.getCause() == null ? e : e.getCause());
    }
  }

  /// A connection that is made after its time sends nothing any more.
  private static void abandon(
      AtomicBoolean over, AtomicReference<@Nullable HttpClientRequest> inFlight) {
    over.set(true);
    var request = inFlight.get();
    if (request != null) {
      request.reset();
    }
  }

  private RequestOptions options(
      URI url, Admission.Admitted to, List<String> secrets, String id, Instant now, byte[] body) {
    var host = url.getHost();
    var name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setHost(name)
        .setPort(to.port())
        .setSsl("https".equalsIgnoreCase(url.getScheme()))
        .setURI(pathOf(url))
        .setServer(SocketAddress.inetSocketAddress(to.port(), to.address().getHostAddress()))
        .putHeader("content-type", "application/json; charset=utf-8")
        .putHeader("user-agent", userAgent)
        .putHeader("webhook-id", id)
        .putHeader("webhook-timestamp", Long.toString(now.getEpochSecond()))
        .putHeader("webhook-signature", WebhookSignature.of(secrets, id, now, body));
  }

  /// The status decides; what follows it is read for the log only, and may be cut off.
  private static Future<Attempt> answer(
      HttpClientResponse response, Instant now, AtomicReference<@Nullable Attempt> early) {
    Promise<Attempt> read = Promise.promise();
    var kept = Buffer.buffer();
    long[] seen = {0};
    early.set(judge(response, kept, now));
    response.exceptionHandler(broken -> read.tryComplete(judge(response, kept, now)));
    response.handler(chunk -> {
      seen[0] += chunk.length();
      if (kept.length() < KEPT) {
        kept.appendBuffer(chunk.slice(0, Math.min(chunk.length(), KEPT - kept.length())));
      }
      if (seen[0] > MOST_READ) {
        read.tryComplete(judge(response, kept, now));
        response.request().reset();
      }
    });
    response.endHandler(end -> read.tryComplete(judge(response, kept, now)));
    return read.future();
  }

  private static Attempt judge(HttpClientResponse response, Buffer kept, Instant now) {
    int status = response.statusCode();
    var text = printable(kept);
    if (status >= 200 && status < 300) {
      return new Delivered(status, text);
    }
    if (status >= 300 && status < 400) {
      return new Deferred(Reason.redirect, status, "a redirect, which is not followed", null);
    }
    if (status == 410) {
      return new Refused(Reason.gone, status, text, true);
    }
    var wait = RetryAfter.of(response.getHeader("retry-after"), now);
    if (status == 429 || status == 502 || status == 503 || status == 504) {
      return new Deferred(Reason.throttled, status, text, wait);
    }
    return new Deferred(status >= 500 ? Reason.server : Reason.client, status, text, wait);
  }

  private static Attempt failure(Throwable cause) {
    return switch (cause) {
      case ConnectException e -> new Deferred(Reason.connect, null, "no connection", null);
      case SSLException e ->
          new Deferred(Reason.connect, null, "TLS failed: " + e.getMessage(), null);
      case java.net.UnknownHostException e ->
          new Deferred(Reason.connect, null, "no connection", null);
      default ->
          new Deferred(Reason.broken, null, "the exchange broke off: " + cause.getMessage(), null);
    };
  }

  /// Text that a log and a table can hold.
  private static String printable(Buffer bytes) {
    return new String(bytes.getBytes(), StandardCharsets.UTF_8)
        .replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "�");
  }

  private static String pathOf(URI written) {
    var url = URI.create(written.toASCIIString());
    var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }
}
