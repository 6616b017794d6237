package tocsin.local;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
    expectApart(data);
    try (var taken = DataDirectory.take(data)) {
      taken.claim(taken.expectUsable(tocsin, postgresql));
      var copied = copy(data, directory);
      Files.move(copied.part(), directory);
      return copied.bytes();
    }
  }

  /// Puts it where `up` will go on from; what was there is kept beside it.
  ///
  /// @return where what was there is kept, or the same path if nothing was
  Path restore(Path data) throws IOException, StartFailed {
    if (!Files.exists(directory.resolve("version"))) {
      throw new StartFailed(directory + " is no backup: it holds no file 'version'");
    }
    expectApart(data);
    DataDirectory.expectUsable(directory, tocsin, postgresql);
    if (!Files.exists(data.resolve("postgres"))) {
      if (Files.exists(data) && !Tree.isEmpty(data)) {
        throw new StartFailed(
            data + " holds other things than the state of a stack: name a new directory");
      }
      var copied = copy(directory, data);
      Files.deleteIfExists(data);
      Files.move(copied.part(), data);
      return data;
    }
    try (var _ = DataDirectory.take(data)) {
      var copied = copy(directory, data);
      var kept =
          data.resolveSibling(data.getFileName() + ".before-" + Instant.now().getEpochSecond());
      Files.move(data, kept);
      Files.move(copied.part(), data);
      return kept;
    }
  }

  /// One of the two within the other would be copied into itself, or moved away with it.
  private void expectApart(Path data) throws IOException, StartFailed {
    var real = real(data);
    var other = real(directory);
    if (real.startsWith(other) || other.startsWith(real)) {
      throw new StartFailed(
          "%s and %s lie one in the other: name a directory outside".formatted(directory, data));
    }
  }

  /// Without symbolic links, as far as it is there.
  private static Path real(Path path) throws IOException {
    if (Files.exists(path)) {
      return path.toRealPath();
    }
    var parent = path.getParent();
    return parent == null ? path : real(parent).resolve(String.valueOf(path.getFileName()));
  }

  /// What was copied to a place beside the one where it is to be.
  private record Copied(Path part, long bytes) {}

  /// Leaves nothing where it fails.
  private static Copied copy(Path from, Path to) throws IOException, StartFailed {
    var part = to.resolveSibling(to.getFileName() + ".part");
    try {
      if (Files.exists(part)) {
        Tree.delete(part);
      }
      Files.createDirectories(to.toAbsolutePath().getParent());
      return new Copied(part, Tree.copy(from, part, LEFT_OUT));
    } catch (IOException e) {
      if (Files.exists(part)) {
        Tree.delete(part);
      }
      throw new StartFailed("cannot copy %s to %s: %s".formatted(from, to, reason(e)));
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "access to " + denied.getFile() + " is denied";
      case NoSuchFileException none -> none.getFile() + " is not there";
      default -> String.valueOf(e.getMessage());
    };
  }
}
