package tocsin.alert.match;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.LongConsumer;

/// By pairs of a theme and a name: the slots filed there, each in a word with what else an article
/// must have.
///
/// Either half of a pair may be 0, for any.
final class Postings {
  /*
   * A word: slot 26 bits | least score in hundredths 7 | whether as a primary theme 1 | a theme that
   * must not be there 5 | a name that must be there too, hashed 8 | languages 15 | any language 1. The
   * sign is free: in the table of keys a value below zero is the number of a list, another is the one
   * word of its key, as most keys have one. The first long of a list is its length. Matching runs
   * through a list without branches: what does not hold sets a bit to what it was. Words that ask for
   * what few do, a theme or name beside the pair, have a key of their own, and so may those for some
   * languages.
   */
  static final int SLOT_BITS = 26;
  static final int MOST_WITHOUT = 31;
  static final int MOST_LANGUAGES = 15;

  private static final int SLOT = (1 << SLOT_BITS) - 1;
  private static final int LEVEL_SHIFT = SLOT_BITS;
  private static final int LEVEL = 127;
  private static final int PRIMARY_SHIFT = 33;
  private static final int WITHOUT_SHIFT = 34;
  private static final int WITHOUT = 31;
  private static final int ALSO_SHIFT = 39;
  private static final int ALSO = 255;
  private static final int LANGUAGE_SHIFT = 47;
  private static final long MORE = (long) WITHOUT << WITHOUT_SHIFT | (long) ALSO << ALSO_SHIFT;
  private static final long MORE_KEY = 1L << 61;
  private static final int LANGUAGE_KEY_SHIFT = 56;
  static final long PRIMARY = 1L << PRIMARY_SHIFT;
  static final long ANY_LANGUAGE = 1L << 62;
  private static final long SIGN = Long.MIN_VALUE;
  private static final int BLOCK = 256;
  private static final long[] NONE = {0};
  private static final double FULLEST = 0.75;
  private static final double GROWTH = 1.4;

  /// keys and values by turns; a key is never 0
  private long[] table = new long[32];

  private int keys;
  private long[][] lists = new long[16][];
  private int used;
  private long words;

  /// A word without its slot, and without [#PRIMARY].
  ///
  /// @param level least score of the key's theme, and of the one that must not be there
  /// @param without 1 to 31 for a theme that must not be there, 0 for none
  /// @param also [#hash] of a name that must be there, 0 for none
  /// @param languages bits of [#language], or [#ANY_LANGUAGE]
  static long word(int level, int without, int also, long languages) {
    return (long) level << LEVEL_SHIFT
        | (long) without << WITHOUT_SHIFT
        | (long) also << ALSO_SHIFT
        | languages;
  }

  static long language(int bit) {
    return 1L << (LANGUAGE_SHIFT + bit);
  }

  /// 1 to 255.
  static int hash(int name) {
    return 1 + Integer.remainderUnsigned(name * 0x9E3779B1, ALSO);
  }

  static long key(int theme, int name) {
    return 1L << 62 | (long) name << 28 | theme;
  }

  static int themeOf(long key) {
    return (int) key & Terms.NUMBER;
  }

  static int nameOf(long key) {
    return (int) (key >>> 28) & Terms.NUMBER;
  }

  /// How many words there are.
  long size() {
    return words;
  }

  /// @param word without its slot
  /// @param split whether what is for few languages has a key of its own for each of them
  void add(long key, long word, int slot, boolean split) {
    long bits = (word & ~ANY_LANGUAGE) >>> LANGUAGE_SHIFT;
    if ((word & MORE) != 0) {
      append(key | MORE_KEY, word | slot);
    } else if (split && bits != 0) {
      for (; bits != 0; bits &= bits - 1) {
        append(key | languageKey(Long.numberOfTrailingZeros(bits)), word | slot);
      }
    } else {
      append(key, word | slot);
    }
  }

  private static long languageKey(int bit) {
    return (1L + bit) << LANGUAGE_KEY_SHIFT;
  }

  private void append(long key, long word) {
    words++;
    int at = place(key);
    if (table[at] == 0) {
      if (keys + 1 > table.length / 2 * FULLEST) {
        grow();
        at = place(key);
      }
      table[at] = key;
      table[at + 1] = word;
      keys++;
    } else if (table[at + 1] >= 0) {
      if (used == lists.length) {
        lists = Arrays.copyOf(lists, used + (used >> 1));
      }
      lists[used] = new long[] {2, table[at + 1], word};
      table[at + 1] = ~(long) used;
      used++;
    } else {
      int number = (int) ~table[at + 1];
      var list = lists[number];
      int length = (int) list[0];
      if (length + 1 == list.length) {
        list = Arrays.copyOf(list, length + 2 + length / 4);
        lists[number] = list;
      }
      list[length + 1] = word;
      list[0] = length + 1;
    }
  }

