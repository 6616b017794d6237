package tocsin.classify.spot;

import java.util.Arrays;

/// The referents that one article has, under numbers of their own from 0 on: what is kept of each
/// wants room for those of the article, not for those of the vocabulary.
final class Present {
  /* Open addressing from a referent to its number and 1; 0 is a free place. At most half are taken. */
  private int[] table = new int[512];
  private int shift = 32 - 9;
  private int[] referents = new int[256];
  private int size;

  int size() {
    return size;
  }

  /// The referent under a number.
  int referent(int number) {
    return referents[number];
  }

  /// A referent's number; negative where the article has it not.
  int number(int referent) {
    return table[place(referent)] - 1;
  }

  /// A referent's number, a new one where it has none yet.
  int add(int referent) {
    int place = place(referent);
    if (table[place] == 0) {
      if (size == referents.length) {
        grow();
        place = place(referent);
      }
      referents[size++] = referent;
      table[place] = size;
    }
    return table[place] - 1;
  }

  private int place(int referent) {
    int place = referent * 0x9E3779B1 >>> shift;
    while (table[place] != 0 && referents[table[place] - 1] != referent) {
      place = place + 1 & table.length - 1;
    }
    return place;
  }

  private void grow() {
    referents = Arrays.copyOf(referents, size * 2);
    table = new int[size * 4];
    shift--;
    for (int number = 0; number < size; number++) {
      table[place(referents[number])] = number + 1;
    }
  }
}
