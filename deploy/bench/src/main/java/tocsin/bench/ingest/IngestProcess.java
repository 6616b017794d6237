package tocsin.bench.ingest;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The built ingest service as a process, started as `./tocsin up` starts it.
final class IngestProcess implements AutoCloseable {
  static final int HEAP_MEGABYTES = 224; // as in the local stack

  private static final Duration START = Duration.ofSeconds(90);
  private static final List<String> FLAGS =
      List.of(
          "-Xmx" + HEAP_MEGABYTES + "m",
          "-XX:+UseSerialGC",
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");

  private final Process process;
  private final Path log;

  private IngestProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /// Returns once it is ready.
  static IngestProcess start(Path root, Path log, Map<String, String> environment)
      throws IOException, InterruptedException {
    int management = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(
        List.of(
            "-cp",
            root.resolve("ingest-service/target/quarkus-app/quarkus-run.jar").toString(),
            "io.quarkus.bootstrap.runner.AotQuarkusEntryPoint"));
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(freePort()));
    builder.environment().put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
    builder.environment().put("QUARKUS_MANAGEMENT_PORT", Integer.toString(management));
    var service = new IngestProcess(builder.start(), log);
    service.awaitReady(URI.create("http://127.0.0.1:" + management + "/q/health/ready"));
    return service;
  }

  private void awaitReady(URI health) throws IOException, InterruptedException {
    try (var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
      long end = System.nanoTime() + START.toNanos();
      while (process.isAlive() && System.nanoTime() < end) {
        if (isUp(http, health)) {
          return;
        }
        process.waitFor(200, TimeUnit.MILLISECONDS);
      }
    }
    close();
    throw new IOException("the service is not ready:\n" + Files.readString(log));
  }

  private static boolean isUp(HttpClient http, URI health) throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(2)).build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  Duration cpu() {
    return process.toHandle().info().totalCpuDuration().orElseThrow();
  }

  /// What it has in memory now, as the kernel counts it.
  double rssMegabytes() throws IOException {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      return lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElseThrow()
          / 1024.0;
    }
  }

  /// Waits; fails where the service ends meanwhile.
  void run(Duration time) throws IOException, InterruptedException {
    if (process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("the service ended:\n" + Files.readString(log));
    }
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(15, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
