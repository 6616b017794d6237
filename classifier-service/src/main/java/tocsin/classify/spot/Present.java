package tocsin.classify.spot;

import java.util.Arrays;

/// The referents that one article has, under numbers of their own from 0 on: what else is kept of
/// each wants room for those of the article, not for those of the vocabulary.
final class Present {
  /// from a referent to its number and 1; 0 where the article has it not
  private final int[] numbers;

  private int[] referents = new int[128];
  private int size;

  /// @param referents how many there are in the vocabulary
  Present(int referents) {
    numbers = new int[referents];
  }

  int size() {
    return size;
  }

  /// Forgets what the article had.
  void clear() {
    for (int number = 0; number < size; number++) {
      numbers[referents[number]] = 0;
    }
    size = 0;
  }

  /// The referent under a number.
  int referent(int number) {
    return referents[number];
  }

  /// A referent's number; negative where the article has it not.
  int number(int referent) {
    return numbers[referent] - 1;
  }

  /// A referent's number and 1; 0 where the article has it not.
  int behind(int referent) {
    return numbers[referent];
  }

  /// A referent's number, a new one where it has none yet.
  int add(int referent) {
    int number = number(referent);
    if (number >= 0) {
      return number;
    }
    if (size == referents.length) {
      referents = Arrays.copyOf(referents, size * 2);
    }
    referents[size++] = referent;
    numbers[referent] = size;
    return size - 1;
  }
}
