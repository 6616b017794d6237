package tocsin.acceptance.points;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What a planted point calls: where a file of its name lies ready, the process dies at the passing
/// that the file says, as of `kill -9`, and the file is marked as burnt, so that it dies there
/// once.
public final class Fuse {
  /// What is added to the name of a file that has done its work.
  public static final String BURNT = ".burnt";

  private static final int KILLED = 137;

  private static final Map<String, AtomicInteger> PASSED = new ConcurrentHashMap<>();
  private static volatile @Nullable Path directory;

  private Fuse() {}

  static void in(Path fuses) {
    directory = fuses;
  }

  /// @param point its id
  public static void pass(String point) {
    var fuses = directory;
    if (fuses == null || !Files.exists(fuses.resolve(point))) {
      return;
    }
    var fuse = fuses.resolve(point);
    try {
      int nth = Integer.parseInt(Files.readString(fuse).strip());
      if (PASSED.computeIfAbsent(point, _ -> new AtomicInteger()).incrementAndGet() >= nth) {
        Files.move(fuse, fuses.resolve(point + BURNT));
        Runtime.getRuntime().halt(KILLED);
      }
    } catch (NoSuchFileException e) {
      // it was put away, or another thread is about to end the process
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
