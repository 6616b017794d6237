package tocsin.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The local stack as its processes: started by its launcher from the packaged artefacts, watched
/// and killed from outside.
public final class Stack implements AutoCloseable {
  public static final String ADMIN_TOKEN = "acceptance-admin";
  public static final List<String> SERVICES =
      List.of("ingest-service", "classifier-service", "alert-service");

  private final Path data;
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, Integer> ports;
  private @Nullable Process launcher;

  public Stack(Path data, Map<String, String> environment) {
    this.data = data;
    this.ports =
        Map.of(
            "TOCSIN_CONSOLE_PORT", freeServicePort(),
            "TOCSIN_INGEST_PORT", freeServicePort(),
            "TOCSIN_CLASSIFIER_PORT", freeServicePort(),
            "TOCSIN_KAFKA_PORT", freePort(),
            "TOCSIN_POSTGRES_PORT", freePort());
    this.environment.putAll(environment);
    this.environment.put("TOCSIN_ADMIN_TOKEN", ADMIN_TOKEN);
    ports.forEach((name, port) -> this.environment.put(name, Integer.toString(port)));
  }

  /// Returns once every service is ready.
  public void start() {
    var builder =
        new ProcessBuilder(
            java(), "-cp", classPath(), "tocsin.local.Main", "up", "--data", data.toString());
    builder.environment().putAll(environment);
    try {
      Files.createDirectories(data.getParent());
      launcher =
          builder
              .directory(root().toFile())
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(data.resolveSibling("launcher.log").toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitReady(Duration.ofSeconds(90));
  }

  public void awaitReady(Duration limit) {
    await("every service is ready")
        .atMost(limit)
        .until(() -> SERVICES.stream().allMatch(this::ready));
  }

  private Process launcher() {
    return Objects.requireNonNull(launcher, "the stack has not been started");
  }

  private boolean ready(String service) {
    if (!launcher().isAlive()) {
      throw new IllegalStateException(
          "the launcher ended with %d, see %s"
              .formatted(launcher().exitValue(), data.resolveSibling("launcher.log")));
    }
    return answers(service, "ready");
  }

  private boolean answers(String service, String health) {
    var uri = URI.create("http://127.0.0.1:%d/q/health/%s".formatted(port(service) + 1000, health));
    try {
      return Api.exchange(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build())
              .status()
          == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /// Kills a process of the stack as a crash would, and waits until it is gone.
  ///
  /// @param name as `-Dtocsin.process` says
  public void kill(String name) {
    killAndWait(process(name));
  }

  /// Whether a process of this name runs.
  public boolean runs(String name) {
    return processes().anyMatch(p -> argument(p, "tocsin.process").equals(name));
  }

  /// Stops a process of the stack from running at all, as a frozen machine would.
  public void pause(String name) {
    signal(process(name), "STOP");
  }

  public void resume(String name) {
    signal(process(name), "CONT");
  }

  private static void signal(ProcessHandle process, String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends every connection to the databases, as a failing network would.
  ///
  /// @return how many there were
  public int cutDatabaseConnections() {
    var url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(numbered("TOCSIN_POSTGRES_PORT"));
    try (var connection = DriverManager.getConnection(url, "postgres", "postgres");
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                    + " WHERE pid <> pg_backend_pid() AND datname IN ('ingest', 'alert')")) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(url, e);
    }
  }

  /// Whether every service is ready and reaches what it depends on.
  public boolean isWell() {
    return SERVICES.stream()
        .allMatch(service -> answers(service, "ready") && answers(service, "group/dependencies"));
  }

  /// Asks a process of the stack to end, and waits until it has.
  public void terminate(String name) {
    var process = process(name);
    var end = process.onExit();
    process.destroy();
    end.orTimeout(30, TimeUnit.SECONDS).join();
  }

  private ProcessHandle process(String name) {
    return processes()
        .filter(p -> argument(p, "tocsin.process").equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no %s in %s".formatted(name, names())));
  }

  /// Kills the server process of the database and what it forked.
  public void killDatabase() {
    var killed =
        ProcessHandle.allProcesses()
            .filter(p -> arguments(p).stream().anyMatch(a -> a.contains("postgres")))
            .filter(p -> arguments(p).stream().anyMatch(a -> a.startsWith(data.toString())))
            .filter(p -> argument(p, "tocsin.process").isEmpty())
            .toList();
    if (killed.isEmpty()) {
      throw new IllegalStateException("no PostgreSQL on " + data);
    }
    killed.forEach(Stack::killAndWait);
  }

  /// Kills the launcher and waits for its children to end by themselves.
  public void killLauncher() {
    killAndWait(launcher().toHandle());
    await("the children end by themselves")
        .atMost(Duration.ofSeconds(12))
        .until(() -> processes().findAny().isEmpty());
  }

  /// Stops the stack as SIGTERM does.
  public void stop() {
    launcher().destroy();
    try {
      if (!launcher().waitFor(40, TimeUnit.SECONDS)) {
        throw new AssertionError("the launcher did not end within 40 s of SIGTERM: " + names());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// What has been left behind after a stop: processes, and ports in use.
  public List<String> leftovers() {
    return Stream.concat(
            names().stream(),
            ports.entrySet().stream()
                .filter(port -> inUse(port.getValue()))
                .map(port -> port.getKey() + " is in use"))
        .toList();
  }

  public List<String> names() {
    return processes().map(p -> argument(p, "tocsin.process")).sorted().toList();
  }

  private Stream<ProcessHandle> processes() {
    return ProcessHandle.allProcesses()
        .filter(p -> argument(p, "tocsin.stack").equals(data.toString()));
  }

  private static void killAndWait(ProcessHandle process) {
    var end = process.onExit();
    process.destroyForcibly();
    end.orTimeout(10, TimeUnit.SECONDS).join();
  }

  /// The value of a system property on the command line; empty where there is none.
  private static String argument(ProcessHandle process, String property) {
    var prefix = "-D" + property + "=";
    return arguments(process).stream()
        .filter(a -> a.startsWith(prefix))
        .findFirst()
        .map(a -> a.substring(prefix.length()))
        .orElse("");
  }

  /// The JDK reads one page of a command line only, and a class path is often longer.
  private static List<String> arguments(ProcessHandle process) {
    try {
      var line = Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
      return List.of(line.split("\0"));
    } catch (IOException e) {
      return process.info().arguments().map(List::of).orElse(List.of());
    }
  }

  /// Runs a command of the front door against this stack and returns its output.
  public String run(String... mainAndArguments) {
    var command = new ArrayList<>(List.of(java(), "-cp", classPath()));
    command.addAll(List.of(mainAndArguments));
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    try {
      var process = builder.redirectErrorStream(true).start();
      var output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public Api ingest() {
    return api("ingest-service");
  }

  public Api classifier() {
    return api("classifier-service");
  }

  public Api alert() {
    return api("alert-service");
  }

  public String kafka() {
    return "127.0.0.1:" + ports.get("TOCSIN_KAFKA_PORT");
  }

  private Api api(String service) {
    return new Api(URI.create("http://127.0.0.1:" + port(service)), ADMIN_TOKEN);
  }

  private int port(String service) {
    return numbered(
        switch (service) {
          case "ingest-service" -> "TOCSIN_INGEST_PORT";
          case "classifier-service" -> "TOCSIN_CLASSIFIER_PORT";
          default -> "TOCSIN_CONSOLE_PORT";
        });
  }

  private int numbered(String variable) {
    return Objects.requireNonNull(ports.get(variable), variable);
  }

  @Override
  public void close() {
    if (launcher != null && launcher.isAlive()) {
      stop();
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static String classPath() {
    return root().resolve("deploy/local/target/local") + "/*";
  }

  public static Path root() {
    return Path.of(System.getProperty("tocsin.root")).toAbsolutePath().normalize();
  }

  private static boolean inUse(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// One whose management port, 1000 higher, is free too.
  private static int freeServicePort() {
    int port;
    do {
      port = freePort();
    } while (port > 64_000 || inUse(port + 1000));
    return port;
  }
}
