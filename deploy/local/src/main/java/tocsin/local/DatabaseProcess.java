package tocsin.local;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import tocsin.servers.PostgresServer;

/// The database server as a process of the stack: it ends when the server does.
public final class DatabaseProcess {
  private DatabaseProcess() {}

  /// @param arguments directory, port, whether what is committed survives the machine, file to
  ///   write once it serves, names of the databases
  public static void main(String[] arguments) throws IOException, SQLException {
    Console.quietLibraries();
    var directory = Path.of(arguments[0]);
    PostgresServer.stopEarlier(directory);
    var server =
        PostgresServer.start(
            directory, Integer.parseInt(arguments[1]), Boolean.parseBoolean(arguments[2]));
    create(server, List.of(Arrays.copyOfRange(arguments, 4, arguments.length)));
    Ready.write(Path.of(arguments[3]));
    server.awaitExit();
    System.exit(1);
  }

  /// A cluster with empty databases and no server on it, to be copied.
  static void make(Path directory, List<String> databases) throws SQLException {
    try (var server = PostgresServer.start(directory, 0, false)) {
      create(server, databases);
    }
  }

  private static void create(PostgresServer server, List<String> databases) throws SQLException {
    var url = "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres";
    try (var connection =
            DriverManager.getConnection(url, PostgresServer.USER, PostgresServer.PASSWORD);
        var known = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?");
        var statement = connection.createStatement()) {
      for (var database : databases) {
        known.setString(1, database);
        try (var rows = known.executeQuery()) {
          if (!rows.next()) {
            statement.execute("CREATE DATABASE " + database);
          }
        }
      }
    }
  }
}
