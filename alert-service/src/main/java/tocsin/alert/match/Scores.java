package tocsin.alert.match;

/// Numbers for what words ask of their theme, a level and whether it is primary: so that it is
/// decided once for all words that ask for the same.
final class Scores {
  /// so that a set of them is a long
  static final int MOST = 64;

  private final int[] levels = new int[MOST];
  private final boolean[] primary = new boolean[MOST];
  private int count;

  /// @return below 0 where there are too many
  int number(int level, boolean asPrimary) {
    for (int i = 0; i < count; i++) {
      if (levels[i] == level && primary[i] == asPrimary) {
        return i;
      }
    }
    if (count == MOST) {
      return -1;
    }
    levels[count] = level;
    primary[count] = asPrimary;
    return count++;
  }

  /// The bits of those that hold for a theme.
  long met(int level, int primaryLevel) {
    long met = 0;
    for (int i = 0; i < count; i++) {
      if ((primary[i] ? primaryLevel : level) >= levels[i]) {
        met |= 1L << i;
      }
    }
    return met;
  }
}
