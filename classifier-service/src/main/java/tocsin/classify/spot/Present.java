package tocsin.classify.spot;

import java.util.Arrays;

/// The referents that one article has, under numbers of their own from 0 on: what is kept of each
/// wants room for those of the article, not for those of the vocabulary.
final class Present {
  /* A page for each so many referents, made when the first of them is met. */
  private static final int PAGE_BITS = 7;
  private static final int PAGE = 1 << PAGE_BITS;
  private static final int[] EMPTY = new int[PAGE];

  /// from a referent to its number and 1; 0 where the article has it not
  private final int[][] pages;

  private int[] referents = new int[128];
  private int size;

  /// @param referents how many there are in the vocabulary
  Present(int referents) {
    pages = new int[(referents >>> PAGE_BITS) + 1][];
    Arrays.fill(pages, EMPTY);
  }

  int size() {
    return size;
  }

  /// Forgets what the article had.
  void clear() {
    for (int number = 0; number < size; number++) {
      pages[referents[number] >>> PAGE_BITS][referents[number] & PAGE - 1] = 0;
    }
    size = 0;
  }

  /// The referent under a number.
  int referent(int number) {
    return referents[number];
  }

  /// A referent's number; negative where the article has it not.
  int number(int referent) {
    return pages[referent >>> PAGE_BITS][referent & PAGE - 1] - 1;
  }

  /// A referent's number, a new one where it has none yet.
  int add(int referent) {
    int number = number(referent);
    if (number >= 0) {
      return number;
    }
    int page = referent >>> PAGE_BITS;
    if (pages[page] == EMPTY) {
      pages[page] = new int[PAGE];
    }
    if (size == referents.length) {
      referents = Arrays.copyOf(referents, size * 2);
    }
    referents[size++] = referent;
    pages[page][referent & PAGE - 1] = size;
    return size - 1;
  }
}
