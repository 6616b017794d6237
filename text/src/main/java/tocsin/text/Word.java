package tocsin.text;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Where a [Trie] leads from its root by one word, and which of the forms that end there are
/// wanted: a node where such a form ends or from which the trie goes on, mostly the only one.
final class Word {
  private static final int[] NOTHING = {};

  final long token;
  final long path;

  /// 0 where the word leads nowhere
  final long info;

  /// what wanted forms were added with, or their places in the trie, with [Trie#CHECKED], where
  /// they have flags
  final int[] values;

  /// the next node that the same word leads to
  final @Nullable Word other;

  private Word(long token, long path, long info, int[] values, @Nullable Word other) {
    this.token = token;
    this.path = path;
    this.info = info;
    this.values = values;
    this.other = other;
  }

  /// Looks a word up.
  static Word of(Tokens tokens, int i, Trie trie, IntPredicate wanted) {
    var nodes = new Nodes();
    trie.step(Trie.combine(Trie.ROOT, tokens.hash[i]), nodes);
    trie.stems(tokens, i, nodes);
    Word word = null;
    for (int node = nodes.size - 1; node >= 0; node--) {
      long info = nodes.infos[node];
      var values = values(info, trie, wanted);
      if (values.length > 0 || NodeTable.goesOn(info)) {
        word = new Word(tokens.hash[i], nodes.paths[node], info, values, word);
      }
    }
    return word == null ? new Word(tokens.hash[i], 0, 0, NOTHING, null) : word;
  }

  private static int[] values(long info, Trie trie, IntPredicate wanted) {
    int at = NodeTable.form(info);
    if ((info & NodeTable.DIRECT) != 0) {
      return wanted.test(at) ? new int[] {at} : NOTHING;
    }
    if (at == 0) {
      return NOTHING;
    }
    int end = trie.end(at);
    var values = new int[end - at];
    int count = 0;
    for (int place = at; place < end; place++) {
      int value = trie.value(place);
      if (wanted.test(Trie.bare(value))) {
        values[count++] = value < 0 ? place | Trie.CHECKED : Trie.bare(value);
      }
    }
    return count == 0 ? NOTHING : Arrays.copyOf(values, count);
  }

  /// The nodes that a word leads to, in the order in which they are met.
  private static final class Nodes implements Trie.Arrival {
    private static final long[] NONE = {};

    private long[] paths = NONE;
    private long[] infos = NONE;
    private int size;

    @Override
    public void at(long path, long info) {
      if (size == paths.length) {
        paths = Arrays.copyOf(paths, size * 2 + 2);
        infos = Arrays.copyOf(infos, size * 2 + 2);
      }
      paths[size] = path;
      infos[size++] = info;
    }
  }
}
