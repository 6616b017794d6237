package tocsin.alert.match;

import java.util.Arrays;

/// The keys of [Postings] that an article has, each with the level of its theme.
///
/// All are looked up together, step by step, so that the memory is waited for once a step and not
/// once a key. Made once, filled for one article after the other.
final class Lookup {
  int size;
  long[] keys = new long[64];

  /// of the theme in hundredths, and the same as a primary theme, below 0 where it is none
  int[] levels = new int[64];

  int[] primaryLevels = new int[64];

  /// where the keys stand in the table; then how many words are theirs
  int[] places = new int[64];

  /// what stands there; then the values of the keys
  long[] values = new long[64];

  void clear() {
    size = 0;
  }

  void add(long key, int level, int primaryLevel) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size * 2);
      levels = Arrays.copyOf(levels, size * 2);
      primaryLevels = Arrays.copyOf(primaryLevels, size * 2);
      places = new int[size * 2];
      values = new long[size * 2];
    }
    keys[size] = key;
    levels[size] = level;
    primaryLevels[size++] = primaryLevel;
  }

  void keep(int from, int to, long value) {
    keys[to] = keys[from];
    levels[to] = levels[from];
    primaryLevels[to] = primaryLevels[from];
    values[to] = value;
  }
}
