package tocsin.text;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// The words that were met last, so that those which texts repeat are looked up once. Safe for use
/// by several threads: a [Word] does not change, and one that a thread does not see yet is looked
/// up again.
final class Words {
  private static final int SLOT_BITS = 14;

  /* A word is in one of two neighbouring slots, so that two that texts repeat have room. */
  private final @Nullable Word[] slots = new @Nullable Word[1 << SLOT_BITS];
  private final Trie trie;
  private final IntPredicate wanted;

  Words(Trie trie, IntPredicate wanted) {
    this.trie = trie;
    this.wanted = wanted;
  }

  /// Finds the word that each token is.
  void read(Tokens tokens) {
    // look-ups that do not wait for each other, so that the processor fetches several at a time
    for (int i = 0; i < tokens.size; i++) {
      tokens.words[i] = slots[slot(tokens.hash[i])];
    }
    for (int i = 0; i < tokens.size; i++) {
      var word = tokens.words[i];
      if (word == null || word.token != tokens.hash[i]) {
        tokens.words[i] = meet(tokens, i);
      }
    }
  }

  private static int slot(long token) {
    return (int) (token >>> 64 - SLOT_BITS);
  }

  /// Finds a word that was not where it is looked for first, and puts it there.
  private Word meet(Tokens tokens, int i) {
    long token = tokens.hash[i];
    int slot = slot(token);
    var there = slots[slot];
    if (there != null && there.token == token) {
      return there;
    }
    var word = slots[slot ^ 1];
    if (word == null || word.token != token) {
      word = Word.of(tokens, i, trie, wanted);
    }
    slots[slot ^ 1] = there;
    slots[slot] = word;
    return word;
  }
}
