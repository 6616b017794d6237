package tocsin.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A receiver of webhooks that keeps what arrives and answers 204, or what a test tells it to.
public final class HookSink implements AutoCloseable {
  private final HttpServer server;
  private final List<Hook> received = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> answers = new ConcurrentHashMap<>();
  private final Map<String, String> waits = new ConcurrentHashMap<>();

  public HookSink() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::receive);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /// As `tocsin.allowed-addresses` wants it.
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// @param path with a leading slash
  public String url(String path) {
    return "http://" + address() + path;
  }

  /// From now on requests to this path get this status.
  public void answer(String path, int status) {
    answers.put(path, status);
  }

  /// From now on requests to this path are asked to come again so many seconds later.
  public void retryAfter(String path, int seconds) {
    waits.put(path, Integer.toString(seconds));
  }

  public List<Hook> received(String path) {
    return received.stream().filter(hook -> hook.path().equals(path)).toList();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      var status = answers.getOrDefault(path, 204);
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Map<String, List<String>> headers = new HashMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
      received.add(new Hook(path, headers, body, status, Instant.now()));
      var patience = waits.get(path);
      if (patience != null) {
        exchange.getResponseHeaders().set("Retry-After", patience);
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
