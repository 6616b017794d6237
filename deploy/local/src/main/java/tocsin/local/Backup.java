package tocsin.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;

/// The state of a stopped stack, copied whole to a directory and back.
///
/// A running stack is refused: its database and its topics would be copied at different moments,
/// and what lies between them would be lost or sent twice.
record Backup(Path directory, Version tocsin, Version postgresql) {
  /// What belongs to a run and not to the state.
  private static final Set<String> LEFT_OUT = Set.of("lock", "logs", "run");

  /// Whole or not at all.
  ///
  /// @return bytes
  long make(Path data) throws IOException, StartFailed {
    if (!Files.isDirectory(data.resolve("postgres"))) {
      throw new StartFailed("there is no state of a stack in " + data);
    }
    if (Files.exists(directory)) {
      throw new StartFailed(directory + " is there already: a backup wants a new directory");
    }
    try (var taken = DataDirectory.take(data)) {
      taken.claim(taken.expectUsable(tocsin, postgresql));
      return place(data, directory);
    }
  }

  /// Puts it where `up` will go on from; what was there is kept beside it.
  ///
  /// @return where what was there is kept, or the same path if nothing was
  Path restore(Path data) throws IOException, StartFailed {
    if (!Files.exists(directory.resolve("version"))) {
      throw new StartFailed(directory + " is no backup: it holds no file 'version'");
    }
    DataDirectory.expectUsable(directory, tocsin, postgresql);
    if (!Files.exists(data.resolve("postgres"))) {
      if (Files.exists(data) && !Tree.isEmpty(data)) {
        throw new StartFailed(
            data + " holds other things than the state of a stack: name a new directory");
      }
      Files.deleteIfExists(data);
      place(directory, data);
      return data;
    }
    try (var _ = DataDirectory.take(data)) {
      var kept =
          data.resolveSibling(data.getFileName() + ".before-" + Instant.now().getEpochSecond());
      Files.move(data, kept);
      place(directory, data);
      return kept;
    }
  }

  private static long place(Path from, Path to) throws IOException {
    var part = to.resolveSibling(to.getFileName() + ".part");
    if (Files.exists(part)) {
      Tree.delete(part);
    }
    Files.createDirectories(to.toAbsolutePath().getParent());
    var bytes = Tree.copy(from, part, LEFT_OUT);
    Files.move(part, to);
    return bytes;
  }
}
