package tocsin.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A web server whose documents a test writes, and which remembers who asked for them and how.
final class Press implements AutoCloseable {
  private final HttpServer server;
  private final String address;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, List<Headers>> requests = new ConcurrentHashMap<>();

  /// What a path answers; with `etag` a request that carries it gets 304.
  record Answer(int status, Map<String, String> headers, byte[] body) {
    static Answer feed(String body) {
      return new Answer(200, Map.of("Content-Type", "application/rss+xml"), body.getBytes(UTF_8));
    }

    static Answer status(int status) {
      return new Answer(status, Map.of(), new byte[0]);
    }

    Answer with(String header, String value) {
      var more = new ConcurrentHashMap<>(headers);
      more.put(header, value);
      return new Answer(status, more, body);
    }
  }

  Press(String address) throws IOException {
    this.address = address;
    int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 50);
    server.createContext("/", this::serve);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String url(String path) {
    return "http://" + address + path;
  }

  void prints(String path, Answer answer) {
    answers.put(path, answer);
  }

  /// The headers of each request for this path.
  List<Headers> asked(String path) {
    return requests.getOrDefault(path, List.of());
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      requests
          .computeIfAbsent(path, p -> new CopyOnWriteArrayList<>())
          .add(exchange.getRequestHeaders());
      var answer = answers.getOrDefault(path, Answer.status(404));
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      var etag = answer.headers().get("ETag");
      if (etag != null && etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
        exchange.sendResponseHeaders(304, -1);
        return;
      }
      exchange.sendResponseHeaders(
          answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
