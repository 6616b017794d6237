package tocsin.text;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// The words that were met last, so that those which texts repeat are looked up once. Safe for use
/// by several threads: a [Word] does not change, and one that a thread does not see yet is looked
/// up again.
final class Words {
  private static final int SLOT_BITS = 14;

  private final @Nullable Word[] slots = new @Nullable Word[1 << SLOT_BITS];
  private final Trie trie;
  private final IntPredicate wanted;

  Words(Trie trie, IntPredicate wanted) {
    this.trie = trie;
    this.wanted = wanted;
  }

  /// The word that a token is.
  Word at(Tokens tokens, int i) {
    long token = tokens.hash[i];
    int slot = (int) (token >>> 64 - SLOT_BITS);
    var word = slots[slot];
    if (word == null || word.token != token) {
      var other = slots[slot ^ 1];
      if (other == null || other.token != token) {
        other = Word.of(tokens, i, trie, wanted);
      }
      // of two the one met last is looked at first, and the other one makes room
      slots[slot ^ 1] = word;
      slots[slot] = other;
      word = other;
    }
    return word;
  }
}
