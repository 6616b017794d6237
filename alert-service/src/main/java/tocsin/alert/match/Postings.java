package tocsin.alert.match;

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
   * sign is free ([Words]). Matching runs through a list without branches: what does not hold sets a
   * bit to what it was. Words that ask for what few do, a theme or name beside the pair, have a key of
   * their own.
   *
   * Where many are filed under a name, the others have a key for each language and one for any. What
   * is left to ask of an article is a score, and a brief word says it in an int, half the memory to
   * run through: slot 26 bits | number of the score 6.
   */
  static final int SLOT_BITS = 26;
  static final int MOST_WITHOUT = 31;
  static final int MOST_LANGUAGES = 15;

  static final int SLOT = (1 << SLOT_BITS) - 1;
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
  private static final int LANGUAGE_KEY = 31;
  private static final int ANY_LANGUAGE_KEY = MOST_LANGUAGES + 1;
  static final long PRIMARY = 1L << PRIMARY_SHIFT;
  static final long ANY_LANGUAGE = 1L << 62;
  private static final long SIGN = Long.MIN_VALUE;
  private static final int BLOCK = 256;

  private Pairs pairs = new Pairs();
  private Words words = new Words();
  private Briefs briefs = new Briefs();
  private final Scores scores = new Scores();

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

  /// @param word without its slot
  /// @param split whether many are filed under the name
  void add(long key, long word, int slot, boolean split) {
    if ((word & MORE) != 0) {
      append(key | MORE_KEY, word | slot);
      return;
    }
    int score = split ? score(word) : -1;
    if (score < 0) {
      append(key, word | slot);
      return;
    }
    int brief = score << SLOT_BITS | slot;
    if ((word & ANY_LANGUAGE) != 0) {
      appendBrief(key | languageKey(ANY_LANGUAGE_KEY), brief);
    }
    for (long bits = languages(word); bits != 0; bits &= bits - 1) {
      appendBrief(key | languageKey(bits), brief);
    }
  }

  private int score(long word) {
    return scores.number((int) (word >>> LEVEL_SHIFT) & LEVEL, (word & PRIMARY) != 0);
  }

  private static long languages(long word) {
    return (word & ~ANY_LANGUAGE) >>> LANGUAGE_SHIFT;
  }

  /// @param bits of languages; of the lowest
  private static long languageKey(long bits) {
    return languageKey(1 + Long.numberOfTrailingZeros(bits));
  }

  private static long languageKey(int number) {
    return (long) number << LANGUAGE_KEY_SHIFT;
  }

  private static boolean isOfBriefs(long key) {
    return (key >>> LANGUAGE_KEY_SHIFT & LANGUAGE_KEY) != 0;
  }

  private void append(long key, long word) {
    int place = pairs.find(key);
    if (place < 0) {
      pairs.put(key, word);
    } else {
      pairs.set(place, words.add(pairs.value(place), word));
    }
  }

  private void appendBrief(long key, int brief) {
    int place = pairs.find(key);
    if (place < 0) {
      pairs.put(key, Briefs.value(brief));
    } else {
      pairs.set(place, briefs.add(pairs.value(place), brief));
    }
  }

  /// Adds the keys under which something may have been filed for a pair.
  ///
  /// @param split whether many are filed under the name
  /// @param level of the theme in hundredths
  /// @param primary the same as a primary theme, below 0 where it is none
  static void ask(long key, boolean split, int level, int primary, Facts facts, Lookup lookup) {
    lookup.add(key, level, primary);
    lookup.add(key | MORE_KEY, level, primary);
    if (split) {
      lookup.add(key | languageKey(ANY_LANGUAGE_KEY), level, primary);
      for (long bits = languages(facts.languages); bits != 0; bits &= bits - 1) {
        lookup.add(key | languageKey(bits), level, primary);
      }
    }
  }

  /// Room to judge words in.
  static final class Bench {
    private final long[] one = {1, 0};
    private final int[] oneBrief = {1, 0};

    /// slots, with the sign where their words hold
    private final long[] judged = new long[BLOCK];
  }

  /// Marks the slots that are filed under the keys and whose words hold.
  void mark(Lookup lookup, Facts facts, Bench bench, Slots.Marks marks) {
    pairs.find(lookup);
    for (int i = 0; i < lookup.size; i++) {
      long value = lookup.values[i];
      lookup.places[i] = isOfBriefs(lookup.keys[i]) ? briefs.length(value) : words.length(value);
    }
    for (int i = 0; i < lookup.size; i++) {
      long key = lookup.keys[i];
      int length = lookup.places[i];
      int level = lookup.levels[i];
      int primary = lookup.primaryLevels[i];
      if (isOfBriefs(key)) {
        var list = briefs.list(lookup.values[i], bench.oneBrief);
        setBrief(list, length, scores.met(level, primary), marks.pages, marks.groups);
      } else {
        var list = words.list(lookup.values[i], bench.one);
        boolean more = (key & MORE_KEY) != 0;
        mark(list, length, more, level, primary, facts, bench.judged, marks);
      }
    }
  }

  private static void mark(
      long[] list,
      int count,
      boolean more,
      int level,
      int primary,
      Facts facts,
      long[] judged,
      Slots.Marks marks) {
    for (int from = 1; from <= count; from += BLOCK) {
      int length = Math.min(BLOCK, count - from + 1);
      judge(list, from, length, level, primary - level, facts.languages, judged);
      if (more) {
        judgeMore(list, from, length, facts, judged);
      }
      set(judged, length, marks.pages, marks.groups);
    }
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

  private static void judgeMore(long[] list, int from, int length, Facts facts, long[] judged) {
    for (int i = 0; i < length; i++) {
      long word = list[from + i];
      long least = word >>> LEVEL_SHIFT & LEVEL;
      long lacks = facts.without[(int) (word >>> WITHOUT_SHIFT) & WITHOUT];
      int hash = (int) (word >>> ALSO_SHIFT) & ALSO;
      long named = facts.also[hash >>> 6] >>> hash << 63;
      judged[i] &= named & (lacks - least) & SIGN | SLOT;
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

  private static void setBrief(int[] list, int length, long met, long[] pages, long[] groups) {
    for (int i = 1; i <= length; i++) {
      int brief = list[i];
      int page = (brief & SLOT) >>> 6;
      long holds = met >>> (brief >>> SLOT_BITS) & 1;
      pages[page] |= holds << brief;
      groups[page >>> 6] |= holds << page;
    }
  }

  void forEachKey(LongConsumer use) {
    pairs.forEachKey(use);
  }

  /// Keeps the words of some slots only, and renumbers slots.
  void sweep(IntPredicate kept, IntUnaryOperator renumbered) {
    var old = pairs;
    var oldWords = words;
    var oldBriefs = briefs;
    pairs = old.emptied();
    words = new Words();
    briefs = new Briefs();
    old.forEach((key, value) -> {
      long moved =
          isOfBriefs(key)
              ? oldBriefs.move(value, kept, renumbered, briefs)
              : oldWords.move(value, kept, renumbered, words);
      if (moved != Words.NONE) {
        pairs.put(key, moved);
      }
    });
  }
}
