package tocsin.classify.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tocsin.classify.learn.Learning;
import tocsin.classify.learn.Learning.Example;
import tocsin.classify.score.LabelledItem;
import tocsin.classify.tag.Tagger;
import tocsin.classify.vocabulary.VocabularyError;
import tocsin.classify.vocabulary.VocabularyFiles;

/// `./tocsin train ITEMS.jsonl...`: learns from labelled items how far each concept of the
/// vocabulary speaks for each theme.
public final class TrainCommand {
  private static final String USAGE =
      """
      usage: ./tocsin train [--vocabulary DIR] [--bar X] ITEMS.jsonl... > weights.yaml
      Learns from labelled items (as for `tocsin score`) how far each concept speaks for each theme;
      the result is a file of the vocabulary, weights.yaml. A theme is tagged where its rules and the
      weights come to X together (%s).
      """;

  private static final double BAR = 1.35;

  private TrainCommand() {}

  public static void main(String[] arguments) throws IOException {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) throws IOException {
    Optional<Path> overlay = Optional.empty();
    double bar = BAR;
    List<LabelledItem> items = new ArrayList<>();
    try {
      for (var rest = arguments.iterator(); rest.hasNext(); ) {
        var argument = rest.next();
        switch (argument) {
          case "--help", "-h" -> {
            System.err.printf(USAGE, BAR);
            return 0;
          }
          case "--vocabulary" -> overlay = Optional.of(Path.of(value(argument, rest)));
          case "--bar" -> bar = number(argument, value(argument, rest));
          default -> items.addAll(read(argument));
        }
      }
      if (items.isEmpty()) {
        throw new IllegalArgumentException("train wants a file of labelled items");
      }
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.printf(USAGE, BAR);
      return 2;
    }
    try {
      var tagger = new Tagger(VocabularyFiles.load(overlay));
      System.err.printf("learning from %,d items ...%n", items.size());
      var examples = items.stream().map(item -> example(item, tagger)).toList();
      var weights = Learning.USUAL.of(examples, tagger.vocabulary().themes().keySet(), bar);
      var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
      out.print(weights.yaml());
      out.flush();
      return 0;
    } catch (VocabularyError e) {
      System.err.println(e.getMessage());
      return 2;
    }
  }

  static Example example(LabelledItem item, Tagger tagger) {
    return new Example(item.item().concepts(tagger), item.allThemes(), item.optionalThemes());
  }

  private static List<LabelledItem> read(String argument) throws IOException {
    var file = Path.of(argument);
    if (argument.startsWith("-")) {
      throw new IllegalArgumentException("train does not know " + argument);
    }
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException("cannot read " + file);
    }
    try (var reader = Files.newBufferedReader(file)) {
      return LabelledItems.read(file.toString(), reader);
    }
  }

  private static String value(String option, java.util.Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " wants a value");
    }
    return rest.next();
  }

  private static double number(String option, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " wants a number, not '" + value + "'", e);
    }
  }
}
