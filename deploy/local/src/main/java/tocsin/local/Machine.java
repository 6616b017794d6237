package tocsin.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    return freePort(0, new HashSet<>());
  }

  /// @param above the port so much higher is free too
  /// @param taken by what has not started yet; both ports are added
  static int freePort(int above, Set<Integer> taken) throws IOException {
    while (true) {
      try (var socket = new ServerSocket(0)) {
        int port = socket.getLocalPort();
        boolean free = above == 0 || (port + above < 65_536 && isFree(port + above));
        if (free && !taken.contains(port) && !taken.contains(port + above)) {
          taken.add(port);
          taken.add(port + above);
          return port;
        }
      }
    }
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /// @throws StartFailed with the variable that moves a port which is taken
  static void expectFree(List<Settings.Port> ports) throws StartFailed {
    for (var port : ports) {
      var address = new InetSocketAddress(port.host(), port.number());
      if (!isOfThisMachine(address)) {
        throw new StartFailed(
            "TOCSIN_BIND is '%s', which is no address of this machine".formatted(port.host()));
      }
      try (var socket = new ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(address);
      } catch (IOException e) {
        throw new StartFailed(
            "port %d: %s; set %s to another port"
                .formatted(port.number(), e.getMessage(), port.variable()));
      }
    }
  }

  private static boolean isOfThisMachine(InetSocketAddress address) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(address.getAddress(), 0));
      return !address.isUnresolved();
    } catch (IOException e) {
      return false;
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
