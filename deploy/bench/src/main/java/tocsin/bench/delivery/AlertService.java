package tocsin.bench.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tocsin.events.EventJson;
import tocsin.events.UnreadableEvent;
import tocsin.servers.PostgresServer;

/// The packaged alert-service as a process, with the memory that the local stack gives it.
final class AlertService implements AutoCloseable {
  static final String ADMIN_TOKEN = "bench";

  private static final Duration START = Duration.ofSeconds(60);
  private static final double MEGABYTE = 1_000_000;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final int port;
  private final int management;
  private final Path log;

  private AlertService(Process process, int port, int management, Path log) {
    this.process = process;
    this.port = port;
    this.management = management;
    this.log = log;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  /// Returns once it is ready.
  ///
  /// @param root of the checkout
  /// @param allowed addresses that webhooks may go to
  /// @param smtp port of the mail server
  static AlertService start(
      Path root, Path log, String kafka, int postgres, String database, String allowed, int smtp)
      throws IOException, InterruptedException {
    int port = freePort();
    int management = freePort();
    var address = "//127.0.0.1:%d/%s".formatted(postgres, database);
    var builder =
        new ProcessBuilder(
            List.of(
                java("java"),
                "-Xmx224m",
                "-XX:+UseSerialGC",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                root.resolve("alert-service/target/quarkus-app/quarkus-run.jar").toString()));
    builder
        .environment()
        .putAll(
            Map.ofEntries(
                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_HTTP_PORT", Integer.toString(port)),
                Map.entry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_MANAGEMENT_PORT", Integer.toString(management)),
                Map.entry("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql:" + address),
                Map.entry("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql:" + address),
                Map.entry("QUARKUS_DATASOURCE_USERNAME", PostgresServer.USER),
                Map.entry("QUARKUS_DATASOURCE_PASSWORD", PostgresServer.PASSWORD),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", kafka),
                Map.entry("QUARKUS_MAILER_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_MAILER_PORT", Integer.toString(smtp)),
                Map.entry("QUARKUS_MAILER_START_TLS", "DISABLED"),
                Map.entry("TOCSIN_ADMIN_TOKEN", ADMIN_TOKEN),
                Map.entry("TOCSIN_INSTANCE", "bench"),
                Map.entry("TOCSIN_ALLOWED_ADDRESSES", allowed)));
    var service =
        new AlertService(
            builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(),
            port,
            management,
            log);
    service.awaitReady();
    return service;
  }

  private void awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException(
            "alert-service does not start:%n%s".formatted(Files.readString(log)));
      }
      process.waitFor(100, TimeUnit.MILLISECONDS);
    }
  }

  private boolean isReady() throws InterruptedException {
    var uri = URI.create("http://127.0.0.1:%d/q/health/ready".formatted(management));
    try {
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /// Asks for something to be made, which it must make.
  @SuppressWarnings("unchecked")
  Map<String, Object> post(String token, String path, Map<String, Object> body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(EventJson.write(body)))
            .build();
    var answer = http.send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() != 201) {
      throw new IllegalStateException(
          "%s is answered %d: %s"
              .formatted(path, answer.statusCode(), new String(answer.body(), UTF_8)));
    }
    try {
      return EventJson.read(answer.body(), Map.class);
    } catch (UnreadableEvent e) {
      throw new IOException("no JSON from " + path, e);
    }
  }

  /// What its objects take in MB, garbage aside.
  double heap() throws IOException, InterruptedException {
    run(java("jcmd"), Long.toString(process.pid()), "GC.run");
    var uri = URI.create("http://127.0.0.1:%d/q/metrics".formatted(management));
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
            .body()
            .lines()
            .filter(l -> l.startsWith("jvm_memory_used_bytes{") && l.contains("area=\"heap\""))
            .mapToDouble(l -> Double.parseDouble(l.substring(l.lastIndexOf(' ') + 1)))
            .sum()
        / MEGABYTE;
  }

  /// What the process occupies in MB; 0 where the system does not tell.
  double resident() throws IOException {
    var status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(l -> l.startsWith("VmRSS:"))
        .mapToDouble(l -> Double.parseDouble(l.replaceAll("\\D+", "")) * 1024 / MEGABYTE)
        .sum();
  }

  /// Processor time it has used.
  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static void run(String... command) throws IOException, InterruptedException {
    new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static String java(String program) {
    return Path.of(System.getProperty("java.home"), "bin", program).toString();
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
