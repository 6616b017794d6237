package tocsin.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A PostgreSQL server as a process of its own, reachable on the loopback address only. Its user is
/// `postgres`, with any password.
public final class PostgresServer implements AutoCloseable {
  public static final String USER = "postgres";
  public static final String PASSWORD = "postgres";

  private static final int EARLIER_SECONDS = 10;

  private final Path directory;
  private final EmbeddedPostgres server;

  private PostgresServer(Path directory, EmbeddedPostgres server) {
    this.directory = directory;
    this.server = server;
  }

  /// Returns once the server answers.
  ///
  /// @param directory initialised if it is new, else continued
  /// @param port 0 for a free one
  /// @param durable whether what was committed survives the machine, not only the process
  public static PostgresServer start(Path directory, int port, boolean durable) {
    var onOff = durable ? "on" : "off";
    try {
      var server =
          EmbeddedPostgres.builder()
              .setDataDirectory(directory)
              .setCleanDataDirectory(false)
              .setPort(port)
              .setServerConfig("fsync", onOff)
              .setServerConfig("synchronous_commit", onOff)
              .start();
      tether(directory);
      return new PostgresServer(directory, server);
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not start on " + directory, e);
    }
  }

  /// Ends the server with this JVM, however that ends: a shell waits for the other end of its
  /// input.
  private static void tether(Path directory) throws IOException {
    new ProcessBuilder(
            "sh",
            "-c",
            "cat >/dev/null; [ ! -e \"$1\" ] || kill -INT \"$(head -n 1 \"$1\")\"",
            "tether",
            directory.resolve("postmaster.pid").toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /// Stops a server that an earlier process left running on this directory.
  public static void stopEarlier(Path directory) {
    postmaster(directory).ifPresent(PostgresServer::end);
  }

  /// Waits until the server ends by itself or by another's hand.
  public void awaitExit() {
    postmaster(directory).ifPresent(server -> server.onExit().join());
  }

  /// The server's process as its own lock file names it.
  private static Optional<ProcessHandle> postmaster(Path directory) {
    var lock = directory.resolve("postmaster.pid");
    if (!Files.exists(lock)) {
      return Optional.empty();
    }
    try (var lines = Files.lines(lock)) {
      return lines
          .findFirst()
          .map(String::strip)
          .filter(pid -> pid.matches("\\d+"))
          .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
          .filter(p -> p.info().command().filter(c -> c.endsWith("/postgres")).isPresent());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + lock, e);
    }
  }

  /// The server's fast shutdown, which waits for no client; a kill where it takes too long.
  private static void end(ProcessHandle server) {
    var end = server.onExit();
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start();
      end.get(EARLIER_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      server.destroyForcibly();
      end.orTimeout(EARLIER_SECONDS, TimeUnit.SECONDS).join();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot stop the server " + server.pid(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  public int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not stop", e);
    }
  }
}
