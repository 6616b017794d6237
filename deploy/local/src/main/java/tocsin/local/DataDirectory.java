package tocsin.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import tocsin.servers.PostgresServer;

/// Where a stack keeps its state, held by one launcher at a time.
///
/// @param lock released by the end of this process, however it comes
record DataDirectory(Path path, FileChannel lock) implements AutoCloseable {
  private static final int TOKEN_BYTES = 24;

  /// Takes it for this launcher, and ends what an earlier one left running.
  static DataDirectory take(Path path) throws IOException, StartFailed {
    Files.createDirectories(path);
    var channel =
        FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      throw new StartFailed(
          "a stack runs on %s: stop it first (Ctrl-C, or SIGTERM to its launcher), or use another --data"
              .formatted(path));
    }
    Machine.clear(path);
    PostgresServer.stopEarlier(path.resolve("postgres"));
    return new DataDirectory(path, channel);
  }

  /// Marks it as a version's; older ones refuse it from now on.
  void claim(Version tocsin) throws IOException {
    var part = path.resolve("version.part");
    Files.writeString(part, tocsin + "\n");
    Files.move(part, versionFile(path), StandardCopyOption.ATOMIC_MOVE);
  }

  /// @return the version whose state this is, or this one where it is of none yet
  /// @throws StartFailed where the state is of a newer version, or of another PostgreSQL
  Version expectUsable(Version tocsin, Version postgresql) throws IOException, StartFailed {
    return expectUsable(path, tocsin, postgresql);
  }

  /// @return the version whose state lies there, or this one where none does
  static Version expectUsable(Path path, Version tocsin, Version postgresql)
      throws IOException, StartFailed {
    var cluster = path.resolve("postgres/PG_VERSION");
    if (Files.exists(cluster)) {
      var major = Files.readString(cluster).strip();
      if (!major.equals(Integer.toString(postgresql.major()))) {
        throw new StartFailed(
            "the database in %s is of PostgreSQL %s, this is Tocsin %s with PostgreSQL %s: dump it there with pg_dumpall and load it into a new --data"
                .formatted(path, major, tocsin, postgresql));
      }
    }
    var file = versionFile(path);
    if (!Files.exists(file)) {
      return tocsin;
    }
    var text = Files.readString(file).strip();
    Version earlier;
    try {
      earlier = new Version(text);
    } catch (IllegalArgumentException e) {
      throw new StartFailed("%s holds '%s', which is no version".formatted(file, text));
    }
    if (earlier.compareTo(tocsin) > 0) {
      throw new StartFailed(
          "the state in %s is of Tocsin %s, this is %s, which is older: run %s or a newer one, or restore a backup that %s made"
              .formatted(path, earlier, tocsin, earlier, tocsin));
    }
    return earlier;
  }

  private static Path versionFile(Path path) {
    return path.resolve("version");
  }

  /// The one that was generated here, now or earlier.
  String adminToken() throws IOException {
    var file = path.resolve("admin-token");
    if (!Files.exists(file)) {
      var bytes = new byte[TOKEN_BYTES];
      new SecureRandom().nextBytes(bytes);
      var part = path.resolve("admin-token.part");
      Files.deleteIfExists(part);
      Files.createFile(
          part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(part, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(file).strip();
  }

  /// Removes it with all it holds.
  void remove() throws IOException {
    Tree.delete(path);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
