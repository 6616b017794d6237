package tocsin.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The machine the stack runs on: its ports and its processes.
final class Machine {
  private Machine() {}

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /// Where it exists, a process group of its own keeps Ctrl-C from reaching the children before the
  /// launcher stops them in order.
  static List<String> ownGroup() {
    return Files.isExecutable(Path.of("/usr/bin/setsid")) ? List.of("/usr/bin/setsid") : List.of();
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /// @param ports with the variables that move them
  static void expectFree(String host, Map<Integer, String> ports) throws StartFailed {
    for (var port : ports.entrySet()) {
      try (var socket = new ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(host, port.getKey()));
      } catch (IOException e) {
        throw new StartFailed(
            "port %d is in use: set %s to another".formatted(port.getKey(), port.getValue()));
      }
    }
  }

  /// Ends what an earlier stack left on this directory.
  static void clear(Path stack) {
    var mark = "-Dtocsin.stack=" + stack;
    ProcessHandle.allProcesses()
        .filter(p -> p.pid() != ProcessHandle.current().pid())
        .filter(p -> arguments(p).contains(mark))
        .filter(p -> !arguments(p).contains("-Dtocsin.process=launcher"))
        .forEach(p -> {
          var end = p.onExit();
          p.destroyForcibly();
          end.orTimeout(10, TimeUnit.SECONDS).join();
        });
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
}
