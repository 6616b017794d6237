package tocsin.bench.classify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Invented names of actors: of one to three words, a fifth of them in Chinese characters.
final class Aliases {
  private static final String[] SYLLABLES = {
    "ba", "cor", "del", "fi", "gan", "hel", "in", "jo", "kar", "lu", "men", "nor", "ol", "pra",
    "qui", "ros", "sta", "tor", "ur", "vel", "wen", "xan", "yor", "zel"
  };
  private static final String[] KINDS = {
    "Institute", "Group", "Systems", "Council", "Labs", "Foundation", "Union", "Agency"
  };

  private Aliases() {}

  /// The same ones each time, all different.
  static List<String> of(int count) {
    var random = new Random(11);
    List<String> names = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      names.add(i % 5 == 4 ? han(i, random) : latin(i, random));
    }
    return names;
  }

  private static String latin(int number, Random random) {
    var name = new StringBuilder();
    for (int rest = number; name.isEmpty() || rest > 0; rest /= SYLLABLES.length) {
      name.append(SYLLABLES[rest % SYLLABLES.length]);
    }
    name.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
    name.setCharAt(0, Character.toUpperCase(name.charAt(0)));
    int words = number % 3;
    for (int w = 0; w < words; w++) {
      name.append(' ').append(KINDS[random.nextInt(KINDS.length)]);
    }
    return name.toString();
  }

  private static String han(int number, Random random) {
    var name = new StringBuilder();
    for (int rest = number; rest > 0; rest /= 3_000) {
      name.append((char) (0x5000 + rest % 3_000));
    }
    int more = 2 + random.nextInt(3);
    for (int i = 0; i < more; i++) {
      name.append((char) (0x5000 + random.nextInt(3_000)));
    }
    return name.toString();
  }

  /// A directory to lay over the shipped vocabulary, with so many actors.
  static Path overlay(int actors) throws IOException {
    var directory = Files.createTempDirectory("tocsin-bench");
    var yaml = new StringBuilder("kind: company\nactors:\n");
    int number = 0;
    for (var name : of(actors)) {
      yaml.append(
          String.format(
              Locale.ROOT,
              "  - {id: bench-%d, labels: {en: %s}, names: {any: [%s]}}%n",
              number++,
              name,
              name));
    }
    var file = directory.resolve("actors").resolve("bench.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, yaml);
    file.toFile().deleteOnExit();
    return directory;
  }
}
