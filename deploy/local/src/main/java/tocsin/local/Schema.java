package tocsin.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import tocsin.servers.PostgresServer;

/// The migrations of a service's database: those that the service brings, and those that the
/// database has seen.
record Schema(NavigableSet<Version> known, NavigableSet<Version> seen) {
  private static final Pattern MIGRATION =
      Pattern.compile("db/migration/V(\\d+(?:[._]\\d+)*)__.*\\.sql");

  Schema(Collection<Version> known, Collection<Version> seen) {
    this(new TreeSet<>(known), new TreeSet<>(seen));
  }

  /// @param app where the service's own jars are
  /// @param port of the running database server
  static Schema read(Path app, int port, String database) throws IOException, SQLException {
    return new Schema(brought(app), seen(port, database));
  }

  /// The last migration that only a newer version can have made.
  Optional<Version> unknown() {
    return seen.descendingSet().stream().filter(version -> !known.contains(version)).findFirst();
  }

  /// Whether the service will migrate what an older version left.
  boolean isOlder() {
    return !seen.isEmpty() && !seen.containsAll(known);
  }

  private static NavigableSet<Version> brought(Path app) throws IOException {
    NavigableSet<Version> versions = new TreeSet<>();
    try (var jars = Files.newDirectoryStream(app, "*.jar")) {
      for (var jar : jars) {
        try (var zip = new ZipFile(jar.toFile())) {
          zip.stream()
              .map(entry -> MIGRATION.matcher(entry.getName()))
              .filter(name -> name.matches())
              .forEach(name -> versions.add(new Version(name.group(1).replace('_', '.'))));
        }
      }
    }
    if (versions.isEmpty()) {
      throw new IOException("no migrations in " + app);
    }
    return versions;
  }

  private static NavigableSet<Version> seen(int port, String database) throws SQLException {
    NavigableSet<Version> versions = new TreeSet<>();
    var url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    try (var connection =
            DriverManager.getConnection(url, PostgresServer.USER, PostgresServer.PASSWORD);
        var statement = connection.createStatement()) {
      try (var table =
          statement.executeQuery("SELECT to_regclass('flyway_schema_history') IS NOT NULL")) {
        table.next();
        if (!table.getBoolean(1)) {
          return versions;
        }
      }
      try (var rows =
          statement.executeQuery(
              "SELECT version FROM flyway_schema_history WHERE success AND version IS NOT NULL")) {
        while (rows.next()) {
          versions.add(new Version(rows.getString(1)));
        }
      }
    }
    return versions;
  }
}
