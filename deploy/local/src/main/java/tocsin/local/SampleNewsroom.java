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

/// Serves the feeds of the sample, each with one more item at every interval.
final class SampleNewsroom implements AutoCloseable {
  private final Sample sample;
  private final Duration interval;
  private final HttpServer server;
  private final long begun = System.nanoTime();
  private final Instant opened = Instant.now();

  SampleNewsroom(Sample sample, Duration interval) throws IOException {
    this.sample = sample;
    this.interval = interval;
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

  private long published() {
    return 1 + (System.nanoTime() - begun) / interval.toNanos();
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
            feed.items().stream()
                .limit(published())
                .map(item ->
                    """
                    <item><guid>%1$s</guid><link>%1$s</link><title>%2$s</title>
                    <description>%3$s</description></item>
                    """
                        .formatted(feed.link(item), item.title(), item.text()))
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
            feed.items().stream()
                .limit(published())
                .map(item ->
                    """
                    <entry><id>%1$s</id><link href="%1$s"/><title>%2$s</title>
                    <updated>%4$s</updated><content type="text">%3$s</content></entry>
                    """
                        .formatted(feed.link(item), item.title(), item.text(), opened))
                .collect(Collectors.joining()));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
