package tocsin.alert.match;

import java.util.Arrays;
import java.util.function.LongPredicate;

/// Places for subscriptions, in the order of their keys, so that what is found by place is found in
/// that order.
///
/// A page of 64 keys in a row has 64 places; a page without subscriptions has none.
final class Slots {
  private static final int MOST_PAGES = 1 << (Postings.SLOT_BITS - 6);

  private long[] pages = new long[16];
  private long[] live = new long[16];
  private long[] checked = new long[16];
  private int count;

  /// @return below 0 where the key's page has no places
  int find(long key) {
    int page = page(key >>> 6);
    return page < 0 ? -1 : page << 6 | (int) (key & 63);
  }

  private int page(long number) {
    if (count == 0 || pages[count - 1] < number) {
      return -count - 1;
    }
    return pages[count - 1] == number ? count - 1 : Arrays.binarySearch(pages, 0, count, number);
  }

  /// The first of the places that move up by 64 where the key gets one; below 0 where none do.
  int moving(long key) {
    int page = page(key >>> 6);
    return page < 0 && -page - 1 < count ? -page - 1 << 6 : -1;
  }

  /// Makes places for the key's page where it has none; places behind move up by 64.
  int make(long key) {
    int page = page(key >>> 6);
    if (page < 0) {
      page = -page - 1;
      if (count == MOST_PAGES) {
        throw new IllegalStateException("an index holds " + MOST_PAGES + " pages of 64 keys");
      }
      if (count == pages.length) {
        int more = count + count / 4 + 1;
        pages = Arrays.copyOf(pages, more);
        live = Arrays.copyOf(live, more);
        checked = Arrays.copyOf(checked, more);
      }
      System.arraycopy(pages, page, pages, page + 1, count - page);
      System.arraycopy(live, page, live, page + 1, count - page);
      System.arraycopy(checked, page, checked, page + 1, count - page);
      pages[page] = key >>> 6;
      live[page] = 0;
      checked[page] = 0;
      count++;
    }
    return page << 6 | (int) (key & 63);
  }

  int pages() {
    return count;
  }

  boolean isLive(int slot) {
    return (live[slot >>> 6] >>> slot & 1) != 0;
  }

  void setLive(int slot, boolean is) {
    live[slot >>> 6] = is ? live[slot >>> 6] | 1L << slot : live[slot >>> 6] & ~(1L << slot);
  }

  /// Reads the keys of marked places, ascending, and clears the marks.
  ///
  /// A page mostly has two marks at most: those are written whether they are there or not, as to
  /// ask costs more.
  ///
  /// @param marks by page the bits of its places
  /// @param holds asked for the keys of places whose words do not tell whether an article matches
  /// @return how many there are
  int collect(long[] marks, Keys found, LongPredicate holds) {
    int count = 0;
    long[] numbers = pages;
    long[] doubtful = checked;
    long[] keys = found.room(0);
    int last = this.count;
    for (int page = 0; page < last; page++) {
      long bits = marks[page];
      marks[page] = 0;
      long first = numbers[page] << 6;
      if ((bits & doubtful[page]) != 0) {
        bits = certain(bits, doubtful[page], first, holds);
      }
      if (keys.length - count < 64) {
        keys = found.room(count);
      }
      int next = count + Long.bitCount(bits);
      keys[count] = first + Long.numberOfTrailingZeros(bits);
      bits &= bits - 1;
      keys[count + 1] = first + Long.numberOfTrailingZeros(bits);
      bits &= bits - 1;
      for (int at = count + 2; bits != 0; at++) {
        keys[at] = first + Long.numberOfTrailingZeros(bits);
        bits &= bits - 1;
      }
      count = next;
    }
    return count;
  }

  private static long certain(long bits, long doubtful, long first, LongPredicate holds) {
    long open = bits & doubtful;
    while (open != 0) {
      int at = Long.numberOfTrailingZeros(open);
      open &= open - 1;
      if (!holds.test(first + at)) {
        bits &= ~(1L << at);
      }
    }
    return bits;
  }

  /// Keys that were found; grows.
  static final class Keys {
    private long[] keys = new long[128];

    /// Room for 64 behind so many, and what is there kept.
    private long[] room(int count) {
      if (keys.length - count < 64) {
        keys = Arrays.copyOf(keys, count + count / 2 + 64);
      }
      return keys;
    }

    long[] first(int count) {
      return Arrays.copyOf(keys, count);
    }
  }

  void setChecked(int slot, boolean is) {
    checked[slot >>> 6] =
        is ? checked[slot >>> 6] | 1L << slot : checked[slot >>> 6] & ~(1L << slot);
  }

  int size() {
    int size = 0;
    for (int page = 0; page < count; page++) {
      size += Long.bitCount(live[page]);
    }
    return size;
  }

  /// Gives up pages without subscriptions.
  ///
  /// @return by old page the new one
  int[] shrink() {
    int[] moved = new int[count];
    int kept = 0;
    for (int page = 0; page < count; page++) {
      moved[page] = kept;
      if (live[page] != 0) {
        pages[kept] = pages[page];
        live[kept] = live[page];
        checked[kept] = checked[page];
        kept++;
      }
    }
    count = kept;
    return moved;
  }
}
