package tocsin.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A small hub of WebSub: it takes requests, verifies them where it is not told otherwise, and
/// sends what a test gives it, to where a proxy at the service's public address would pass it on.
final class Hub implements AutoCloseable {
  private final HttpServer server;
  private final String address;
  private final int service;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Boolean> confirmed = new CopyOnWriteArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private volatile int status = 202;
  private volatile int leaseSeconds = 600;

  /// What the service asked for, by the names of the form's fields.
  record Request(Map<String, String> form) {
    String mode() {
      return form.get("hub.mode");
    }

    String topic() {
      return form.get("hub.topic");
    }

    URI callback() {
      return URI.create(form.get("hub.callback"));
    }
  }

  /// @param service the port of the service
  Hub(String address, int service) throws IOException {
    this.address = address;
    this.service = service;
    int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 50);
    server.createContext("/", this::take);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String url() {
    return "http://" + address + "/hub";
  }

  void answers(int with) {
    status = with;
  }

  void grants(int seconds) {
    leaseSeconds = seconds;
  }

  /// What was asked for this topic.
  List<Request> asked(String topic) {
    return requests.stream().filter(request -> request.topic().equals(topic)).toList();
  }

  /// Whether each verification was met with its challenge.
  List<Boolean> confirmed() {
    return confirmed;
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var form =
          Arrays.stream(new String(exchange.getRequestBody().readAllBytes(), UTF_8).split("&"))
              .map(field -> field.split("=", 2))
              .collect(Collectors.toMap(f -> f[0], f -> URLDecoder.decode(f[1], UTF_8)));
      var request = new Request(form);
      requests.add(request);
      int answer = status;
      exchange.sendResponseHeaders(answer, -1);
      if (answer == 202) {
        Thread.startVirtualThread(() -> verify(request));
      }
    }
  }

  private void verify(Request request) {
    var challenge = UUID.randomUUID().toString();
    var answer =
        call(
            request,
            Map.of(
                "hub.mode", request.mode(),
                "hub.topic", request.topic(),
                "hub.challenge", challenge,
                "hub.lease_seconds", Integer.toString(leaseSeconds)));
    confirmed.add(answer.statusCode() == 200 && answer.body().equals(challenge));
  }

  /// Calls the callback of a request, with a query of this.
  HttpResponse<String> call(Request request, Map<String, String> query) {
    var written =
        query.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return send(HttpRequest.newBuilder(at(request, "?" + written)).GET().build());
  }

  /// Sends a document as the hub would: signed with the secret of the request.
  ///
  /// @param method as the signature names it, such as `sha256`
  int delivers(Request request, String document, String method) {
    return delivers(request, document, method, method + "=" + hmac(request, method, document));
  }

  int delivers(Request request, String document, String method, String signature) {
    return send(HttpRequest.newBuilder(at(request, ""))
            .header("Content-Type", "application/rss+xml")
            .header("X-Hub-Signature", signature)
            .POST(HttpRequest.BodyPublishers.ofString(document))
            .build())
        .statusCode();
  }

  private static String hmac(Request request, String method, String document) {
    try {
      var name = "Hmac" + method.toUpperCase(java.util.Locale.ROOT);
      var mac = Mac.getInstance(name);
      mac.init(new SecretKeySpec(request.form().get("hub.secret").getBytes(UTF_8), name));
      return HexFormat.of().formatHex(mac.doFinal(document.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private URI at(Request request, String query) {
    return URI.create("http://localhost:" + service + request.callback().getPath() + query);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    http.close();
  }
}
