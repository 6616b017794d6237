package tocsin.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The process that keeps the servers of a build until its owner ends.
public final class ServersProcess {
  /// A daemon that cannot pull keeps Testcontainers waiting for minutes.
  static final Duration PATIENCE = Duration.ofSeconds(150);

  private ServersProcess() {}

  /// @param arguments directory, process id of the owner, whether in containers
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var directory = Path.of(arguments[0]);
    var owner = ProcessHandle.of(Long.parseLong(arguments[1]));
    var containers = Boolean.parseBoolean(arguments[2]);
    var starting =
        CompletableFuture.supplyAsync(
            () -> containers ? Servers.containers() : Servers.embedded(directory),
            task -> Thread.ofPlatform().daemon().start(task));
    try {
      var servers = starting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      servers.coordinates().write(directory.resolve("ready"));
      owner.ifPresent(o -> o.onExit().join());
      servers.close();
      delete(directory);
      Runtime.getRuntime().halt(0);
    } catch (ExecutionException e) {
      e.printStackTrace();
      fail(directory, containers, String.valueOf(e.getCause()));
    } catch (TimeoutException e) {
      fail(directory, containers, "not up after " + PATIENCE.toSeconds() + " s");
    }
  }

  private static void fail(Path directory, boolean containers, String cause) throws IOException {
    var advice =
        "; is Docker there, and can it pull %s and %s? Without --containers the tests use embedded servers"
            .formatted(Servers.KAFKA, Servers.POSTGRES);
    var reason = containers ? cause + advice : cause;
    System.err.println(reason);
    Files.writeString(directory.resolve("failed"), reason);
    Runtime.getRuntime().halt(1);
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
