package tocsin.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/// Where the servers of this build are.
///
/// @param pid of the process that keeps them
/// @param kafka bootstrap servers
public record Coordinates(
    long pid, String kafka, String host, int port, String user, String password) {

  public String jdbcUrl(String database) {
    return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
  }

  public String reactiveUrl(String database) {
    return "postgresql://%s:%d/%s".formatted(host, port, database);
  }

  boolean alive() {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  /// Whole or not at all.
  void write(Path file) throws IOException {
    var p = new Properties();
    p.setProperty("pid", Long.toString(pid));
    p.setProperty("kafka", kafka);
    p.setProperty("host", host);
    p.setProperty("port", Integer.toString(port));
    p.setProperty("user", user);
    p.setProperty("password", password);
    var part = file.resolveSibling(file.getFileName() + ".part");
    try (var out = Files.newBufferedWriter(part)) {
      p.store(out, null);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  static Coordinates read(Path file) {
    var p = new Properties();
    try (var in = Files.newBufferedReader(file)) {
      p.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Coordinates(
        Long.parseLong(p.getProperty("pid")),
        p.getProperty("kafka"),
        p.getProperty("host"),
        Integer.parseInt(p.getProperty("port")),
        p.getProperty("user"),
        p.getProperty("password"));
  }
}
