package tocsin.bench;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Ranks from 0, of which rank r comes in proportion to 1 / (r + 1)^exponent.
final class Zipf {
  private final double[] upTo;

  Zipf(int ranks, double exponent) {
    upTo = new double[ranks];
    double sum = 0;
    for (int r = 0; r < ranks; r++) {
      sum += Math.pow(r + 1, -exponent);
      upTo[r] = sum;
    }
  }

  int next(RandomGenerator random) {
    int at = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
    return Math.min(at < 0 ? -at - 1 : at, upTo.length - 1);
  }

  /// The share of draws that give the rank.
  double share(int rank) {
    return (upTo[rank] - (rank == 0 ? 0 : upTo[rank - 1])) / upTo[upTo.length - 1];
  }

  /// Several ranks, all different.
  int[] next(RandomGenerator random, int count) {
    var ranks = new int[count];
    for (int i = 0; i < count; i++) {
      int rank;
      boolean repeated;
      do {
        rank = next(random);
        repeated = false;
        for (int j = 0; j < i; j++) {
          repeated |= ranks[j] == rank;
        }
      } while (repeated);
      ranks[i] = rank;
    }
    return ranks;
  }
}
