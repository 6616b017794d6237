package tocsin.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tocsin.edge.address.AddressGuard;

class CrawlDelaysTest {
  private static final String ROBOTS = "User-agent: *\nCrawl-delay: 7\n";

  private final Vertx vertx = Vertx.vertx();
  private HttpServer server;
  private String host;
  private Instant now = Instant.parse("2026-06-01T12:00:00Z");
  private CrawlDelays delays;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext(
        "/robots.txt",
        exchange -> {
          try (exchange) {
            var body = ROBOTS.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    host = "127.0.0.1:" + server.getAddress().getPort();
    var settings =
        new SmallRyeConfigBuilder()
            .withMapping(FetchSettings.class)
            .withConverter(MemorySize.class, 200, new MemorySizeConverter())
            .withConverter(Duration.class, 200, new DurationConverter())
            .build()
            .getConfigMapping(FetchSettings.class);
    var guard = new AddressGuard(List.of(host), InetAddress::getAllByName);
    delays = new CrawlDelays(new FeedClient(vertx, guard, settings, () -> now), () -> now);
  }

  @AfterEach
  void close() {
    server.stop(0);
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void areDue_onlyForHostsAskedTwiceInAMinute_onceADay() throws InterruptedException {
    assertThat(delays.areDue(host)).isFalse();
    now = now.plusSeconds(61);
    assertThat(delays.areDue(host)).isFalse();
    now = now.plusSeconds(59);
    assertThat(delays.areDue(host)).isTrue();
    assertThat(delays.areDue(host)).as("somebody asks already").isFalse();
    delays.learn(host, URI.create("http://" + host + "/feeds/rss.xml"));
    assertThat(delays.of(host)).isEqualTo(Duration.ofSeconds(7));
    now = now.plus(Duration.ofHours(23));
    assertThat(delays.areDue(host)).isFalse();
    now = now.plus(Duration.ofHours(2));
    assertThat(delays.areDue(host)).as("not asked for two hours").isFalse();
    assertThat(delays.areDue(host)).isTrue();
    assertThat(delays.of("other.example")).isZero();
  }
}
