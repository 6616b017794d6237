package tocsin.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The receivers that behave badly, where `../shared` and Python are there.
final class HostileServer {
  private static final Path PROGRAM =
      Path.of(
              System.getProperty(
                  "tocsin.shared", System.getProperty("tocsin.root", "..") + "/../shared"))
          .resolve("hostile/server.py")
          .normalize();

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port = free();
  private final int smtp = free();

  /// Empty where there is none to start.
  static Optional<HostileServer> start() {
    if (!Files.exists(PROGRAM)) {
      return Optional.empty();
    }
    var server = new HostileServer();
    try {
      var process =
          new ProcessBuilder(
                  "python3",
                  PROGRAM.toString(),
                  "--port",
                  Integer.toString(server.port),
                  "--smtp-port",
                  Integer.toString(server.smtp),
                  "--dns-port",
                  "0")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return Optional.of(server);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  String url(String path) {
    return "http://" + address() + path;
  }

  int smtp() {
    return smtp;
  }

  JsonNode read(String path) {
    try {
      var answer =
          http.send(HttpRequest.newBuilder(URI.create(url(path))).build(), BodyHandlers.ofString());
      return new ObjectMapper().readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int free() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
