package tocsin.classify.theme;

import java.util.List;
import tocsin.classify.spot.Hits;
import tocsin.events.Evidence;

/// What each stretch of an article's text adds to a theme's sum, for one theme after the other.
final class Shares {
  private static final int MOST_EVIDENCE = 5;

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
    int next = heaviest(chosen, 0);
    while (next >= 0) {
      int at = count++;
      for (; at > 0 && hits.inOrder(chosen[at - 1], next) > 0; at--) {
        chosen[at] = chosen[at - 1];
      }
      chosen[at] = next;
      next = count < MOST_EVIDENCE ? heaviest(chosen, count) : -1;
    }
    var evidence = new Evidence[count];
    for (int i = 0; i < count; i++) {
      evidence[i] = hits.evidence(chosen[i]);
    }
    return List.of(evidence);
  }

  /// Of equal ones that first met; negative where all overlap those chosen.
  private int heaviest(int[] chosen, int count) {
    int heaviest = -1;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      if (added[i] > most && !overlapsAny(met[i], chosen, count)) {
        heaviest = met[i];
        most = added[i];
      }
    }
    return heaviest;
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
