package tocsin.ingest;

import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/// Whether the broker answers: shown in the group `dependencies`, never part of readiness, since
/// polling goes on without it.
@HealthGroup("dependencies")
@ApplicationScoped
public class KafkaHealth implements HealthCheck {
  private static final int PATIENCE_MILLIS = 3_000;

  private final String brokers;

  public KafkaHealth(@ConfigProperty(name = "kafka.bootstrap.servers") String brokers) {
    this.brokers = brokers;
  }

  @Override
  public HealthCheckResponse call() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", brokers,
            "request.timeout.ms", PATIENCE_MILLIS,
            "default.api.timeout.ms", PATIENCE_MILLIS);
    try (var admin = Admin.create(settings)) {
      var nodes = admin.describeCluster().nodes().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      return HealthCheckResponse.named("kafka").up().withData("brokers", nodes.size()).build();
    } catch (ExecutionException | TimeoutException e) {
      return HealthCheckResponse.named("kafka").down().build();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return HealthCheckResponse.named("kafka").down().build();
    }
  }
}
