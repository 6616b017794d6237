package tocsin.acceptance;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/// The stack's PostgreSQL, as an operator at its console finds it.
public record Database(int port) {

  /// What is done with a statement.
  private interface Work<T> {
    T with(Statement statement) throws SQLException;
  }

  /// Whether it takes connections.
  public boolean serves() {
    try (var connection = connect("postgres")) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  /// Ends every connection to the services' databases, as a failing network would.
  public void cutConnections() {
    number(
        "postgres",
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            + " WHERE pid <> pg_backend_pid() AND datname IN ('ingest', 'alert')");
  }

  /// Runs statements as one transaction; or one that no transaction can hold.
  public void run(String database, String statements) {
    on(database, statement -> statement.execute(statements));
  }

  /// The one number that a query gives.
  public long number(String database, String query) {
    return on(
        database,
        statement -> {
          try (var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
          }
        });
  }

  public static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  private <T> T on(String database, Work<T> work) {
    try (var connection = connect(database);
        var statement = connection.createStatement()) {
      return work.with(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(url(port, database), e);
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(port, database), "postgres", "postgres");
  }
}
