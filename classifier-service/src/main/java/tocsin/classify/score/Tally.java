package tocsin.classify.score;

import java.util.Set;

/// How many tags were right, wrong and missed.
public record Tally(int right, int wrong, int missed) {
  public static final Tally NONE = new Tally(0, 0, 0);

  static Tally of(Set<String> wanted, Set<String> got) {
    int right = (int) got.stream().filter(wanted::contains).count();
    return new Tally(right, got.size() - right, wanted.size() - right);
  }

  Tally plus(Tally other) {
    return new Tally(right + other.right, wrong + other.wrong, missed + other.missed);
  }

  /// 1 where nothing was tagged.
  public double precision() {
    return right + wrong == 0 ? 1 : (double) right / (right + wrong);
  }

  /// 1 where nothing was to be tagged.
  public double recall() {
    return right + missed == 0 ? 1 : (double) right / (right + missed);
  }

  public double f1() {
    return right + wrong + missed == 0 ? 1 : 2.0 * right / (2.0 * right + wrong + missed);
  }
}
