package tocsin.classify.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tocsin.classify.learn.Learning;
import tocsin.classify.learn.Learning.Example;
import tocsin.classify.score.LabelledItem;
import tocsin.classify.tag.Tagger;
import tocsin.classify.vocabulary.VocabularyError;
import tocsin.classify.vocabulary.VocabularyFiles;
import tocsin.classify.vocabulary.Weights;

/// `./tocsin train ITEMS.jsonl...`: learns from labelled items how far each concept of the
/// vocabulary speaks for each theme.
public final class TrainCommand {
  private static final String USAGE =
      """
      usage: ./tocsin train [--vocabulary DIR] ITEMS.jsonl... > weights.yaml
      Learns from labelled items (as for tocsin score) how far each concept speaks for each theme;
      the result is a file of the vocabulary, weights.yaml.\
      """;

  private TrainCommand() {}

  public static void main(String[] arguments) throws IOException {
    if (List.of(arguments).contains("--help") || List.of(arguments).contains("-h")) {
      System.err.println(USAGE);
      System.exit(0);
    }
    try {
      var weights = weights(List.of(arguments));
      var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
      out.print(weights.yaml());
      out.flush();
    } catch (IllegalArgumentException e) {
      System.err.println("train: " + e.getMessage() + "\n" + USAGE);
      System.exit(2);
    } catch (VocabularyError e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  /// @throws IllegalArgumentException saying what is wrong with the arguments or an item
  static Weights weights(List<String> arguments) throws IOException, VocabularyError {
    Optional<Path> overlay = Optional.empty();
    List<LabelledItem> items = new ArrayList<>();
    for (var rest = arguments.iterator(); rest.hasNext(); ) {
      var argument = rest.next();
      if (argument.equals("--vocabulary") && rest.hasNext()) {
        overlay = Optional.of(Path.of(rest.next()));
      } else if (argument.startsWith("-")) {
        throw new IllegalArgumentException("does not know " + argument);
      } else {
        items.addAll(LabelledItems.read(Path.of(argument)));
      }
    }
    if (items.isEmpty()) {
      throw new IllegalArgumentException("wants a file of labelled items");
    }
    var tagger = new Tagger(VocabularyFiles.load(overlay));
    var themes = tagger.vocabulary().themes().keySet();
    System.err.printf("learning from %,d items ...%n", items.size());
    return Learning.of(items.stream().map(item -> example(item, themes, tagger)).toList(), themes);
  }

  private static Example example(LabelledItem item, Set<String> themes, Tagger tagger) {
    for (var theme : item.allThemes()) {
      if (!themes.contains(theme)) {
        throw new IllegalArgumentException(
            "item %s: there is no theme '%s'".formatted(item.id(), theme));
      }
    }
    return new Example(item.item().concepts(tagger), item.allThemes(), item.optionalThemes());
  }
}
