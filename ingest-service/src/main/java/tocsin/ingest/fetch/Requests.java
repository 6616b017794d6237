package tocsin.ingest.fetch;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import tocsin.edge.address.Admission;
import tocsin.ingest.fetch.FetchOutcome.Failed;
import tocsin.ingest.fetch.FetchOutcome.Reason;

/// What all outgoing requests have in common.
final class Requests {
  private Requests() {}

  static HttpClient client(Vertx vertx, FetchSettings settings) {
    return vertx
        .httpClientBuilder()
        .with(
            new HttpClientOptions()
                .setConnectTimeout((int) settings.connectTimeout().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) settings.idleTimeout().toMillis())
                .setMaxHeaderSize(32 * 1024)
                // a connection is used once: what a server sends too much poisons no other answer
                .setKeepAlive(false)
                .setVerifyHost(true))
        .with(new PoolOptions().setHttp1MaxSize(64))
        .withConnectHandler(connection -> connection.exceptionHandler(told -> {}))
        .build();
  }

  /// @param to the address of the URL's host that was admitted
  static RequestOptions options(
      HttpMethod method, URI url, Admission.Admitted to, FetchSettings settings) {
    var host =
        url.getHost().startsWith("[")
            ? url.getHost().substring(1, url.getHost().length() - 1)
            : url.getHost();
    return new RequestOptions()
        .setMethod(method)
        .setHost(host)
        .setPort(to.port())
        .setSsl("https".equalsIgnoreCase(url.getScheme()))
        .setURI(pathOf(url))
        .setServer(SocketAddress.inetSocketAddress(to.port(), to.address().getHostAddress()))
        .putHeader("user-agent", settings.userAgent());
  }

  static Failed failure(IOException broken) {
    return switch (broken) {
      case ConnectException _ -> new Failed(Reason.connect, 0, "no connection could be made");
      case SSLException _ -> new Failed(Reason.connect, 0, "TLS failed: " + broken.getMessage());
      default -> new Failed(Reason.protocol, 0, "the exchange broke off: " + broken.getMessage());
    };
  }

  private static String pathOf(URI written) {
    var url = URI.create(written.toASCIIString());
    var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }
}
