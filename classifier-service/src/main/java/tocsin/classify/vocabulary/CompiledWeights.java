package tocsin.classify.vocabulary;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tocsin.classify.vocabulary.Lexicon.CompiledTheme;

/// [Weights] by the numbers of referents and themes.
public final class CompiledWeights {
  private final double[] base;
  private final int[] themes;
  private final double[] rarity;
  private final double[][] lines;
  private final int[] learnt;
  private final int[] numbers;

  private CompiledWeights(double[] base, int[] themes, double[] rarity, double[][] lines) {
    this.base = base;
    this.themes = themes;
    this.rarity = rarity;
    this.lines = lines;
    learnt = IntStream.range(0, rarity.length).filter(r -> rarity[r] > 0).toArray();
    numbers = new int[rarity.length];
    Arrays.fill(numbers, -1);
    for (int number = 0; number < learnt.length; number++) {
      numbers[learnt[number]] = number;
    }
  }

  /// @param numbers of all referents, by id
  static CompiledWeights of(
      Weights weights, List<CompiledTheme> themes, Map<String, Integer> numbers) {
    var ids =
        Stream.concat(themes.stream().map(CompiledTheme::id), Stream.of(Weights.TOPIC)).toList();
    var rarity = new double[numbers.size()];
    var lines = new double[numbers.size()][];
    Arrays.fill(lines, new double[ids.size()]);
    weights
        .lines()
        .forEach((id, line) -> {
          var referent = numbers.get(id);
          if (referent != null) {
            rarity[referent] = line.rarity();
            lines[referent] = line(line, ids);
          }
        });
    return new CompiledWeights(
        ids.stream().mapToDouble(id -> base(weights, id)).toArray(),
        IntStream.range(0, themes.size())
            .filter(i -> weights.base().containsKey(ids.get(i)))
            .toArray(),
        rarity,
        lines);
  }

  private static double[] line(Weights.Line line, List<String> ids) {
    return ids.stream().mapToDouble(id -> line.speaks().getOrDefault(id, 0.0)).toArray();
  }

  private static double base(Weights weights, String id) {
    double base = weights.base().getOrDefault(id, 0.0);
    boolean theme = weights.base().containsKey(id) && !id.equals(Weights.TOPIC);
    return theme ? base + 1 - weights.bar() : base;
  }

  /// By theme, and for the concern with artificial intelligence at the end, where the sum of
  /// weights starts, so that a theme is addressed from 1 on. The caller's own.
  public double[] base() {
    return base.clone();
  }

  /// The numbers of the themes that were learnt, ascending. Not to be changed.
  public int[] themes() {
    return themes;
  }

  /// The referents that have weights. Not to be changed.
  public int[] learnt() {
    return learnt;
  }

  /// Where a referent stands among [#learnt]; negative where it has no weights.
  public int numberOf(int referent) {
    return numbers[referent];
  }

  /// How much a referent counts, the rare ones more.
  public double rarity(int referent) {
    return rarity[referent];
  }

  /// How far a referent speaks for each theme by its number, 0 where not at all, and at the end for
  /// the concern with artificial intelligence. Not to be changed.
  public double[] line(int referent) {
    return lines[referent];
  }
}
