package tocsin.alert.match;

import java.util.function.LongConsumer;

/// Values by keys: an open-addressing table.
final class Pairs {
  private static final double FULLEST = 0.75;
  private static final double GROWTH = 1.4;

  /// keys and values by turns; a key is never 0
  private long[] table;

  private int keys;

  Pairs() {
    this(32);
  }

  private Pairs(int length) {
    table = new long[length];
  }

  /// An empty one with as much room.
  Pairs emptied() {
    return new Pairs(table.length);
  }

  private int start(long key) {
    long hash = key * 0x9E3779B97F4A7C15L;
    hash ^= hash >>> 32;
    hash *= 0xD6E8FEB86659FD93L;
    return 2 * (int) Math.unsignedMultiplyHigh(hash, table.length / 2);
  }

  private int place(long key, int start) {
    int at = start;
    while (table[at] != 0 && table[at] != key) {
      at = at + 2 == table.length ? 0 : at + 2;
    }
    return at;
  }

  /// Where the key stands; below 0 where it does not.
  int find(long key) {
    int at = place(key, start(key));
    return table[at] == 0 ? -1 : at;
  }

  /// Keeps of the keys to look up those that are there, with their values.
  void find(Lookup lookup) {
    for (int i = 0; i < lookup.size; i++) {
      int start = start(lookup.keys[i]);
      lookup.places[i] = start;
      lookup.values[i] = table[start];
    }
    int kept = 0;
    for (int i = 0; i < lookup.size; i++) {
      int at = place(lookup.keys[i], lookup.places[i]);
      if (table[at] != 0) {
        lookup.keep(i, kept++, table[at + 1]);
      }
    }
    lookup.size = kept;
  }

  long value(int place) {
    return table[place + 1];
  }

  void set(int place, long value) {
    table[place + 1] = value;
  }

  /// @param key one that is not there
  void put(long key, long value) {
    if (keys + 1 > table.length / 2 * FULLEST) {
      grow();
    }
    int at = place(key, start(key));
    table[at] = key;
    table[at + 1] = value;
    keys++;
  }

  private void grow() {
    var old = table;
    table = new long[2 * (int) (old.length / 2 * GROWTH)];
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != 0) {
        int at = place(old[i], start(old[i]));
        table[at] = old[i];
        table[at + 1] = old[i + 1];
      }
    }
  }

  void forEachKey(LongConsumer use) {
    forEach((key, value) -> use.accept(key));
  }

  /// Takes a key and its value.
  interface Use {
    void accept(long key, long value);
  }

  void forEach(Use use) {
    for (int i = 0; i < table.length; i += 2) {
      if (table[i] != 0) {
        use.accept(table[i], table[i + 1]);
      }
    }
  }
}
