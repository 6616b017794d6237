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
import java.util.Comparator;
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
      throw new StartFailed("a stack already runs on " + path + ": stop it, or use another --data");
    }
    Machine.clear(path);
    PostgresServer.stopEarlier(path.resolve("postgres"));
    return new DataDirectory(path, channel);
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
    try (var files = Files.walk(path)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
