package tocsin.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The processes of a stack, found by what their command lines say.
///
/// @param data where the stack keeps its state
record Processes(Path data) {
  private static final String NAME = "tocsin.process";

  /// One of them, as it was started.
  ///
  /// @param command with its arguments
  /// @param environment lines of NAME=value
  record Started(List<String> command, List<String> environment) {}

  List<String> names() {
    return all().map(p -> argument(p, NAME)).sorted().toList();
  }

  boolean any() {
    return all().findAny().isPresent();
  }

  boolean runs(String name) {
    return all().anyMatch(p -> argument(p, NAME).equals(name));
  }

  ProcessHandle named(String name) {
    return all()
        .filter(p -> argument(p, NAME).equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no %s in %s".formatted(name, names())));
  }

  Started started(String name) {
    long pid = named(name).pid();
    return new Started(lines(pid, "cmdline"), lines(pid, "environ"));
  }

  void signal(String name, String signal) {
    try {
      var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(named(name).pid())).start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("kill -%s %s failed".formatted(signal, name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Asks one to end, and waits until it has.
  void terminate(String name) {
    var process = named(name);
    var end = process.onExit();
    process.destroy();
    end.orTimeout(Duration.ofSeconds(30).toSeconds(), TimeUnit.SECONDS).join();
  }

  /// Kills the server process of the database and what it forked.
  void killDatabase() {
    var killed =
        ProcessHandle.allProcesses()
            .filter(p -> arguments(p).stream().anyMatch(a -> a.contains("postgres")))
            .filter(p -> arguments(p).stream().anyMatch(a -> a.startsWith(data.toString())))
            .filter(p -> argument(p, NAME).isEmpty())
            .toList();
    if (killed.isEmpty()) {
      throw new IllegalStateException("no PostgreSQL on " + data);
    }
    killed.forEach(Processes::kill);
  }

  /// As a crash would, and waits until it is gone.
  static void kill(ProcessHandle process) {
    var end = process.onExit();
    process.destroyForcibly();
    end.orTimeout(10, TimeUnit.SECONDS).join();
  }

  private Stream<ProcessHandle> all() {
    return ProcessHandle.allProcesses()
        .filter(p -> argument(p, "tocsin.stack").equals(data.toString()));
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
      return lines(process.pid(), "cmdline");
    } catch (UncheckedIOException e) {
      return process.info().arguments().map(List::of).orElse(List.of());
    }
  }

  private static List<String> lines(long pid, String file) {
    try {
      var text = Files.readString(Path.of("/proc", Long.toString(pid), file));
      return text.isEmpty() ? List.of() : List.of(text.split("\0"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
