package tocsin.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Set;

/// A directory with all that is below it.
final class Tree {
  private Tree() {}

  /// @param without names at the top that stay behind
  /// @return how many bytes
  static long copy(Path from, Path to, Set<String> without) throws IOException {
    long bytes = 0;
    try (var files = Files.walk(from)) {
      for (var file : (Iterable<Path>) files::iterator) {
        var relative = from.relativize(file);
        if (without.contains(relative.getName(0).toString())) {
          continue;
        }
        Files.copy(
            file,
            to.resolve(relative.toString()),
            StandardCopyOption.COPY_ATTRIBUTES,
            LinkOption.NOFOLLOW_LINKS);
        bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
      }
    }
    return bytes;
  }

  static boolean isEmpty(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.findAny().isEmpty();
    }
  }

  static void delete(Path path) throws IOException {
    try (var files = Files.walk(path)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
