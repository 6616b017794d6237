package tocsin.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/// A real broker and a real database for the tests of one module: both are shared by the whole
/// build, the database's name and the prefix of the topics are this run's own.
public final class TestServers implements QuarkusTestResourceLifecycleManager {
  public static final String ADMIN_TOKEN = "test-admin";

  @Override
  public Map<String, String> start() {
    var servers = SharedServers.get();
    var run = Long.toString(System.currentTimeMillis(), 36);
    var module = Path.of("").toAbsolutePath().getFileName().toString().replace('-', '_');
    var database = module + "_" + run;
    create(servers, database);
    return Map.ofEntries(
        Map.entry("kafka.bootstrap.servers", servers.kafka()),
        Map.entry("quarkus.datasource.reactive.url", servers.reactiveUrl(database)),
        Map.entry("quarkus.datasource.jdbc.url", servers.jdbcUrl(database)),
        Map.entry("quarkus.datasource.username", servers.user()),
        Map.entry("quarkus.datasource.password", servers.password()),
        Map.entry("quarkus.http.test-port", "0"),
        Map.entry("quarkus.management.test-port", "0"),
        Map.entry("tocsin.admin-token", ADMIN_TOKEN),
        Map.entry("tocsin.topic-prefix", "t" + run + "-"));
  }

  /// Nothing: the servers end with the build.
  @Override
  public void stop() {}

  private static void create(Coordinates servers, String database) {
    try (var connection =
            DriverManager.getConnection(
                servers.jdbcUrl("postgres"), servers.user(), servers.password());
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE \"" + database + "\"");
    } catch (SQLException e) {
      throw new IllegalStateException("no database for the tests at " + servers, e);
    }
  }
}
