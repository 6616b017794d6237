package tocsin.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Finds the one broker and the one database of this build, or starts them.
///
/// They live in a process of their own, so that they outlive the test JVM that asked first, and end
/// with the owner: the nearest ancestor JVM, which is Maven. What is known of them lies in
/// `target/test-servers/OWNER/`: `ready` once they are up, or `failed` with the reason, which later
/// modules repeat at once instead of waiting again.
public final class SharedServers {
  /// The process gives up by itself before that, and says why.
  private static final Duration PATIENCE = ServersProcess.PATIENCE.plus(Duration.ofSeconds(20));

  private SharedServers() {}

  public static Coordinates get() {
    var owner = owner();
    try {
      var directory = Files.createDirectories(root().resolve("target/test-servers/" + owner.pid()));
      try (var channel =
              FileChannel.open(
                  directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var _ = channel.lock()) {
        var ready = directory.resolve("ready");
        if (Files.exists(ready)) {
          var servers = Coordinates.read(ready);
          if (servers.alive()) {
            return servers;
          }
          Files.delete(ready);
        }
        return start(directory, owner);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Coordinates start(Path directory, ProcessHandle owner) throws IOException {
    var ready = directory.resolve("ready");
    var failed = directory.resolve("failed");
    var log = directory.resolve("log");
    if (!Files.exists(failed)) {
      var process = spawn(directory, owner, log);
      var end = System.nanoTime() + PATIENCE.toNanos();
      while (!Files.exists(ready) && process.isAlive() && System.nanoTime() < end) {
        pause(process);
      }
      if (Files.exists(ready)) {
        return Coordinates.read(ready);
      }
      process.destroyForcibly();
    }
    var reason = Files.exists(failed) ? Files.readString(failed) : "they ended without a word";
    throw new IllegalStateException("no servers for the tests: %s (%s)".formatted(reason, log));
  }

  private static Process spawn(Path directory, ProcessHandle owner, Path log) throws IOException {
    var containers = Boolean.getBoolean("tocsin.containers");
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
            List.of(
                java,
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ServersProcess.class.getName(),
                directory.toString(),
                Long.toString(owner.pid()),
                Boolean.toString(containers)));
    // it stops its containers itself; the image of Testcontainers' own reaper may not be there
    builder.environment().putIfAbsent("TESTCONTAINERS_RYUK_DISABLED", "true");
    return builder
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static void pause(Process process) {
    try {
      process.waitFor(50, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the servers start", e);
    }
  }

  private static Path root() {
    return Path.of(System.getProperty("tocsin.root", ".")).toAbsolutePath();
  }

  private static ProcessHandle owner() {
    for (var p = ProcessHandle.current().parent(); p.isPresent(); p = p.get().parent()) {
      if (p.get().info().command().filter(c -> c.endsWith("/java")).isPresent()) {
        return p.get();
      }
    }
    return ProcessHandle.current();
  }
}
