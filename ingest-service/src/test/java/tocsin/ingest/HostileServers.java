package tocsin.ingest;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Several copies of the hostile web server, allowed to the service before it starts; none where
/// Python or the server is not here.
public final class HostileServers implements QuarkusTestResourceLifecycleManager {
  private static final Path SERVER =
      Path.of(System.getProperty("tocsin.root", ".."), "../shared/hostile/server.py").normalize();
  private static final int COPIES = 5;

  private final List<Process> processes = new ArrayList<>();

  @Override
  public Map<String, String> start() {
    List<String> addresses = new ArrayList<>();
    if (isHere()) {
      for (int i = 0; i < COPIES; i++) {
        addresses.add(launch());
      }
    }
    var all = addresses.isEmpty() ? "none.example:80" : String.join(",", addresses);
    return Map.of(
        "hostile.addresses", all,
        "tocsin.allowed-addresses", all,
        "ingest.poll.min-interval", "1s",
        "ingest.poll.host-gap", "1ms",
        "ingest.fetch.idle-timeout", "3s",
        "ingest.fetch.total-timeout", "6s");
  }

  private static boolean isHere() {
    try {
      return Files.exists(SERVER)
          && new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private String launch() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = socket.getLocalPort();
      socket.close();
      var process =
          new ProcessBuilder(
                  "python3",
                  SERVER.toString(),
                  "--port",
                  String.valueOf(port),
                  "--smtp-port",
                  "0",
                  "--dns-port",
                  "0")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      processes.add(process);
      process.inputReader().readLine(); // it listens once it says so
      return "127.0.0.1:" + port;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    processes.forEach(Process::destroyForcibly);
  }
}
