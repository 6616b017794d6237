package tocsin.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/// Where a [Trie] leads from its root by one word, and which of the forms that end there are wanted.
final class Word {
  private static final Node[] NOWHERE = {};
  private static final int[] NOTHING = {};

  final long token;
  final Node[] nodes;

  private Word(long token, Node[] nodes) {
    this.token = token;
    this.nodes = nodes;
  }

  /// A node that the word leads to: where a wanted form ends, or from which the trie goes on.
  ///
  /// @param values what wanted forms were added with, or their places in the trie, with
  ///   [Trie#CHECKED], where they have flags
  record Node(long path, long info, int[] values) {}

  /// Looks a word up.
  static Word of(Tokens tokens, int i, Trie trie, IntPredicate wanted) {
    long token = tokens.hash[i];
    List<Node> nodes = new ArrayList<>(2);
    Trie.Arrival arrival =
        (path, info) -> {
          var values = values(info, trie, wanted);
          if (values.length > 0 || NodeTable.goesOn(info)) {
            nodes.add(new Node(path, info, values));
          }
        };
    trie.step(Trie.combine(Trie.ROOT, token), arrival);
    trie.stems(tokens, i, arrival);
    return new Word(token, nodes.isEmpty() ? NOWHERE : nodes.toArray(Node[]::new));
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
}
