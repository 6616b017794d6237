package tocsin.alert.match;

import java.util.Arrays;

/// What of an article the words of [Postings] ask for beside their pair.
final class Facts {
  /// the bits of its language, and [Postings#ANY_LANGUAGE]
  long languages;

  /// by number of a theme that some want not to be there: its level; below 0 where it is not there
  final int[] without = new int[Postings.MOST_WITHOUT + 1];

  /// bits of the hashes of its names, and bit 0
  final long[] also = new long[4];

  void clear() {
    languages = Postings.ANY_LANGUAGE;
    Arrays.fill(without, -1);
    Arrays.fill(also, 0);
    also[0] = 1;
  }

  void also(int name) {
    int hash = Postings.hash(name);
    also[hash >>> 6] |= 1L << hash;
  }
}
