package tocsin.alert.match;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/// The lists of brief words of [Postings], in ints what [Words] is in longs.
final class Briefs {
  private static final long BITS = 0xFFFF_FFFFL;

  private int[][] lists = new int[16][];
  private int used;

  /// The value of one word.
  static long value(int word) {
    return word & BITS;
  }

  /// @return the value with the word
  long add(long value, int word) {
    if (value >= 0) {
      return make(new int[] {2, (int) value, word});
    }
    int number = (int) ~value;
    var list = lists[number];
    int length = list[0];
    if (length + 1 == list.length) {
      list = Arrays.copyOf(list, length + 2 + length / 4);
      lists[number] = list;
    }
    list[length + 1] = word;
    list[0] = length + 1;
    return value;
  }

  private long make(int[] list) {
    if (used == lists.length) {
      lists = Arrays.copyOf(lists, used + (used >> 1));
    }
    lists[used] = list;
    return ~(long) used++;
  }

  int length(long value) {
    return value >= 0 ? 1 : lists[(int) ~value][0];
  }

  /// @param one room for a list of one
  int[] list(long value, int[] one) {
    if (value < 0) {
      return lists[(int) ~value];
    }
    one[1] = (int) value;
    return one;
  }

  /// Moves the words of some slots, renumbered; the value is none of this any more.
  ///
  /// @return their value there
  long move(long value, IntPredicate kept, IntUnaryOperator renumbered, Briefs to) {
    var list = list(value, new int[] {1, 0});
    int length = 0;
    for (int i = 1; i <= list[0]; i++) {
      int slot = list[i] & Postings.SLOT;
      if (kept.test(slot)) {
        list[++length] = list[i] & ~Postings.SLOT | renumbered.applyAsInt(slot);
      }
    }
    if (length < 2) {
      return length == 0 ? Words.NONE : value(list[1]);
    }
    list[0] = length;
    return to.make(list.length - length > 2 + length / 4 ? Arrays.copyOf(list, length + 1) : list);
  }
}
