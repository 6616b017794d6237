package tocsin.classify.vocabulary;

import io.quarkus.runtime.util.ClassPathUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The vocabulary's files: those shipped with the classifier, and an operator's own over them.
public final class VocabularyFiles {
  private VocabularyFiles() {}

  /// @param overlay a directory laid out like the shipped one; its entries replace shipped entries
  ///   of the same id and add to them
  public static Vocabulary load(Optional<Path> overlay) throws VocabularyError {
    Map<String, String> shipped = new TreeMap<>();
    try {
      ClassPathUtils.consumeAsPaths("vocabulary", root -> read(root, "vocabulary/", shipped));
      Map<String, String> own = new TreeMap<>();
      if (overlay.isPresent() && Files.isDirectory(overlay.get())) {
        read(overlay.get(), overlay.get() + "/", own);
      }
      return Vocabulary.of(shipped, own);
    } catch (IOException | UncheckedIOException e) {
      throw new VocabularyError(List.of("the files cannot be read: " + e.getMessage()));
    }
  }

  /// What tells whether an operator's files have changed: their names, sizes and times.
  public static String state(Optional<Path> overlay) {
    if (overlay.isEmpty() || !Files.isDirectory(overlay.get())) {
      return "";
    }
    try (var paths = Files.walk(overlay.get())) {
      var state = new StringBuilder();
      for (var path : paths.filter(p -> p.toString().endsWith(".yaml")).sorted().toList()) {
        state.append(path).append(' ').append(Files.size(path)).append(' ');
        state.append(Files.getLastModifiedTime(path)).append('\n');
      }
      return state.toString();
    } catch (IOException | UncheckedIOException e) {
      return "unreadable: " + e.getMessage();
    }
  }

  private static void read(Path root, String prefix, Map<String, String> files) {
    try (var paths = Files.walk(root)) {
      for (var path : paths.filter(p -> p.toString().endsWith(".yaml")).toList()) {
        files.put(
            prefix + root.relativize(path).toString().replace('\\', '/'), Files.readString(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
