package tocsin.classify.theme;

import java.util.Arrays;
import java.util.BitSet;
import tocsin.classify.spot.Concepts;
import tocsin.classify.text.TaggableText;
import tocsin.classify.vocabulary.CompiledWeights;

/// How far what an article speaks of leans towards each theme, by weights learnt from labelled
/// items: a linear model over the concepts that stand in it, each counted up to three times, the
/// rare ones more, the whole of length 1 (logistic regression, for themes without weights below 0).
final class Leaning {
  private static final int MOST_TIMES = 3;

  private final Concepts concepts;
  private final CompiledWeights weights;
  private final double[] sums;

  /* What the article has that has weights. */
  private final int[] present;
  private final double[][] lines;
  private final double[] amounts;
  private final int[] times;
  private int size;

  /// what each has of a theme's lean at each of its places
  private final double[] shares;

  /* The places of each of them, as many as count. */
  private int[] hits = {};
  private int[] owners = {};

  /// 1 in title or lead, else 0
  private double[] leads = {};

  private int[] speaking = {};
  private int places;

  private Leaning(Concepts concepts, CompiledWeights weights) {
    this.concepts = concepts;
    this.weights = weights;
    sums = weights.base();
    present = new int[concepts.referents()];
    lines = new double[concepts.referents()][];
    amounts = new double[concepts.referents()];
    times = new int[concepts.referents()];
    shares = new double[concepts.referents()];
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
      double amount = amounts[i];
      for (int theme = 0; theme < sums.length; theme++) {
        sums[theme] += amount * line[theme];
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
  boolean share(int theme, Shares to, TaggableText text) {
    if (places == 0) {
      place(text);
    }
    for (int i = 0; i < size; i++) {
      shares[i] = amounts[i] * lines[i][theme] / times[i];
    }
    double leant = 0;
    double inLead = 0;
    int count = speaking();
    for (int n = 0; n < count; n++) {
      int place = speaking[n];
      double share = shares[owners[place]];
      leant += share;
      inLead += share * leads[place];
      to.add(hits[place], share);
    }
    return inLead * 2 > leant;
  }

  /// Collects the places that have a part, about half of them: no branch could foresee which.
  private int speaking() {
    int count = 0;
    for (int place = 0; place < places; place++) {
      speaking[count] = place;
      count += shares[owners[place]] == 0 ? 0 : 1;
    }
    return count;
  }

  /// Finds the places that may have a part of the lean: each theme asks for them.
  private void place(TaggableText text) {
    hits = new int[MOST_TIMES * size];
    owners = new int[hits.length];
    leads = new double[hits.length];
    speaking = new int[hits.length];
    for (int i = 0; i < size; i++) {
      int at = concepts.first(present[i]);
      for (int n = 0; n < times[i]; n++) {
        hits[places] = concepts.hit(at);
        owners[places] = i;
        leads[places] = text.isLead(concepts.hits().sentence(hits[places])) ? 1 : 0;
        places++;
        at = concepts.next(at);
      }
    }
  }
}
