package tocsin.bench;

import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.StringReader;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import tocsin.alert.match.IndexFeed;
import tocsin.alert.match.SubscriptionIndex;
import tocsin.alert.subscription.QueryPrinter;
import tocsin.alert.subscription.SubscriptionStore;
import tocsin.servers.PostgresServer;

/// How long the alert-service takes from its table to a whole index.
final class Start {
  private static final int CHUNK = 50_000;

  private final String url;
  private final int port;

  Start(PostgresServer server) {
    port = server.port();
    url = "jdbc:postgresql://127.0.0.1:" + port + "/start";
  }

  double seconds(int subscriptions) throws IOException, SQLException {
    System.err.printf("start with %,d rows%n", subscriptions);
    fill(subscriptions);
    var vertx = Vertx.vertx();
    var options =
        new PgConnectOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setDatabase("start")
            .setUser(PostgresServer.USER)
            .setPassword(PostgresServer.PASSWORD);
    var pool =
        new Pool(
            PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(4))
                .connectingTo(options)
                .using(vertx.getDelegate())
                .build());
    try {
      var index = new SubscriptionIndex();
      var feed = new IndexFeed(new SubscriptionStore(pool), index);
      long start = System.nanoTime();
      feed.catchUp();
      double seconds = (System.nanoTime() - start) / 1e9;
      if (!feed.isWhole() || index.size() != subscriptions) {
        throw new IllegalStateException("the index holds " + index.size());
      }
      return seconds;
    } finally {
      pool.closeAndAwait();
      vertx.closeAndAwait();
    }
  }

  private void fill(int subscriptions) throws IOException, SQLException {
    var server = url.replace("/start", "/postgres");
    try (var connection =
            DriverManager.getConnection(server, PostgresServer.USER, PostgresServer.PASSWORD);
        var statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS start");
      statement.execute("CREATE DATABASE start");
    }
    Flyway.configure()
        .dataSource(url, PostgresServer.USER, PostgresServer.PASSWORD)
        .locations("classpath:db/migration")
        .load()
        .migrate();
    try (var connection =
            DriverManager.getConnection(url, PostgresServer.USER, PostgresServer.PASSWORD);
        var statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO subscriber (id, email, email_key, created) VALUES ('all', 'all@example.org', 'all@example.org', now())");
      var copy = connection.unwrap(PGConnection.class).getCopyAPI();
      for (int first = 0; first < subscriptions; first += CHUNK) {
        var rows = new StringBuilder();
        for (int n = first; n < Math.min(subscriptions, first + CHUNK); n++) {
          var wish = Wish.of(n);
          rows.append(
              "s%1$d\tall\tname\t%2$s\temail\timmediate\tUTC\t%3$s\tonce\tu%1$d\tf%1$d\tl%1$d\t2026-01-01\n"
                  .formatted(n, QueryPrinter.print(wish.query()), wish.minScore()));
        }
        copy.copyIn(
            "COPY subscription (id, subscriber, name, query, channel, schedule, time_zone, min_score, story, unsubscribe, feed, links, created) FROM STDIN",
            new StringReader(rows.toString()));
      }
      statement.execute("ANALYZE subscription");
    }
  }
}
