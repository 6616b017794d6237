package tocsin.acceptance.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// The names of the far end, which the stack knows from a file and from nowhere else. Broker and
/// database have none: they are addressed by number.
record Names(Path directory) {
  static final String FEEDS = "feeds.far-end.test";
  static final String HOOKS = "hooks.far-end.test";
  static final String MAILS = "mails.far-end.test";
  static final List<String> ALL = List.of(FEEDS, HOOKS, MAILS);

  /// So that names are dead as soon as they are, and no longer.
  private static final String CACHES =
      """
      networkaddress.cache.ttl=1
      networkaddress.cache.negative.ttl=1
      """;

  Names {
    write(directory, "security", CACHES);
    hosts(directory, ALL);
  }

  /// What makes a JVM know the names of the file only.
  String javaOptions() {
    return "-Djdk.net.hosts.file=%s -Djava.security.properties=%s"
        .formatted(directory.resolve("hosts"), directory.resolve("security"));
  }

  /// From now on these have addresses, and nobody else.
  void live(List<String> names) {
    hosts(directory, names);
  }

  private static void hosts(Path directory, List<String> names) {
    var line = "127.0.0.1 localhost %s %s\n".formatted(own(), String.join(" ", names));
    write(directory, "hosts", line);
  }

  /// The machine's own name is nobody else's affair.
  private static String own() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "localhost.localdomain";
    }
  }

  private static void write(Path directory, String name, String text) {
    try {
      Files.createDirectories(directory);
      var part = Files.writeString(directory.resolve(name + ".part"), text);
      Files.move(part, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
