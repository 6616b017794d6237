package tocsin.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The local stack as its processes: started by its launcher from the packaged artefacts, watched
/// and killed from outside.
public final class Stack implements AutoCloseable {
  public static final String ADMIN_TOKEN = "acceptance-admin";
  public static final List<String> SERVICES =
      List.of("ingest-service", "classifier-service", "alert-service");

  /// Below those that the system gives to outgoing connections: a port must stay free while its
  /// process is down.
  private static final int LOWEST_PORT = 12_000;

  private static final int HIGHEST_PORT = 31_000;

  private final Path data;
  private final Processes processes;
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, Integer> ports;
  private @Nullable Process launcher;

  public Stack(Path data, Map<String, String> environment) {
    this.data = data;
    this.processes = new Processes(data);
    this.ports = ports();
    this.environment.putAll(environment);
    this.environment.put("TOCSIN_ADMIN_TOKEN", ADMIN_TOKEN);
    ports.forEach((name, port) -> this.environment.put(name, Integer.toString(port)));
  }

  /// Returns once every service is ready.
  public void start() {
    start(Map.of());
  }

  /// @param settings for this start only
  public void start(Map<String, String> settings) {
    var builder =
        new ProcessBuilder(
            java(), "-cp", classPath(), "tocsin.local.Main", "up", "--data", data.toString());
    builder.environment().putAll(environment);
    builder.environment().putAll(settings);
    try {
      Files.createDirectories(data.getParent());
      launcher =
          builder
              .directory(root().toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitReady(Duration.ofSeconds(120));
  }

  public void awaitReady(Duration limit) {
    await("every service is ready")
        .atMost(limit)
        .until(() -> SERVICES.stream().allMatch(this::ready));
  }

  /// Where it keeps its state.
  public Path data() {
    return data;
  }

  private Path log() {
    return data.resolveSibling("launcher.log");
  }

  /// All that its launchers have said.
  public String said() {
    try {
      return Files.readString(log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process launcher() {
    return Objects.requireNonNull(launcher, "the stack has not been started");
  }

  private boolean ready(String service) {
    if (!launcher().isAlive()) {
      throw new IllegalStateException(
          "the launcher ended with %d, see %s".formatted(launcher().exitValue(), log()));
    }
    return node(service).isReady();
  }

  /// Whether every service is ready and reaches what it depends on.
  public boolean isWell() {
    return SERVICES.stream()
        .map(this::node)
        .allMatch(node -> node.isReady() && node.answers("group/dependencies"));
  }

  /// The node of a service that the launcher keeps.
  public Node node(String service) {
    return new Node(
        service,
        numbered(
            switch (service) {
              case "ingest-service" -> "TOCSIN_INGEST_PORT";
              case "classifier-service" -> "TOCSIN_CLASSIFIER_PORT";
              default -> "TOCSIN_CONSOLE_PORT";
            }));
  }

  /// Starts another node beside it.
  ///
  /// @param name unlike that of any other process of the stack
  /// @param settings that it has of its own, as environment
  public Node beside(String service, String name, Map<String, String> settings) {
    return Node.beside(
        processes.started(service),
        service,
        name,
        freeServicePort(),
        settings,
        data.resolve("logs").resolve(name + ".log"));
  }

  /// Kills a process of the stack as a crash would, and waits until it is gone.
  ///
  /// @param name as `-Dtocsin.process` says
  public void kill(String name) {
    Processes.kill(processes.named(name));
  }

  /// Whether a process of this name runs.
  public boolean runs(String name) {
    return processes.runs(name);
  }

  /// Stops a process of the stack from running at all, as a frozen machine would.
  public void pause(String name) {
    processes.signal(name, "STOP");
  }

  public void resume(String name) {
    processes.signal(name, "CONT");
  }

  /// Asks a process of the stack to end, and waits until it has.
  public void terminate(String name) {
    processes.terminate(name);
  }

  /// Kills the server process of the database and what it forked.
  public void killDatabase() {
    processes.killDatabase();
  }

  /// Kills the launcher and waits for its children to end by themselves.
  public void killLauncher() {
    Processes.kill(launcher().toHandle());
    await("the children end by themselves")
        .atMost(Duration.ofSeconds(12))
        .until(() -> !processes.any());
  }

  /// Stops the stack as SIGTERM does.
  public void stop() {
    launcher().destroy();
    try {
      if (!launcher().waitFor(40, TimeUnit.SECONDS)) {
        throw new AssertionError(
            "the launcher did not end within 40 s of SIGTERM: " + processes.names());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// What has been left behind after a stop: processes, and ports in use.
  public List<String> leftovers() {
    return Stream.concat(
            processes.names().stream(),
            ports.entrySet().stream()
                .filter(port -> inUse(port.getValue()))
                .map(port -> port.getKey() + " is in use"))
        .toList();
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

  private Api api(String service) {
    return node(service).api(ADMIN_TOKEN);
  }

  public String kafka() {
    return "127.0.0.1:" + numbered("TOCSIN_KAFKA_PORT");
  }

  public Database database() {
    return new Database(numbered("TOCSIN_POSTGRES_PORT"));
  }

  /// Whether the broker or the database takes connections.
  public boolean serves(String server) {
    return server.equals("broker") ? inUse(numbered("TOCSIN_KAFKA_PORT")) : database().serves();
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

  /// Neighbours, all of them free.
  private static Map<String, Integer> ports() {
    while (true) {
      int first = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
      if (IntStream.range(first, first + 5)
          .noneMatch(port -> isTaken(port) || isTaken(port + 1000))) {
        return Map.of(
            "TOCSIN_CONSOLE_PORT", first,
            "TOCSIN_INGEST_PORT", first + 1,
            "TOCSIN_CLASSIFIER_PORT", first + 2,
            "TOCSIN_KAFKA_PORT", first + 3,
            "TOCSIN_POSTGRES_PORT", first + 4);
      }
    }
  }

  /// One whose management port, 1000 higher, is free too.
  private static int freeServicePort() {
    int port;
    do {
      port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
    } while (isTaken(port) || isTaken(port + 1000));
    return port;
  }

  private static boolean isTaken(int port) {
    try (var socket = new ServerSocket(port)) {
      return !socket.isBound();
    } catch (IOException e) {
      return true;
    }
  }
}
