package tocsin.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Serves the feeds of the sample, each with one more item at every interval; if it is endless it
/// then goes on with further editions, more slowly.
final class SampleNewsroom implements AutoCloseable {
  private static final int SLOWER = 8;
  private static final int SHOWN = 30;

  private final Duration interval;
  private final boolean endless;
  private final HttpServer server;
  private final long begun = System.nanoTime();
  private final Instant opened = Instant.now();

  SampleNewsroom(Sample sample, Duration interval, boolean endless) throws IOException {
    this.interval = interval;
    this.endless = endless;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    for (var feed : sample.feeds()) {
      server.createContext("/" + feed.name(), exchange -> serve(exchange, feed));
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  String url(Sample.Feed feed) {
    return "http://" + address() + "/" + feed.name();
  }

  private void serve(HttpExchange exchange, Sample.Feed feed) throws IOException {
    try (exchange) {
      var body = (feed.format().equals("atom") ? atom(feed) : rss(feed)).getBytes(UTF_8);
      exchange
          .getResponseHeaders()
          .set("Content-Type", "application/" + feed.format() + "+xml; charset=UTF-8");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /// An item as it stands in a feed.
  private record Entry(String link, String title, String text) {}

  private Stream<Entry> entries(Sample.Feed feed) {
    int size = feed.items().size();
    int count = published(size, (System.nanoTime() - begun) / interval.toNanos(), endless);
    return IntStream.range(Math.max(0, count - SHOWN), count)
        .mapToObj(i -> {
          var item = feed.items().get(i % size);
          return new Entry(feed.link(item, i / size), item.title(), item.text());
        });
  }

  /// How many items a feed has brought.
  ///
  /// @param size of one edition
  /// @param intervals since the newsroom opened
  static int published(int size, long intervals, boolean endless) {
    if (intervals < size) {
      return (int) intervals + 1;
    }
    return endless ? size + (int) ((intervals - size) / SLOWER) : size;
  }

  private String rss(Sample.Feed feed) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0"><channel><title>%s</title><link>https://%s/</link><language>%s</language>
    %s</channel></rss>
    """
        .formatted(
            feed.title(),
            feed.host(),
            feed.language(),
            entries(feed)
                .map(item ->
                    """
                    <item><guid>%1$s</guid><link>%1$s</link><title>%2$s</title>
                    <description>%3$s</description></item>
                    """
                        .formatted(item.link(), item.title(), item.text()))
                .collect(Collectors.joining()));
  }

  private String atom(Sample.Feed feed) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="%s"><title>%s</title>
    <id>https://%s/</id><updated>%s</updated>
    %s</feed>
    """
        .formatted(
            feed.language(),
            feed.title(),
            feed.host(),
            opened,
            entries(feed)
                .map(item ->
                    """
                    <entry><id>%1$s</id><link href="%1$s"/><title>%2$s</title>
                    <updated>%4$s</updated><content type="text">%3$s</content></entry>
                    """
                        .formatted(item.link(), item.title(), item.text(), opened))
                .collect(Collectors.joining()));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
