package tocsin.classify.theme;

import java.util.Arrays;
import tocsin.classify.spot.Concepts;
import tocsin.classify.text.TaggableText;
import tocsin.classify.vocabulary.Lexicon;

/// How far what an article speaks of leans towards each theme, by weights learnt from labelled
/// items: a linear model over the concepts that stand in it, each counted up to three times, the
/// rare ones more, the whole of length 1 (logistic regression without weights below 0).
final class Leaning {
  private final Concepts concepts;
  private final Lexicon lexicon;
  private final double[] sums;
  private final int[] present;
  private final double[] amounts;
  private int size;

  private Leaning(Concepts concepts, Lexicon lexicon) {
    this.concepts = concepts;
    this.lexicon = lexicon;
    sums = lexicon.base();
    int learnt = lexicon.learnt().length;
    present = new int[learnt];
    amounts = new double[learnt];
  }

  static Leaning of(Concepts concepts, Lexicon lexicon) {
    var leaning = new Leaning(concepts, lexicon);
    leaning.count();
    leaning.add();
    return leaning;
  }

  private void count() {
    double squares = 0;
    for (int referent : lexicon.learnt()) {
      if (concepts.has(referent)) {
        double amount = concepts.times(referent) * lexicon.rarity(referent);
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
      var line = lexicon.line(present[i]);
      for (int j = 0; j < line.themes().length; j++) {
        sums[line.themes()[j]] += amounts[i] * line.weights()[j];
      }
    }
  }

  /// @param theme its number among [Lexicon#themes], or their count for the concern with artificial
  ///   intelligence
  double towards(int theme) {
    return sums[theme];
  }

  double towardsAi() {
    return sums[sums.length - 1];
  }

  /// Gives each stretch of the text its part of the lean towards a theme.
  void share(int theme, Weighed weighed, TaggableText text) {
    for (int i = 0; i < size; i++) {
      var line = lexicon.line(present[i]);
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
