package tocsin.classify.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tocsin.classify.score.Judgement;
import tocsin.classify.score.LabelledItem;
import tocsin.classify.score.Scorecard;
import tocsin.classify.tag.Tagger;
import tocsin.classify.vocabulary.VocabularyError;
import tocsin.classify.vocabulary.VocabularyFiles;
import tocsin.events.ActorTag;
import tocsin.events.Evidence;

/// `./tocsin score GOLD.jsonl`: how right the tags are on labelled items, and where they are wrong.
public final class ScoreCommand {
  private static final String USAGE =
      """
      usage: ./tocsin score [--vocabulary DIR] [--min-f1 X] [--errors N] GOLD.jsonl...
      Precision, recall and F1 of themes and actors, with bootstrap intervals, by language and theme,
      and the items that came out wrong. Ends with 1 where the themes' micro-F1 is below X.
      GOLD has a line each of {id, lang, title, body, body_type, themes: {primary, secondary}, actors,
      optional?: {themes, actors}}.\
      """;

  /// What was asked for.
  private record Options(Optional<Path> overlay, double floor, int errors, List<Path> files) {
    static Options parse(String[] arguments) {
      Optional<Path> overlay = Optional.empty();
      double floor = 0;
      int errors = Integer.MAX_VALUE;
      List<Path> files = new ArrayList<>();
      for (int i = 0; i < arguments.length; i++) {
        var parts = arguments[i].split("=", 2);
        if (!arguments[i].startsWith("--")) {
          files.add(Path.of(arguments[i]));
          continue;
        }
        if (parts.length == 1 && i + 1 == arguments.length) {
          throw new IllegalArgumentException(arguments[i] + " wants a value");
        }
        var value = parts.length == 2 ? parts[1] : arguments[++i];
        switch (parts[0]) {
          case "--vocabulary" -> overlay = Optional.of(Path.of(value));
          case "--min-f1" -> floor = number(parts[0], value);
          case "--errors" -> errors = (int) number(parts[0], value);
          default -> throw new IllegalArgumentException("score does not know " + parts[0]);
        }
      }
      if (files.isEmpty()) {
        throw new IllegalArgumentException("score wants a file of labelled items");
      }
      return new Options(overlay, floor, errors, files);
    }

    private static double number(String option, String value) {
      try {
        return Double.parseDouble(value);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(option + " wants a number, not '" + value + "'", e);
      }
    }
  }

  private ScoreCommand() {}

  public static void main(String[] arguments) throws IOException {
    if (List.of(arguments).contains("--help") || List.of(arguments).contains("-h")) {
      System.err.println(USAGE);
      System.exit(0);
    }
    var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    int status = 2;
    try {
      status = run(Options.parse(arguments), out);
    } catch (IllegalArgumentException e) {
      System.err.println("score: " + e.getMessage() + "\n" + USAGE);
    } catch (VocabularyError e) {
      System.err.println(e.getMessage());
    }
    out.flush();
    System.exit(status);
  }

  private static int run(Options options, PrintStream out) throws IOException, VocabularyError {
    List<LabelledItem> items = new ArrayList<>();
    for (var file : options.files()) {
      items.addAll(LabelledItems.read(file));
    }
    var tagger = new Tagger(VocabularyFiles.load(options.overlay()));
    var card = LabelledItems.judge(items, tagger);
    out.println("vocabulary " + tagger.vocabulary().version() + ", " + items.size() + " items\n");
    out.print(card.table());
    errors(card, options.errors(), out);
    double reached = card.themes().f1();
    if (reached < options.floor()) {
      System.err.printf("score: micro-F1 %.3f is below %.3f%n", reached, options.floor());
      return 1;
    }
    return 0;
  }

  private static void errors(Scorecard card, int most, PrintStream out) {
    card.judgements().stream()
        .filter(j -> j.themes().f1() < 1 || j.actors().f1() < 1)
        .limit(most)
        .forEach(j -> out.print(error(j)));
  }

  private static String error(Judgement j) {
    var out = new StringBuilder();
    out.append("\n%s [%s] %s\n".formatted(j.item().id(), j.item().language(), j.tagged().title()));
    missed(out, "themes", j.wantedThemes(), j.gotThemes());
    missed(out, "actors", j.wantedActors(), j.gotActors());
    for (var tag : j.tagged().themes()) {
      if (extra(tag.id(), j.wantedThemes(), j.gotThemes())) {
        out.append(
            "  extra theme %s, %s, %.2f: %s\n"
                .formatted(tag.id(), tag.grade(), tag.score(), words(tag.evidence())));
      }
    }
    for (ActorTag tag : j.tagged().actors()) {
      if (extra(tag.id(), j.wantedActors(), j.gotActors())) {
        out.append("  extra actor %s: %s\n".formatted(tag.id(), words(tag.evidence())));
      }
    }
    return out.toString();
  }

  private static void missed(StringBuilder out, String what, Set<String> wanted, Set<String> got) {
    var missed = new TreeSet<>(wanted);
    missed.removeAll(got);
    if (!missed.isEmpty()) {
      out.append("  missed %s %s\n".formatted(what, String.join(", ", missed)));
    }
  }

  private static boolean extra(String id, Set<String> wanted, Set<String> got) {
    return got.contains(id) && !wanted.contains(id);
  }

  private static String words(List<Evidence> evidence) {
    return evidence.stream()
        .map(e -> "'" + e.text() + "' (" + e.concept() + ", " + e.field() + " " + e.start() + ")")
        .collect(Collectors.joining(", "));
  }
}
