package tocsin.classify;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// An operator's vocabulary of one theme and one actor over the shipped one, in a directory that
/// the test may write to.
public final class OverlayDirectory implements QuarkusTestResourceLifecycleManager {
  static final String ACTOR =
      """
      kind: company
      actors:
        - id: lampwright
          labels: {en: Lampwright}
          names: {any: [Lampwright AI]}
      """;
  static final String THEME =
      """
      id: lighthouses
      group: economy-and-infrastructure
      labels: {en: Lighthouses, de: Leuchttürme}
      definition: Artificial intelligence in lighthouses.
      concepts:
        - id: lighthouse
          forms: {en: [lighthouse], de: [Leuchtturm*, Leuchttürm*]}
      rules:
        - {id: ai-in-a-lighthouse, all: [ai, lighthouse], within: sentence, strength: strong}
      """;

  @Override
  public Map<String, String> start() {
    try {
      var directory = Files.createTempDirectory("tocsin-overlay");
      write(directory, "actors/own.yaml", ACTOR);
      write(directory, "themes/lighthouses.yaml", THEME);
      return Map.of(
          "classifier.vocabulary.overlay",
          directory.toString(),
          "classifier.vocabulary.check-every",
          "200ms");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whole or not at all, as an editor that renames does.
  static void write(Path directory, String file, String content) throws IOException {
    var path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    var part = Files.writeString(path.resolveSibling(path.getFileName() + ".part"), content);
    Files.move(part, path, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void stop() {}
}
