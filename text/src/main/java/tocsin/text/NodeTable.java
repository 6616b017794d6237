package tocsin.text;

/// The nodes of a [Spotter]'s trie: an open-addressing table from a 64-bit key, which is never 0,
/// to the first form that ends there and to whether the trie goes on.
final class NodeTable {
  /// tokens follow
  static final int GOES_ON = 1 << 31;

  /// tokens with a star follow
  static final int HAS_STARS = 1 << 30;

  private static final int FORM = HAS_STARS - 1;
  private static final double LOAD = 0.5;

  private long[] keys;
  private int[] infos;
  private int size;

  NodeTable(int nodes) {
    keys = new long[(int) Math.max(16, nodes / LOAD)];
    infos = new int[keys.length];
  }

  static int form(int info) {
    return info & FORM;
  }

  int size() {
    return size;
  }

  /// What is known of a node; 0 where there is none.
  int info(long key) {
    int i = slot(key);
    while (true) {
      long there = keys[i];
      if (there == key) {
        return infos[i];
      }
      if (there == 0) {
        return 0;
      }
      i = i + 1 == keys.length ? 0 : i + 1;
    }
  }

  /// Sets bits of a node.
  void mark(long key, int bits) {
    // growing replaces the arrays
    int i = place(key);
    infos[i] |= bits;
  }

  /// Makes `form` the first one that ends at a node.
  ///
  /// @return the one that was
  int putFirst(long key, int form) {
    int i = place(key);
    int before = infos[i] & FORM;
    infos[i] = infos[i] & ~FORM | form;
    return before;
  }

  /// The same table, no larger than it must be.
  NodeTable compact() {
    return copy(size);
  }

  private int slot(long key) {
    return (int) Math.unsignedMultiplyHigh(key, keys.length);
  }

  private int place(long key) {
    if (size >= keys.length * LOAD) {
      grow();
    }
    int i = slot(key);
    while (keys[i] != 0) {
      if (keys[i] == key) {
        return i;
      }
      i = i + 1 == keys.length ? 0 : i + 1;
    }
    keys[i] = key;
    size++;
    return i;
  }

  private void grow() {
    var larger = copy(keys.length);
    keys = larger.keys;
    infos = larger.infos;
  }

  private NodeTable copy(int nodes) {
    var copy = new NodeTable(nodes);
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        int at = copy.place(keys[i]);
        copy.infos[at] = infos[i];
      }
    }
    return copy;
  }
}
