package tocsin.classify.theme;

import java.util.Arrays;
import tocsin.classify.spot.Concepts;
import tocsin.classify.text.TaggableText;
import tocsin.classify.vocabulary.CompiledWeights;

/// How far what an article speaks of leans towards each theme, by weights learnt from labelled
/// items: a linear model over the concepts that stand in it, each counted up to three times, the
/// rare ones more, the whole of length 1 (logistic regression without weights below 0).
final class Leaning {
  private final Concepts concepts;
  private final CompiledWeights weights;
  private final double[] sums;
  private final int[] present;
  private final double[] amounts;
  private int size;

  private Leaning(Concepts concepts, CompiledWeights weights) {
    this.concepts = concepts;
    this.weights = weights;
    sums = weights.base();
    int learnt = weights.learnt().length;
    present = new int[learnt];
    amounts = new double[learnt];
  }

  static Leaning of(Concepts concepts, CompiledWeights weights) {
    var leaning = new Leaning(concepts, weights);
    leaning.count();
    leaning.add();
    return leaning;
  }

  private void count() {
    double squares = 0;
    for (int referent : weights.learnt()) {
      if (concepts.has(referent)) {
        double amount = concepts.times(referent) * weights.rarity(referent);
        present[size] = referent;
        amounts[size++] = amount;
        squares += amount * amount;
      }
    }
    double length = Math.sqrt(squares);
    for (int i = 0; i < size; i++) {
      amounts[i] /= length;
    }
  }

  private void add() {
    for (int i = 0; i < size; i++) {
      var line = weights.line(present[i]);
      for (int j = 0; j < line.themes().length; j++) {
        sums[line.themes()[j]] += amounts[i] * line.weights()[j];
      }
    }
  }

  /// @param theme its number among [tocsin.classify.vocabulary.Lexicon#themes]
  double towards(int theme) {
    return sums[theme];
  }

  /// To how many themes it leans more than to this one; none where either was not learnt.
  int ahead(int theme) {
    if (Arrays.binarySearch(weights.themes(), theme) < 0) {
      return 0;
    }
    int ahead = 0;
    for (int other : weights.themes()) {
      ahead += sums[other] > sums[theme] ? 1 : 0;
    }
    return ahead;
  }

  double towardsAi() {
    return sums[sums.length - 1];
  }

  /// Gives each stretch of the text its part of the lean towards a theme.
  void share(int theme, Weighed weighed, TaggableText text) {
    for (int i = 0; i < size; i++) {
      var line = weights.line(present[i]);
      int at = Arrays.binarySearch(line.themes(), theme);
      if (at >= 0) {
        double amount = amounts[i] * line.weights()[at];
        int times = concepts.times(present[i]);
        int place = concepts.first(present[i]);
        for (int n = 0; n < times; n++) {
          weighed.lean(concepts.hit(place), amount / times, text);
          place = concepts.next(place);
        }
      }
    }
  }
}
