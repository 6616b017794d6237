package tocsin.acceptance.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tocsin.acceptance.Stack;
import tocsin.acceptance.points.Fuse;
import tocsin.acceptance.points.Point;

/// The fuses of the points that an agent has planted in the services.
record Fuses(Path directory) {
  /// What makes every JVM below the launcher plant its points.
  String javaOptions() {
    return "-javaagent:%s=%s"
        .formatted(
            Stack.root().resolve("deploy/acceptance/target/acceptance/acceptance.jar"), directory);
  }

  /// From now on the process dies at a passing of this point, once.
  ///
  /// @param nth passing
  void lay(Point point, int nth) {
    try {
      Files.createDirectories(directory);
      Files.deleteIfExists(burnt(point));
      var part = directory.resolve(point.id() + ".part");
      Files.writeString(part, Integer.toString(nth));
      Files.move(part, directory.resolve(point.id()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isBurnt(Point point) {
    return Files.exists(burnt(point));
  }

  void putAway(Point point) {
    try {
      Files.deleteIfExists(directory.resolve(point.id()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path burnt(Point point) {
    return directory.resolve(point.id() + Fuse.BURNT);
  }
}
