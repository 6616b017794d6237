package tocsin.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file by which a process says that it serves: it holds the process's id, so that one left by an
/// earlier process says nothing.
final class Ready {
  private Ready() {}

  static void write(Path file) throws IOException {
    Files.writeString(file, Long.toString(ProcessHandle.current().pid()));
  }

  static boolean says(Path file, long pid) {
    try {
      return Files.readString(file).equals(Long.toString(pid));
    } catch (IOException e) {
      return false;
    }
  }
}
