package tocsin.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class TestServersIT {
  private final Map<String, String> settings = new TestServers().start();

  @Test
  void database_answersAndIsEmpty() throws Exception {
    try (var connection =
            DriverManager.getConnection(
                settings.get("quarkus.datasource.jdbc.url"),
                settings.get("quarkus.datasource.username"),
                settings.get("quarkus.datasource.password"));
        var tables = connection.getMetaData().getTables(null, "public", null, null)) {
      assertThat(tables.next()).isFalse();
    }
  }

  @Test
  void broker_answers() throws Exception {
    try (var admin =
        Admin.create(Map.of("bootstrap.servers", settings.get("kafka.bootstrap.servers")))) {
      assertThat(admin.describeCluster().nodes().get(30, TimeUnit.SECONDS)).hasSize(1);
    }
  }

  @Test
  void servers_areSharedByAllWhoAsk() {
    assertThat(SharedServers.get()).isEqualTo(SharedServers.get());
    assertThat(new TestServers().start().get("kafka.bootstrap.servers"))
        .isEqualTo(settings.get("kafka.bootstrap.servers"));
  }
}
