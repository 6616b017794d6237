package tocsin.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tocsin.ingest.Press.Answer;
import tocsin.ingest.publish.Relay;
import tocsin.servers.KafkaServer;
import tocsin.testing.TestServers;

/// A broker that is not there when the service starts, and that goes away again.
@QuarkusTest
@WithTestResource(BrokerAddress.class)
class KafkaDownIT {
  private static final Duration LONG = Duration.ofSeconds(60);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String broker;

  @ConfigProperty(name = "tocsin.topic-prefix")
  String prefix;

  @TestHTTPResource(value = "/health/ready", management = true)
  String health;

  @Inject Relay relay;

  @TempDir Path directory;

  private final String path = "/" + UUID.randomUUID();
  private Press press;

  @BeforeEach
  void open() throws IOException {
    press = new Press(ConfigProvider.getConfig().getValue("press.address", String.class));
  }

  @AfterEach
  void close() {
    press.close();
  }

  @Test
  void broker_down_outboxFillsAndIsDrainedOnce() throws IOException {
    press.prints(path, Answer.feed(rss(10)));
    var id = register();
    await().atMost(LONG).until(() -> relay.waiting() == 10);
    given().get(health).then().statusCode(200);
    try (var _ = start()) {
      await().atMost(LONG).until(() -> relay.waiting() == 0);
      assertThat(published(id, 10)).isEqualTo(10);
    }
    press.prints(path, Answer.feed(rss(30)));
    await().atMost(LONG).until(() -> relay.waiting() == 20);
    int asked = press.asked(path).size();
    await().atMost(LONG).until(() -> press.asked(path).size() > asked + 2);
    given().get(health).then().statusCode(200);
    try (var _ = start()) {
      await().atMost(LONG).until(() -> relay.waiting() == 0);
      assertThat(published(id, 30)).isEqualTo(30);
    }
  }

  private KafkaServer start() throws IOException {
    int controller;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      controller = socket.getLocalPort();
    }
    int port = Integer.parseInt(broker.substring(broker.indexOf(':') + 1));
    return KafkaServer.start(directory.resolve("kafka"), port, controller);
  }

  /// How many articles are on the topic once there are so many records.
  private int published(String feed, int records) {
    try (var topic = new FetchedTopic(broker, prefix + "articles-fetched")) {
      return topic.of(feed, records).stream()
          .map(ConsumerRecord::key)
          .collect(Collectors.toSet())
          .size();
    }
  }

  private String register() {
    return given()
        .header("Authorization", "Bearer " + TestServers.ADMIN_TOKEN)
        .contentType(ContentType.JSON)
        .body(Map.of("url", press.url(path), "pollEvery", "1s"))
        .post("/api/feeds")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String rss(int items) {
    return IntStream.range(0, items)
        .mapToObj(i -> "<item><guid>urn:x:%1$d</guid><title>Item %1$d</title></item>".formatted(i))
        .collect(
            Collectors.joining(
                "", "<rss version='2.0'><channel><title>T</title>", "</channel></rss>"));
  }
}
