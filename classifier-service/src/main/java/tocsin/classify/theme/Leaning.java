package tocsin.classify.theme;

import java.util.Arrays;
import java.util.BitSet;
import tocsin.classify.spot.Concepts;
import tocsin.classify.text.TaggableText;
import tocsin.classify.vocabulary.CompiledWeights;
import tocsin.classify.vocabulary.CompiledWeights.Line;

/// How far what an article speaks of leans towards each theme, by weights learnt from labelled
/// items: a linear model over the concepts that stand in it, each counted up to three times, the
/// rare ones more, the whole of length 1 (logistic regression, for themes without weights below 0).
final class Leaning {
  private final Concepts concepts;
  private final CompiledWeights weights;
  private final double[] sums;

  /* What the article has that has weights. */
  private final int[] present;
  private final Line[] lines;
  private final double[] amounts;
  private final int[] times;
  private int size;

  private Leaning(Concepts concepts, CompiledWeights weights) {
    this.concepts = concepts;
    this.weights = weights;
    sums = weights.base();
    present = new int[concepts.referents()];
    lines = new Line[concepts.referents()];
    amounts = new double[concepts.referents()];
    times = new int[concepts.referents()];
  }

  static Leaning of(Concepts concepts, CompiledWeights weights) {
    var leaning = new Leaning(concepts, weights);
    leaning.count();
    leaning.add();
    return leaning;
  }

  /// Takes them in the order of their numbers, so that the same article always has the same sum.
  private void count() {
    var numbers = new BitSet(weights.learnt().length);
    for (int i = 0; i < concepts.referents(); i++) {
      int number = weights.numberOf(concepts.referent(i));
      if (number >= 0 && concepts.has(concepts.referent(i))) {
        numbers.set(number);
      }
    }
    double squares = 0;
    for (int n = numbers.nextSetBit(0); n >= 0; n = numbers.nextSetBit(n + 1)) {
      int referent = weights.learnt()[n];
      present[size] = referent;
      lines[size] = weights.line(referent);
      times[size] = concepts.times(referent);
      double amount = times[size] * weights.rarity(referent);
      amounts[size++] = amount;
      squares += amount * amount;
    }
    double length = Math.sqrt(squares);
    for (int i = 0; i < size; i++) {
      amounts[i] /= length;
    }
  }

  private void add() {
    for (int i = 0; i < size; i++) {
      var line = lines[i];
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
  ///
  /// @return whether most of it stands in title or lead
  boolean share(int theme, Shares shares, TaggableText text) {
    double leant = 0;
    double inLead = 0;
    for (int i = 0; i < size; i++) {
      double weight = lines[i].byTheme()[theme];
      if (!Double.isNaN(weight)) {
        double amount = amounts[i] * weight / times[i];
        int place = concepts.first(present[i]);
        for (int n = 0; n < times[i]; n++) {
          int hit = concepts.hit(place);
          leant += amount;
          inLead += text.isLead(concepts.hits().sentence(hit)) ? amount : 0;
          shares.add(hit, amount);
          place = concepts.next(place);
        }
      }
    }
    return inLead * 2 > leant;
  }
}
