package tocsin.bench;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.IntFunction;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import tocsin.alert.subscription.Query;
import tocsin.alert.subscription.QueryPrinter;
import tocsin.servers.PostgresServer;

/// The alert-service's table of subscriptions in a database of its own, filled without the service.
/// Subscription n has the id `sN` and the key n + 1; all are one subscriber's.
public final class SubscriptionTable {
  private static final int CHUNK = 50_000;

  private final String server;
  private final String database;

  /// @param port of the server
  /// @param database made anew
  public SubscriptionTable(int port, String database) {
    this.server = "jdbc:postgresql://127.0.0.1:" + port + "/";
    this.database = database;
  }

  /// What a subscription asks for.
  ///
  /// @param url of its webhook; null for e-mail
  public record Line(Query query, double minScore, @Nullable String url) {
    String written(int n) {
      return "s%1$d\tall\tname\t%2$s\t%3$s\t%4$s\t%5$s\timmediate\tUTC\t%6$s\tonce\tu%1$d\tf%1$d\tl%1$d\t2026-01-01\n"
          .formatted(
              n,
              QueryPrinter.print(query),
              url == null ? "email" : "webhook",
              url == null ? "\\N" : url,
              url == null ? "\\N" : "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
              minScore);
    }
  }

  public Connection connect() throws SQLException {
    return connect(database);
  }

  private Connection connect(String name) throws SQLException {
    return DriverManager.getConnection(server + name, PostgresServer.USER, PostgresServer.PASSWORD);
  }

  public void fill(int subscriptions, IntFunction<Line> lines) throws IOException, SQLException {
    try (var connection = connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + database);
      statement.execute("CREATE DATABASE " + database);
    }
    Flyway.configure()
        .dataSource(server + database, PostgresServer.USER, PostgresServer.PASSWORD)
        .locations("classpath:db/migration")
        .load()
        .migrate();
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO subscriber (id, email, email_key, created, confirmed) VALUES ('all', 'all@example.org', 'all@example.org', now(), now())");
      var copy = connection.unwrap(PGConnection.class).getCopyAPI();
      for (int first = 0; first < subscriptions; first += CHUNK) {
        var rows = new StringBuilder();
        for (int n = first; n < Math.min(subscriptions, first + CHUNK); n++) {
          rows.append(lines.apply(n).written(n));
        }
        copy.copyIn(
            "COPY subscription (id, subscriber, name, query, channel, url, secret, schedule, time_zone, min_score, story, unsubscribe, feed, links, created) FROM STDIN",
            new StringReader(rows.toString()));
      }
      statement.execute("ANALYZE subscription");
    }
  }
}
