package tocsin.alert.match;

import java.util.Arrays;

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

  long key(int slot) {
    return pages[slot >>> 6] << 6 | slot & 63;
  }

  boolean isLive(int slot) {
    return (live[slot >>> 6] >>> slot & 1) != 0;
  }

  void setLive(int slot, boolean is) {
    live[slot >>> 6] = is ? live[slot >>> 6] | 1L << slot : live[slot >>> 6] & ~(1L << slot);
  }

  /// The places of a page whose words do not tell whether an article matches.
  long checked(int page) {
    return checked[page];
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
