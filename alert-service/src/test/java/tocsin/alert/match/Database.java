package tocsin.alert.match;

import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.util.Map;
import org.flywaydb.core.Flyway;
import tocsin.testing.TestServers;

/// A database of this service on the PostgreSQL of the build, and a pool of connections to it.
final class Database implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final Map<String, String> settings = new TestServers().start();
  final Pool pool;

  Database() {
    var user = settings.get("quarkus.datasource.username");
    var password = settings.get("quarkus.datasource.password");
    Flyway.configure()
        .dataSource(settings.get("quarkus.datasource.jdbc.url"), user, password)
        .load()
        .migrate();
    var options =
        PgConnectOptions.fromUri(settings.get("quarkus.datasource.reactive.url"))
            .setUser(user)
            .setPassword(password);
    pool =
        new Pool(
            PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(5))
                .connectingTo(options)
                .using(vertx.getDelegate())
                .build());
    run(
        """
        INSERT INTO subscriber (id, email, email_key, created, confirmed)
        VALUES ('anna', 'anna@example.org', 'anna@example.org', now(), now())\
        """);
  }

  void run(String sql) {
    pool.query(sql).executeAndAwait();
  }

  /// Cuts every connection of this database but the one that says so.
  void cutConnections() {
    run(
        """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()\
        """);
  }

  @Override
  public void close() {
    pool.closeAndAwait();
    vertx.closeAndAwait();
  }
}
