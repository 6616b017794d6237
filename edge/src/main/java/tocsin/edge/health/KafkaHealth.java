package tocsin.edge.health;

import io.smallrye.health.api.HealthGroup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jspecify.annotations.Nullable;

/// Whether the broker answers. In the group `dependencies`, not in readiness: a restart mends no
/// broker.
@HealthGroup("dependencies")
@ApplicationScoped
public class KafkaHealth implements HealthCheck {
  private static final int PATIENCE_MS = 3_000;

  private final String brokers;
  private @Nullable Admin admin;

  public KafkaHealth(@ConfigProperty(name = "kafka.bootstrap.servers") String brokers) {
    this.brokers = brokers;
  }

  @Override
  public synchronized HealthCheckResponse call() {
    var response = HealthCheckResponse.named("kafka");
    try {
      if (admin == null) {
        admin = Admin.create(Map.of("bootstrap.servers", brokers));
      }
      var nodes =
          admin
              .describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MS))
              .nodes()
              .get(PATIENCE_MS, TimeUnit.MILLISECONDS);
      return response.up().withData("brokers", nodes.size()).build();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return response.down().build();
    } catch (ExecutionException | TimeoutException e) {
      return response.down().withData("reason", "no broker answers").build();
    }
  }

  @PreDestroy
  synchronized void close() {
    if (admin != null) {
      admin.close(java.time.Duration.ZERO);
    }
  }
}
