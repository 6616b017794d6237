package tocsin.classify.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tocsin.classify.vocabulary.Weights;

/// From labelled examples to weights: for each theme, and for the concern with artificial
/// intelligence, a [Logistic] over the concepts that stand in an example.
public final class Learning {
  /// How many examples must have a concept for it to be learnt.
  private static final int LEAST_ITEMS = 2;

  /// How much fitting the examples counts beside small weights.
  private static final double FIT = 6;

  /// 1: examples with and without a theme count the same in all; 0: each example the same.
  private static final double BALANCE = 0.75;

  /// How much of a theme's sum the weights are, beside its rules.
  private static final double SHARE = 0.6;

  /// What rules and weights must come to together.
  private static final double BAR = 0.8;

  /// Nearer to 0 than this a weight is left out.
  private static final double NOTHING = 0.02;

  private Learning() {}

  /// What stands in an item, and what a careful reader made of it.
  ///
  /// @param times by concept, how often it stands there, 3 for more
  /// @param optional borderline themes, of which it is no example either way
  public record Example(Map<String, Integer> times, Set<String> themes, Set<String> optional) {}

  /// @param themes of the vocabulary
  public static Weights of(List<Example> examples, Set<String> themes) {
    var rarity = rarity(examples);
    List<String> concepts = List.copyOf(rarity.keySet());
    Map<String, Integer> numbers = new TreeMap<>();
    concepts.forEach(concept -> numbers.put(concept, numbers.size()));
    List<Logistic.Row> rows =
        examples.stream().map(example -> row(example, numbers, rarity)).toList();
    Map<String, Double> base = new TreeMap<>();
    Map<String, Map<String, Double>> speaks = new TreeMap<>();
    concepts.forEach(concept -> speaks.put(concept, new TreeMap<>()));
    var targets = new TreeSet<>(themes);
    targets.add(Weights.TOPIC);
    for (var target : targets) {
      var fitted = fit(target, examples, rows, concepts.size());
      base.put(target, SHARE * fitted.base());
      for (int i = 0; i < concepts.size(); i++) {
        if (Math.abs(fitted.weights()[i]) >= NOTHING) {
          speaks
              .getOrDefault(concepts.get(i), new TreeMap<>())
              .put(target, SHARE * fitted.weights()[i]);
        }
      }
    }
    Map<String, Weights.Line> lines = new TreeMap<>();
    rarity.forEach((concept, rare) ->
        lines.put(concept, new Weights.Line(rare, speaks.getOrDefault(concept, Map.of()))));
    return new Weights(BAR, base, lines);
  }

  private static Map<String, Double> rarity(List<Example> examples) {
    Map<String, Integer> items = new TreeMap<>();
    for (var example : examples) {
      example.times().keySet().forEach(concept -> items.merge(concept, 1, Integer::sum));
    }
    Map<String, Double> rarity = new TreeMap<>();
    items.forEach((concept, count) -> {
      if (count >= LEAST_ITEMS && count < examples.size()) {
        rarity.put(concept, Math.sqrt(Math.log((double) examples.size() / count)));
      }
    });
    return rarity;
  }

  private static Logistic.Row row(
      Example example, Map<String, Integer> numbers, Map<String, Double> rarity) {
    var known = new TreeMap<Integer, Double>();
    double squares = 0;
    for (var entry : example.times().entrySet()) {
      var number = numbers.get(entry.getKey());
      if (number != null) {
        double amount = entry.getValue() * rarity.getOrDefault(entry.getKey(), 0.0);
        known.put(number, amount);
        squares += amount * amount;
      }
    }
    double length = squares == 0 ? 1 : Math.sqrt(squares);
    return new Logistic.Row(
        known.keySet().stream().mapToInt(Integer::intValue).toArray(),
        known.values().stream().mapToDouble(amount -> amount / length).toArray());
  }

  private static Logistic fit(
      String target, List<Example> examples, List<Logistic.Row> rows, int features) {
    List<Logistic.Row> counted = new ArrayList<>();
    List<Boolean> answers = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      var example = examples.get(i);
      boolean topic = target.equals(Weights.TOPIC);
      boolean holds = topic ? !example.themes().isEmpty() : example.themes().contains(target);
      boolean doubtful =
          topic ? !example.optional().isEmpty() : example.optional().contains(target);
      if (holds || !doubtful) {
        counted.add(rows.get(i));
        answers.add(holds);
      }
    }
    var holds = new boolean[answers.size()];
    int with = 0;
    for (int i = 0; i < holds.length; i++) {
      holds[i] = answers.get(i);
      with += holds[i] ? 1 : 0;
    }
    var costs = new double[holds.length];
    for (int i = 0; i < costs.length; i++) {
      double share = (double) (holds[i] ? with : holds.length - with) / holds.length;
      costs[i] = Math.pow(0.5 / share, BALANCE);
    }
    double least = target.equals(Weights.TOPIC) ? Double.NEGATIVE_INFINITY : 0;
    return Logistic.fit(counted, features, holds, costs, FIT, least);
  }
}
