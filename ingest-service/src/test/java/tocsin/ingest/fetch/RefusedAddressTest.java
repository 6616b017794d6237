package tocsin.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tocsin.edge.address.AddressGuard;
import tocsin.edge.address.Admission;
import tocsin.ingest.fetch.FetchOutcome.Failed;
import tocsin.ingest.fetch.FetchOutcome.Reason;
import tocsin.ingest.fetch.FetchOutcome.Validators;

/// Requests for addresses that are not public: none is made, and the answer tells nothing of what
/// is there.
class RefusedAddressTest {
  private static final Path LIST =
      Path.of(System.getProperty("tocsin.root", ".."), "../shared/hostile/ssrf-urls.jsonl")
          .normalize();
  private static final byte[] PUBLIC = {93, (byte) 184, (byte) 216, 34};
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final Vertx vertx = Vertx.vertx();
  private final FetchSettings settings =
      new SmallRyeConfigBuilder()
          .withMapping(FetchSettings.class)
          .withConverter(MemorySize.class, 200, new MemorySizeConverter())
          .withConverter(Duration.class, 200, new DurationConverter())
          .build()
          .getConfigMapping(FetchSettings.class);

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void admit_nameThatRebinds1000Times_givesOnlyThePublicAddressToConnectTo() {
    var asked = new AtomicInteger();
    var guard =
        new AddressGuard(
            List.of(),
            host ->
                switch (asked.getAndIncrement() % 3) {
                  case 0 -> new InetAddress[] {InetAddress.getByAddress(host, PUBLIC)};
                  case 1 -> new InetAddress[] {InetAddress.getByAddress(host, LOOPBACK)};
                  default ->
                      new InetAddress[] {
                        InetAddress.getByAddress(host, LOOPBACK),
                        InetAddress.getByAddress(host, PUBLIC)
                      };
                });
    var url = URI.create("http://rebind.example/feed");
    int admitted = 0;
    for (int i = 0; i < 1_000; i++) {
      if (guard.admit(url) instanceof Admission.Admitted to) {
        admitted++;
        var server = Requests.options(HttpMethod.GET, url, to, settings).getServer();
        assertThat(server.host()).isEqualTo("93.184.216.34");
      }
    }
    assertThat(admitted).isEqualTo(667);
    assertThat(asked).as("asked once for each request").hasValue(1_000);
  }

  @Test
  void fetch_whateverIsThere_answersTheSameAtOnce() throws IOException, InterruptedException {
    try (var open = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var client = client(new byte[] {127, 0, 0, 1});
      fetch(client, "http://10.0.0.1/");
      List<String> answers = new ArrayList<>();
      for (var host : List.of("127.0.0.1", "10.255.255.1", "169.254.169.254", "inside.example")) {
        long quickest = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
          long started = System.nanoTime();
          answers.add(fetch(client, "http://" + host + ":8080/feed").detail());
          quickest = Math.min(quickest, System.nanoTime() - started);
        }
        assertThat(Duration.ofNanos(quickest)).isLessThan(Duration.ofMillis(50));
      }
      assertThat(answers).allMatch(answers.getFirst()::equals);
      var closed = fetch(client, "http://127.0.0.1:" + (open.getLocalPort() ^ 1) + "/").detail();
      var taken = fetch(client, "http://127.0.0.1:" + open.getLocalPort() + "/").detail();
      assertThat(taken.replaceAll("\\d+", "")).isEqualTo(closed.replaceAll("\\d+", ""));
      open.setSoTimeout(1);
      assertThat(accepts(open)).isFalse();
    }
  }

  @Test
  void fetch_hostileList_isRefusedAgainWhenItIsConnectedTo()
      throws IOException, InterruptedException {
    assumeTrue(Files.exists(LIST), "needs ../shared/hostile, not here");
    var client = client(LOOPBACK);
    var json = new ObjectMapper();
    for (var line : Files.readAllLines(LIST)) {
      var row = json.readTree(line);
      if (row.get("expect").asText().startsWith("refuse")) {
        try {
          var url = new URI(row.get("url").asText());
          assertThat(fetch(client, url.toString()).reason())
              .as(url.toString())
              .isEqualTo(Reason.refused_address);
        } catch (URISyntaxException noUrl) {
          // what is no URL is not even registered
        }
      }
    }
  }

  private static boolean accepts(ServerSocket socket) throws IOException {
    try (var connection = socket.accept()) {
      return connection.isConnected();
    } catch (java.net.SocketTimeoutException nobody) {
      return false;
    }
  }

  /// One to whom every name is this address.
  private FeedClient client(byte[] address) {
    var guard =
        new AddressGuard(
            List.of(), host -> new InetAddress[] {InetAddress.getByAddress(host, address)});
    return new FeedClient(vertx, guard, settings, Clock.systemUTC());
  }

  private static Failed fetch(FeedClient client, String url) throws InterruptedException {
    try (var fetch = client.fetch(URI.create(url), Validators.NONE)) {
      return (Failed) fetch.outcome();
    }
  }
}
