package tocsin.classify.theme;

import java.util.List;
import tocsin.classify.spot.Hits;
import tocsin.events.Evidence;

/// What each stretch of an article's text adds to a theme's sum, for one theme after the other.
final class Shares {
  private static final int MOST_EVIDENCE = 5;

  /// Among so many of the heaviest there are mostly enough that do not overlap.
  private static final int RANKED = 12;

  private static final int WIDER = 4;

  private final Hits hits;

  /// those that add something, in the order in which they were first met, and what each adds
  private final int[] met;

  private final double[] added;

  /// where a hit stands among these, and 1; 0 where not
  private final int[] places;

  private int size;

  Shares(Hits hits) {
    this.hits = hits;
    met = new int[hits.size()];
    added = new double[hits.size()];
    places = new int[hits.size()];
  }

  void add(int hit, double amount) {
    int place = places[hit];
    if (place == 0) {
      met[size] = hit;
      added[size] = amount;
      places[hit] = ++size;
    } else {
      added[place - 1] += amount;
    }
  }

  /// Begins with the next theme.
  void clear() {
    for (int i = 0; i < size; i++) {
      places[met[i]] = 0;
    }
    size = 0;
  }

  /// The stretches that weigh most, in the order of the text; of those that overlap the heavier.
  List<Evidence> evidence() {
    var chosen = new int[MOST_EVIDENCE];
    int count = 0;
    int ranked = 0;
    while (count < MOST_EVIDENCE && ranked < size) {
      ranked = Math.min(size, Math.max(RANKED, ranked * WIDER));
      var ranking = new int[ranked];
      rank(ranking);
      count = choose(ranking, chosen);
    }
    var evidence = new Evidence[count];
    for (int i = 0; i < count; i++) {
      evidence[i] = hits.evidence(chosen[i]);
    }
    return List.of(evidence);
  }

  /// Puts the heaviest first, as many as there is room for; of equal ones that first met.
  private void rank(int[] ranking) {
    int count = 0;
    double least = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      if (count < ranking.length || added[i] > least) {
        int at = count < ranking.length ? count++ : count - 1;
        for (; at > 0 && added[ranking[at - 1]] < added[i]; at--) {
          ranking[at] = ranking[at - 1];
        }
        ranking[at] = i;
        least = added[ranking[count - 1]];
      }
    }
  }

  /// Chooses from the heaviest on, and leaves out what overlaps one chosen.
  private int choose(int[] ranking, int[] chosen) {
    int count = 0;
    for (int i = 0; i < ranking.length && count < MOST_EVIDENCE; i++) {
      int hit = met[ranking[i]];
      if (!overlapsAny(hit, chosen, count)) {
        int at = count++;
        for (; at > 0 && hits.inOrder(chosen[at - 1], hit) > 0; at--) {
          chosen[at] = chosen[at - 1];
        }
        chosen[at] = hit;
      }
    }
    return count;
  }

  private boolean overlapsAny(int hit, int[] chosen, int count) {
    for (int i = 0; i < count; i++) {
      if (hits.overlap(hit, chosen[i])) {
        return true;
      }
    }
    return false;
  }
}
