package tocsin.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A web server with feeds that show the newest of what has been published in them.
public final class Newsroom implements AutoCloseable {
  /// So many items a feed shows at most: what falls out unread is lost to any reader.
  public static final int SHOWN = 400;

  private final HttpServer server;
  private final String name;
  private final Map<String, Channel> channels = new ConcurrentHashMap<>();

  /// What a feed holds.
  private record Channel(String host, String language, List<Item> items) {
    void add(List<Item> more) {
      items.addAll(more);
      if (items.size() > 2 * SHOWN) {
        items.subList(0, items.size() - SHOWN).clear();
      }
    }

    Stream<Item> newest() {
      var all = items.toArray(Item[]::new);
      return Arrays.stream(all, Math.max(0, all.length - SHOWN), all.length);
    }

    String rss() {
      return """
      <?xml version="1.0" encoding="UTF-8"?>
      <rss version="2.0"><channel><title>%s</title><link>https://%s/</link><language>%s</language>
      %s</channel></rss>
      """
          .formatted(
              host,
              host,
              language,
              newest().map(item -> item.rss(host)).collect(Collectors.joining()));
    }
  }

  public Newsroom() {
    this("127.0.0.1");
  }

  /// @param name under which readers reach it
  public Newsroom(String name) {
    this.name = name;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::serve);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  public String address() {
    return name + ":" + server.getAddress().getPort();
  }

  /// Opens an empty feed and returns its URL.
  public String open(String name, String host, String language) {
    channels.put("/" + name, new Channel(host, language, new CopyOnWriteArrayList<>()));
    return "http://" + address() + "/" + name;
  }

  public void publish(String name, List<Item> items) {
    Objects.requireNonNull(channels.get("/" + name), name).add(items);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var channel = channels.get(exchange.getRequestURI().getPath());
      if (channel == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      var body = channel.rss().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/rss+xml; charset=UTF-8");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
