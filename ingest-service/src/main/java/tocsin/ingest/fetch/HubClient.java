package tocsin.ingest.fetch;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tocsin.edge.address.AddressGuard;
import tocsin.edge.address.Admission;

/// Sends forms to hubs, under the limits that hold for feeds and only to addresses that the guard
/// admits, on every hop. Blocks its (virtual) thread.
public final class HubClient {
  private static final int LONGEST_REASON = 200;

  private final HttpClient http;
  private final AddressGuard guard;
  private final FetchSettings settings;

  public HubClient(Vertx vertx, AddressGuard guard, FetchSettings settings) {
    this.http = Requests.client(vertx, settings);
    this.guard = guard;
    this.settings = settings;
  }

  /// @return why the hub did not accept it; empty where it did
  public Optional<String> post(URI hub, Map<String, String> form) throws InterruptedException {
    long deadline = System.nanoTime() + settings.totalTimeout().toNanos();
    var body =
        form.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    var at = hub;
    for (int hop = 0; hop <= settings.maxRedirects(); hop++) {
      switch (guard.admit(at)) {
        case Admission.Refused(var reason) -> {
          return Optional.of(reason);
        }
        case Admission.Unresolved(var host) -> {
          return Optional.of("'" + host + "' has no address");
        }
        case Admission.Admitted admitted -> {
          switch (send(at, admitted, Buffer.buffer(body), deadline)) {
            case Answer.Ended(var refusal) -> {
              return refusal;
            }
            case Answer.Redirected(var to) -> at = to;
          }
        }
      }
    }
    return Optional.of("more than " + settings.maxRedirects() + " redirects");
  }

  private Answer send(URI url, Admission.Admitted to, Buffer body, long deadline)
      throws InterruptedException {
    var options =
        Requests.options(HttpMethod.POST, url, to, settings)
            .putHeader("content-type", "application/x-www-form-urlencoded");
    try (var exchange = Exchange.open(http, options, body, deadline)) {
      int status = exchange.head().statusCode();
      var location = exchange.head().getHeader("location");
      if ((status == 307 || status == 308) && location != null) {
        return switch (Redirect.of(url, location)) {
          case Redirect.To(var next) -> new Answer.Redirected(next);
          case Redirect.Refused(var why) -> Answer.refused(why);
        };
      }
      return status / 100 == 2
          ? new Answer.Ended(Optional.empty())
          : Answer.refused("the hub answered " + status + ": " + reason(exchange));
    } catch (SocketTimeoutException e) {
      return Answer.refused("no answer within " + settings.totalTimeout().toSeconds() + " s");
    } catch (IOException e) {
      return Answer.refused(Requests.failure(e).detail());
    }
  }

  private static String reason(Exchange exchange) throws IOException {
    var text = new String(exchange.body().readNBytes(LONGEST_REASON), StandardCharsets.UTF_8);
    return text.replaceAll("[^\\P{Cntrl}]+", " ").strip();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// What one hop brought.
  private sealed interface Answer {
    /// @param refusal empty where it was accepted
    record Ended(Optional<String> refusal) implements Answer {}

    record Redirected(URI to) implements Answer {}

    static Answer refused(String why) {
      return new Ended(Optional.of(why));
    }
  }
}
