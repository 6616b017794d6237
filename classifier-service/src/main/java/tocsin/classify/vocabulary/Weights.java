package tocsin.classify.vocabulary;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What labelled items taught of how far each concept speaks for each theme, and for an article's
/// concern with artificial intelligence at all. No weight for a theme is below 0, so that whatever
/// an article speaks of can only add; what speaks for another matter has one below 0 for the
/// concern.
///
/// @param bar what a theme's rules and weights must come to together for it to be tagged
/// @param base by theme, and under [#TOPIC], where the sum of weights starts; mostly below 0
/// @param lines by the id of a concept, actor or kind; one that is no more is without effect
public record Weights(double bar, Map<String, Double> base, Map<String, Line> lines) {
  /// Stands beside the themes for the concern with artificial intelligence.
  public static final String TOPIC = "topic";

  public static final Weights NONE = new Weights(1, Map.of(), Map.of());

  /// The name of their file.
  static final String FILE = "weights.yaml";

  /// What one concept speaks for.
  ///
  /// @param rarity root of the logarithm of how many items there are to one that has it
  /// @param speaks by theme and [#TOPIC]
  public record Line(double rarity, Map<String, Double> speaks) {}

  static Weights read(Yaml yaml) {
    yaml.only("bar", "base", "lines");
    Map<String, Line> lines = new TreeMap<>();
    yaml.get("lines")
        .fields()
        .forEach((id, line) -> {
          var speaks = numbers(line);
          var rarity = speaks.remove("rarity");
          if (rarity == null) {
            line.problem("'rarity' is missing");
          } else {
            lines.put(id, new Line(rarity, speaks));
          }
        });
    return new Weights(number(yaml.get("bar")), numbers(yaml.get("base")), lines);
  }

  private static Map<String, Double> numbers(Yaml yaml) {
    Map<String, Double> numbers = new TreeMap<>();
    yaml.fields().forEach((key, value) -> numbers.put(key, number(value)));
    return numbers;
  }

  private static double number(Yaml yaml) {
    try {
      return Double.parseDouble(yaml.string());
    } catch (NumberFormatException e) {
      yaml.problem("'" + yaml.string() + "' is not a number");
      return 0;
    }
  }

  /// The text of their file, one line to a concept.
  public String yaml() {
    var text = new StringBuilder("# Made by `tocsin train` from labelled items; see the guide.\n");
    text.append("bar: ").append(number(bar)).append("\nbase: ").append(flow(base));
    text.append("\nlines:\n");
    new TreeMap<>(lines)
        .forEach((id, line) -> {
          var all = new TreeMap<>(line.speaks());
          all.put("rarity", line.rarity());
          text.append("  \"").append(id).append("\": ").append(flow(all)).append('\n');
        });
    return text.toString();
  }

  private static String flow(Map<String, Double> numbers) {
    return new TreeMap<>(numbers)
        .entrySet().stream()
            .map(entry -> entry.getKey() + ": " + number(entry.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
