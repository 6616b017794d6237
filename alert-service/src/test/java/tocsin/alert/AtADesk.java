package tocsin.alert;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// Tests of the running service, each at a desk of its own and with the clock set right.
abstract class AtADesk {
  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  @ConfigProperty(name = "tocsin.topic-prefix")
  String prefix;

  @TestHTTPResource(value = "/health/ready", management = true)
  URL ready;

  @Inject MovableClock clock;
  @Inject Pool pool;

  Desk desk;

  @BeforeEach
  void open() {
    desk = new Desk(brokers, prefix, pool);
    await().atMost(20, SECONDS).untilAsserted(() -> given().get(ready).then().statusCode(200));
  }

  @AfterEach
  void close() {
    clock.ahead(Duration.ZERO);
    desk.close();
  }
}
