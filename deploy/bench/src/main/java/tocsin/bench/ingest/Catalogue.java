package tocsin.bench.ingest;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import tocsin.servers.PostgresServer;

/// The service's database: filled with feeds, and asked what was written to it.
final class Catalogue implements AutoCloseable {
  private static final int CHUNK = 20_000;
  private static final int HOSTS = 2_000;

  private final Connection connection;

  Catalogue(int port) throws SQLException {
    connection =
        DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
            PostgresServer.USER,
            PostgresServer.PASSWORD);
  }

  /// The hosts that feeds are of: addresses of this machine.
  static String host(int number, int port) {
    int n = number % HOSTS;
    return "127.1.%d.%d:%d".formatted(n / 250, n % 250 + 1, port);
  }

  /// As `tocsin.allowed-addresses` wants them.
  static String hosts(int port) {
    var hosts = new StringBuilder();
    for (int n = 0; n < HOSTS; n++) {
      hosts.append(n == 0 ? "" : ",").append(host(n, port));
    }
    return hosts.toString();
  }

  /// Feeds that were read before, due one after the other over an hour.
  void fill(int feeds, int port) throws SQLException, IOException {
    var copy = connection.unwrap(PGConnection.class).getCopyAPI();
    for (int first = 0; first < feeds; first += CHUNK) {
      var rows = new StringBuilder();
      for (int n = first; n < Math.min(feeds, first + CHUNK); n++) {
        var host = host(n, port);
        rows.append(
            "f%1$d\thttp://%2$s/%1$d\t%2$s\t3600\tactive\tnow\tinfinity\tnow\tnow\tnow\t50\tThe Example Post\ten\t%3$s\t%4$064d\n"
                .formatted(n, host, NothingNew.ETAG, n));
      }
      copy.copyIn(
          "COPY feed (id, url, host, poll_every, status, registered, next_poll, last_poll,"
              + " last_success, last_body, items, feed_title, feed_language, etag, body_hash) FROM"
              + " STDIN",
          new StringReader(rows.toString()));
    }
    run("ANALYZE feed");
    run(
        "UPDATE feed SET next_poll = now() + interval '1 hour' * substr(id, 2)::int / %d"
            .formatted(feeds));
    run("VACUUM ANALYZE feed");
  }

  /// From now on all of them are due.
  void allDue() throws SQLException {
    run("UPDATE feed SET next_poll = now() WHERE lease_until IS NULL");
    run("VACUUM ANALYZE feed");
  }

  /// What was written so far.
  record Written(long rows, long transactions, long walBytes) {
    Written since(Written earlier) {
      return new Written(
          rows - earlier.rows, transactions - earlier.transactions, walBytes - earlier.walBytes);
    }
  }

  Written written() throws SQLException {
    return new Written(
        number("SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_user_tables"),
        number("SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()"),
        number("SELECT pg_current_wal_lsn() - '0/0'"));
  }

  double behindSeconds() throws SQLException {
    return number(
            "SELECT coalesce(1000 * extract(epoch FROM now() - min(next_poll)), 0) FROM feed WHERE"
                + " next_poll < now()")
        / 1000.0;
  }

  long due() throws SQLException {
    return number("SELECT count(*) FROM feed WHERE next_poll < now()");
  }

  private long number(String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private void run(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
