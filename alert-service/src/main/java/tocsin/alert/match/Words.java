package tocsin.alert.match;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/// The lists of words of [Postings].
///
/// A list is known by a value: below 0 it is the number of a list, else the one word itself, as
/// most keys have one. The first long of a list is its length.
final class Words {
  /// the value of no words
  static final long NONE = Long.MIN_VALUE;

  private long[][] lists = new long[16][];
  private int used;

  /// @return the value with the word
  long add(long value, long word) {
    if (value >= 0) {
      return make(new long[] {2, value, word});
    }
    int number = (int) ~value;
    var list = lists[number];
    int length = (int) list[0];
    if (length + 1 == list.length) {
      list = Arrays.copyOf(list, length + 2 + length / 4);
      lists[number] = list;
    }
    list[length + 1] = word;
    list[0] = length + 1;
    return value;
  }

  private long make(long[] list) {
    if (used == lists.length) {
      lists = Arrays.copyOf(lists, used + (used >> 1));
    }
    lists[used] = list;
    return ~(long) used++;
  }

  int length(long value) {
    return value >= 0 ? 1 : (int) lists[(int) ~value][0];
  }

  /// @param one room for a list of one
  long[] list(long value, long[] one) {
    if (value < 0) {
      return lists[(int) ~value];
    }
    one[1] = value;
    return one;
  }

  /// Moves the words of some slots, renumbered; the value is none of this any more.
  ///
  /// @return their value there
  long move(long value, IntPredicate kept, IntUnaryOperator renumbered, Words to) {
    var list = list(value, new long[] {1, 0});
    int length = 0;
    for (int i = 1; i <= list[0]; i++) {
      int slot = (int) list[i] & Postings.SLOT;
      if (kept.test(slot)) {
        list[++length] = list[i] & ~(long) Postings.SLOT | renumbered.applyAsInt(slot);
      }
    }
    if (length < 2) {
      return length == 0 ? NONE : list[1];
    }
    list[0] = length;
    return to.make(list.length - length > 2 + length / 4 ? Arrays.copyOf(list, length + 1) : list);
  }
}
