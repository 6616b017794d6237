package tocsin.classify.theme;

import java.util.List;
import tocsin.classify.spot.Hits;
import tocsin.events.Evidence;

/// What each stretch of an article's text adds to a theme's sum, for one theme after the other.
final class Shares {
  private static final int MOST_EVIDENCE = 5;

  private final Hits hits;
  private final double[] added;

  /// those that add something, in the order in which they were first met
  private final int[] met;

  private final boolean[] isMet;
  private int size;

  Shares(Hits hits) {
    this.hits = hits;
    added = new double[hits.size()];
    met = new int[hits.size()];
    isMet = new boolean[hits.size()];
  }

  void add(int hit, double amount) {
    if (!isMet[hit]) {
      isMet[hit] = true;
      met[size++] = hit;
    }
    added[hit] += amount;
  }

  /// Begins with the next theme.
  void clear() {
    for (int i = 0; i < size; i++) {
      isMet[met[i]] = false;
      added[met[i]] = 0;
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
    for (int i = 0; i < size; i++) {
      int hit = met[i];
      if ((heaviest < 0 || added[hit] > added[heaviest]) && !overlapsAny(hit, chosen, count)) {
        heaviest = hit;
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
