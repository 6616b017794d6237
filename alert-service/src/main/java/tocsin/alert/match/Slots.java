package tocsin.alert.match;

import java.util.Arrays;
import java.util.function.LongPredicate;

/// Places for subscriptions, in the order of their keys, so that what is found by place is found in
/// that order.
///
/// A page of 64 keys in a row has 64 places; a page without subscriptions has none.
final class Slots {
  private static final int FEW = 4;
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

  boolean isLive(int slot) {
    return (live[slot >>> 6] >>> slot & 1) != 0;
  }

  void setLive(int slot, boolean is) {
    live[slot >>> 6] = is ? live[slot >>> 6] | 1L << slot : live[slot >>> 6] & ~(1L << slot);
  }

  /// Reads the keys of marked places, ascending, and clears the marks.
  ///
  /// @param holds asked for the keys of places whose words do not tell whether an article matches
  long[] collect(Marks marks, LongPredicate holds) {
    long[] keys = marks.room(0);
    int count = 0;
    for (int group = 0; group << 6 < this.count; group++) {
      long open = marks.groups[group];
      marks.groups[group] = 0;
      int low = group << 6;
      int high = Math.min(low + 63, this.count - 1);
      boolean inARow = pages[high] - pages[low] == high - low;
      long shift = pages[low] - low;
      while (open != 0) {
        int page = low | Long.numberOfTrailingZeros(open);
        open &= open - 1;
        long bits = marks.pages[page];
        marks.pages[page] = 0;
        // most often the table of pages is not read: that is less memory to run through
        long first = (inARow ? shift + page : pages[page]) << 6;
        if ((bits & checked[page]) != 0) {
          bits = certain(bits, checked[page], first, holds);
        }
        if (keys.length - count < 64) {
          keys = marks.room(count);
        }
        int next = count + Long.bitCount(bits);
        // most pages have four at most: those are written whether they are there or not
        for (int i = 0; i < FEW; i++) {
          keys[count + i] = first + Long.numberOfTrailingZeros(bits);
          bits &= bits - 1;
        }
        for (int more = count + FEW; bits != 0; more++) {
          keys[more] = first + Long.numberOfTrailingZeros(bits);
          bits &= bits - 1;
        }
        count = next;
      }
    }
    return Arrays.copyOf(keys, count);
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

  /// Marks on the places of subscriptions, and room for the keys of those marked.
  static final class Marks {
    /// by page the bits of its places
    long[] pages = new long[64];

    /// by 64 pages the bits of those that have marks, or had such as do not hold
    long[] groups = new long[1];

    private long[] keys = new long[128];

    /// Room for 64 behind so many, and what is there kept.
    private long[] room(int count) {
      if (keys.length - count < 64) {
        keys = Arrays.copyOf(keys, count + count / 2 + 64);
      }
      return keys;
    }

    private void cover(int count) {
      if (pages.length < count) {
        int many = (count + count / 4 + 63) & -64;
        pages = new long[many];
        groups = new long[many >>> 6];
      }
    }
  }

  /// Makes the marks cover all places; there must be none.
  void cover(Marks marks) {
    marks.cover(count);
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
