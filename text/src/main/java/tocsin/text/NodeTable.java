package tocsin.text;

import java.util.function.IntUnaryOperator;

/// The nodes of a [Spotter]'s trie: an open-addressing table from a 64-bit key, which is never 0,
/// to what ends there and how the trie may go on.
final class NodeTable {
  /// tokens with a star follow
  static final int HAS_STARS = 1 << 30;

  /// one form ends here that has no flags: the rest is what it was added with
  static final int DIRECT = 1 << 29;

  static final int MOST = DIRECT - 1;
  private static final double LOAD = 0.5;
  private static final int FILTER_BITS_PER_NODE = 6;

  /* Most look-ups find nothing; a filter of some bits for each node, near enough to the processor,
   * tells so for nearly all of them. It has one bit, which is set, while the table is being filled.
   * A node's key and its info stand side by side; the upper half of the info says which tokens may
   * follow, one bit for each thirty-second of them. */
  private long[] filter = {-1};

  private int filterMask;
  private long[] table;
  private int slots;
  private int size;

  NodeTable(int nodes) {
    slots = (int) Math.max(16, nodes / LOAD);
    table = new long[slots * 2];
  }

  /// What ends at a node; 0 where nothing does.
  static int form(long info) {
    return (int) info & MOST;
  }

  /// Whether a token may follow at a node: most that do not are told apart without a look-up.
  static boolean mayFollow(long info, long token) {
    return (info & follower(token)) != 0;
  }

  /// Whether anything may follow at a node.
  static boolean goesOn(long info) {
    return (info & (-1L << 32 | HAS_STARS)) != 0;
  }

  private static long follower(long token) {
    return 1L << 32 + (int) (token >>> 59);
  }

  int size() {
    return size;
  }

  /// What is known of a node; 0 where there is none.
  long info(long key) {
    int bit = (int) (key >>> 20) & filterMask;
    if ((filter[bit >>> 6] >>> bit & 1) == 0) {
      return 0;
    }
    int i = slot(key);
    while (true) {
      long there = table[2 * i];
      if (there == key) {
        return table[2 * i + 1];
      }
      if (there == 0) {
        return 0;
      }
      i = i + 1 == slots ? 0 : i + 1;
    }
  }

  /// Lets a token follow at a node.
  void follow(long key, long token) {
    mark(key, follower(token));
  }

  /// Sets bits of a node.
  void mark(long key, long bits) {
    // growing replaces the table
    int i = place(key);
    table[2 * i + 1] |= bits;
  }

  /// Makes `form` the first one that ends at a node.
  ///
  /// @return the one that was
  int putFirst(long key, int form) {
    int i = place(key);
    long info = table[2 * i + 1];
    table[2 * i + 1] = info & ~MOST | form;
    return form(info);
  }

  /// The same table, no larger than it must be.
  ///
  /// @param laid from the first form that ends at a node to what takes its place, with [#DIRECT]
  ///   where that is a value
  NodeTable compact(IntUnaryOperator laid) {
    var compact = copy(size);
    int bits = Integer.highestOneBit(Math.max(64, size * FILTER_BITS_PER_NODE - 1)) << 1;
    compact.filter = new long[bits / 64];
    compact.filterMask = bits - 1;
    for (int i = 0; i < compact.slots; i++) {
      long key = compact.table[2 * i];
      if (key != 0) {
        int bit = (int) (key >>> 20) & compact.filterMask;
        compact.filter[bit >>> 6] |= 1L << bit;
        long info = compact.table[2 * i + 1];
        if (form(info) != 0) {
          compact.table[2 * i + 1] = info & ~MOST | laid.applyAsInt(form(info));
        }
      }
    }
    return compact;
  }

  private int slot(long key) {
    return (int) Math.unsignedMultiplyHigh(key, slots);
  }

  private int place(long key) {
    if (size >= slots * LOAD) {
      var larger = copy(slots);
      table = larger.table;
      slots = larger.slots;
    }
    int i = slot(key);
    while (table[2 * i] != 0) {
      if (table[2 * i] == key) {
        return i;
      }
      i = i + 1 == slots ? 0 : i + 1;
    }
    table[2 * i] = key;
    size++;
    return i;
  }

  private NodeTable copy(int nodes) {
    var copy = new NodeTable(nodes);
    for (int i = 0; i < slots; i++) {
      if (table[2 * i] != 0) {
        int at = copy.place(table[2 * i]);
        copy.table[2 * at + 1] = table[2 * i + 1];
      }
    }
    return copy;
  }
}