  private void grow() {
    var old = table;
    table = new long[2 * (int) (old.length / 2 * GROWTH)];
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != 0) {
        int at = place(old[i]);
        table[at] = old[i];
        table[at + 1] = old[i + 1];
      }
    }
  }

  private int place(long key) {
    long hash = key * 0x9E3779B97F4A7C15L;
    hash ^= hash >>> 32;
    hash *= 0xD6E8FEB86659FD93L;
    int at = 2 * (int) Math.unsignedMultiplyHigh(hash, table.length / 2);
    while (table[at] != 0 && table[at] != key) {
      at = at + 2 == table.length ? 0 : at + 2;
    }
    return at;
  }

  /// What of an article the words ask for.
  static final class Facts {
    /// the bits of its language, and [#ANY_LANGUAGE]
    long languages;

    /// by number of a theme that some want not to be there: its level; below 0 where it is not
    /// there
    final int[] without = new int[MOST_WITHOUT + 1];

    /// bits of the hashes of its names, and bit 0
    final long[] also = new long[4];

    /// room for a list of one
    private final long[] one = {1, 0};

    /// slots, with the sign where their words hold
    private final long[] judged = new long[BLOCK];

    void clear() {
      languages = ANY_LANGUAGE;
      Arrays.fill(without, -1);
      Arrays.fill(also, 0);
      also[0] = 1;
    }

    void also(int name) {
      int hash = hash(name);
      also[hash >>> 6] |= 1L << hash;
    }
  }

  /// Marks the slots that are filed under the pair and whose words hold.
  ///
  /// @param split whether some may have been filed under it by language
  /// @param level of the theme in hundredths
  /// @param primary the same as a primary theme, below 0 where it is none
  void mark(long key, boolean split, int level, int primary, Facts facts, Slots.Marks marks) {
    mark(list(key, facts), level, primary, facts, marks);
    markMore(list(key | MORE_KEY, facts), level, primary, facts, marks);
    if (split) {
      long bits = (facts.languages & ~ANY_LANGUAGE) >>> LANGUAGE_SHIFT;
      for (; bits != 0; bits &= bits - 1) {
        long part = key | languageKey(Long.numberOfTrailingZeros(bits));
        mark(list(part, facts), level, primary, facts, marks);
      }
    }
  }

  private static void mark(long[] list, int level, int primary, Facts facts, Slots.Marks marks) {
    for (int from = 1; from <= list[0]; from += BLOCK) {
      int length = (int) Math.min(BLOCK, list[0] - from + 1);
      judge(list, from, length, level, primary - level, facts.languages, facts.judged);
      set(facts.judged, length, marks.pages, marks.groups);
    }
  }

  private static void markMore(
      long[] list, int level, int primary, Facts facts, Slots.Marks marks) {
    for (int from = 1; from <= list[0]; from += BLOCK) {
      int length = (int) Math.min(BLOCK, list[0] - from + 1);
      judge(list, from, length, level, primary - level, facts.languages, facts.judged);
      judgeMore(list, from, length, facts);
      set(facts.judged, length, marks.pages, marks.groups);
    }
  }

  private long[] list(long key, Facts facts) {
    int at = place(key);
    if (table[at] == 0) {
      return NONE;
    }
    long value = table[at + 1];
    if (value < 0) {
      return lists[(int) ~value];
    }
    facts.one[1] = value;
    return facts.one;
  }

  /// Slots, with the sign where the words hold. All in longs and without a branch or a look-up, so
  /// that it is compiled to vector instructions.
  private static void judge(
      long[] list, int from, int length, long level, long less, long languages, long[] judged) {
    for (int i = 0; i < length; i++) {
      long word = list[from + i];
      long least = word >>> LEVEL_SHIFT & LEVEL;
      long has = level + (less & -(word >>> PRIMARY_SHIFT & 1));
      long spoken = word & languages;
      judged[i] = (spoken | -spoken) & ~(has - least) & SIGN | word & SLOT;
    }
  }

  private static void judgeMore(long[] list, int from, int length, Facts facts) {
    for (int i = 0; i < length; i++) {
      long word = list[from + i];
      long least = word >>> LEVEL_SHIFT & LEVEL;
      long lacks = facts.without[(int) (word >>> WITHOUT_SHIFT) & WITHOUT];
      int hash = (int) (word >>> ALSO_SHIFT) & ALSO;
      long named = facts.also[hash >>> 6] >>> hash << 63;
      facts.judged[i] &= named & (lacks - least) & SIGN | SLOT;
    }
  }

  private static void set(long[] judged, int length, long[] pages, long[] groups) {
    for (int i = 0; i < length; i++) {
      long one = judged[i];
      int page = (int) one >>> 6;
      long holds = one >>> 63;
      pages[page] |= holds << one;
      groups[page >>> 6] |= holds << page;
    }
  }

  void forEachKey(LongConsumer use) {
    for (int i = 0; i < table.length; i += 2) {
      if (table[i] != 0) {
        use.accept(table[i]);
      }
    }
  }

  /// Keeps the words of some slots only, and renumbers slots.
  void sweep(IntPredicate kept, IntUnaryOperator renumbered) {
    var old = table;
    var oldLists = lists;
    table = new long[old.length];
    lists = new long[Math.max(16, used)][];
    keys = 0;
    used = 0;
    words = 0;
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] == 0) {
        continue;
      }
      long value = old[i + 1];
      var list = value >= 0 ? new long[] {1, value} : oldLists[(int) ~value];
      int length = 0;
      for (int j = 1; j <= list[0]; j++) {
        int slot = (int) list[j] & SLOT;
        if (kept.test(slot)) {
          list[++length] = list[j] & ~(long) SLOT | renumbered.applyAsInt(slot);
        }
      }
      file(old[i], list, length);
    }
  }

  private void file(long key, long[] list, int length) {
    if (length == 0) {
      return;
    }
    int at = place(key);
    table[at] = key;
    keys++;
    words += length;
    if (length == 1) {
      table[at + 1] = list[1];
      return;
    }
    list[0] = length;
    table[at + 1] = ~(long) used;
    lists[used++] = list.length - length > 2 + length / 4 ? Arrays.copyOf(list, length + 1) : list;
  }
}
