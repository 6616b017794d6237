package tocsin.alert.match;

import java.util.Arrays;
import java.util.BitSet;

/// Numbers for words, from 1: what the index knows actors, sources, phrases and their like by.
///
/// Words of different sorts are different words. Not safe for use while it is written to.
final class Names {
  /*
   * An open-addressing table of numbers; a word's number is where it stands in the arrays. A Map of
   * boxed numbers would take twice the memory.
   */
  private static final double FULLEST = 0.6;

  /// empty where the number is free
  private String[] words = new String[16];

  private byte[] sorts = new byte[16];
  private int[] keyed = new int[16];
  private int[] seen = new int[16];
  private int[] table = new int[32];
  private int last;
  private int[] free = new int[4];
  private int freed;

  /// @return 0 where the word has no number
  int find(Sort sort, String word) {
    return table[place(sort, word)];
  }

  int intern(Sort sort, String word) {
    int place = place(sort, word);
    if (table[place] != 0) {
      return table[place];
    }
    int number = freed > 0 ? free[--freed] : ++last;
    if (number == words.length) {
      int more = number + (number >> 1);
      words = Arrays.copyOf(words, more);
      sorts = Arrays.copyOf(sorts, more);
      keyed = Arrays.copyOf(keyed, more);
      seen = Arrays.copyOf(seen, more);
    }
    words[number] = word;
    sorts[number] = (byte) sort.ordinal();
    table[place] = number;
    if (last > table.length * FULLEST) {
      rebuild(table.length * 2);
    }
    return number;
  }

  String word(int number) {
    return words[number];
  }

  Sort sort(int number) {
    return Sort.of(sorts[number]);
  }

  /// Notes that one more subscription is filed under the word.
  void file(int number) {
    keyed[number]++;
  }

  /// How many subscriptions were filed under the word.
  int filed(int number) {
    return keyed[number];
  }

  /// Notes an article that has the word; threads may lose a note to each other.
  void sight(int number) {
    seen[number]++;
  }

  int sightings(int number) {
    return seen[number];
  }

  /// Counts half of what was sighted, so that what is seen lately counts most.
  void fade() {
    for (int number = 1; number <= last; number++) {
      seen[number] >>= 1;
    }
  }

  /// Gives up the numbers that nothing uses any more; they go to other words.
  void retain(BitSet used) {
    freed = 0;
    for (int number = last; number > 0; number--) {
      if (!used.get(number)) {
        words[number] = "";
        keyed[number] = 0;
        seen[number] = 0;
        if (freed == free.length) {
          free = Arrays.copyOf(free, freed * 2);
        }
        free[freed++] = number;
      }
    }
    rebuild(table.length);
  }

  private void rebuild(int size) {
    table = new int[size];
    for (int number = 1; number <= last; number++) {
      if (!words[number].isEmpty()) {
        table[place(sort(number), words[number])] = number;
      }
    }
  }

  private int place(Sort sort, String word) {
    int mask = table.length - 1;
    int hash = (word.hashCode() + sort.ordinal()) * 0x9E3779B1;
    int place = (hash ^ (hash >>> 15)) & mask;
    while (table[place] != 0) {
      int number = table[place];
      if (sorts[number] == sort.ordinal() && words[number].equals(word)) {
        return place;
      }
      place = (place + 1) & mask;
    }
    return place;
  }
}
