package tocsin.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Finds every form of a lexicon in one pass over a text.
///
/// Forms and texts are folded ([Folding]) and cut into tokens alike; hyphens, apostrophes and
/// spaces between tokens are equal, punctuation, brackets and quotes are not crossed. Safe for use
/// by several threads.
public final class Spotter {
  private static final ThreadLocal<Tokens> TOKENS = ThreadLocal.withInitial(Tokens::new);

  private final Trie trie;
  private final int forms;
  private final IntPredicate wanted;

  /// null where no word has a star: then one look-up tells where it leads
  private final @Nullable Words words;

  /// Takes what was found, from left to right by where it begins.
  @FunctionalInterface
  public interface Sink {
    /// @param start UTF-16 offset of the first char
    /// @param end UTF-16 offset behind the last
    /// @param token how many tokens stand before the first of these
    /// @param value what the form was added with
    void found(int start, int end, int token, int value);
  }

  private Spotter(Trie trie, int forms, IntPredicate wanted) {
    this.trie = trie;
    this.forms = forms;
    this.wanted = wanted;
    words = trie.hasStems() ? new Words(trie, wanted) : null;
  }

  public static Builder builder() {
    return new Builder();
  }

  /// Collects forms, then makes the spotter.
  public static final class Builder {
    private final List<Form> forms = new ArrayList<>();
    private final List<Integer> values = new ArrayList<>();

    /// @param value from 0 to 2^30 - 1
    public Builder add(Form form, int value) {
      forms.add(form);
      values.add(value);
      return this;
    }

    public Spotter build() {
      return new Spotter(new Trie(forms, values), forms.size(), value -> true);
    }
  }

  /// One that finds, of all forms of the lexicon, which are not kept twice, those that were added
  /// with wanted values.
  ///
  /// @param wanted always says the same of a value
  public Spotter only(IntPredicate wanted) {
    return new Spotter(trie, forms, wanted);
  }

  /// Every form that stands in the text, also those inside or across others: who wins is the
  /// caller's to say.
  public void spot(String text, Sink sink) {
    var tokens = TOKENS.get().read(text);
    if (words != null) {
      words.read(tokens);
    }
    for (int i = 0; i < tokens.size; i++) {
      if (words == null) {
        begin(tokens, i, sink);
      } else {
        begin(tokens.words[i], tokens, i, sink);
      }
      char begin = tokens.raw[tokens.start[i]];
      if (begin >= '0' && begin <= '9') {
        glued(tokens, i, sink);
      }
    }
    if (tokens.raw.length > 1 << 20) {
      TOKENS.remove();
    }
  }

  /// The forms that begin with a token.
  private void begin(Tokens tokens, int i, Sink sink) {
    long path = Trie.combine(Trie.ROOT, tokens.hash[i]);
    long info = trie.info(path);
    if (info != 0) {
      arrive(path, info, tokens, i, i, sink);
    }
  }

  /// The forms that begin with a word.
  private void begin(@Nullable Word word, Tokens tokens, int i, Sink sink) {
    for (var node = word; node != null; node = node.other) {
      for (int value : node.values) {
        if (value >= 0) {
          sink.found(tokens.start[i], tokens.end[i], i, value);
        } else {
          check(value & ~Trie.CHECKED, tokens, i, i, sink);
        }
      }
      if (NodeTable.goesOn(node.info)) {
        goOn(node.path, node.info, tokens, i, i, sink);
      }
    }
  }

  /// The forms that may follow a number without a space.
  private void glued(Tokens tokens, int i, Sink sink) {
    int at = tokens.from[i];
    int end = tokens.from[i + 1];
    while (at < end && tokens.chars[at] >= '0' && tokens.chars[at] <= '9') {
      at++;
    }
    if (at == end) {
      return;
    }
    long hash = Tokens.SEED;
    for (int c = at; c < end; c++) {
      hash = Tokens.step(hash, tokens.chars[c]);
    }
    Trie.Arrival arrival = (path, info) -> arrive(path, info, tokens, i, i, sink);
    trie.step(Trie.combine(Trie.ROOT, Tokens.finish(hash)) ^ Trie.GLUED, arrival);
    trie.glued(tokens, i, at, arrival);
  }

  /// Reports what ends at a node and follows the edges that leave it.
  private void arrive(long path, long info, Tokens tokens, int first, int i, Sink sink) {
    int at = NodeTable.form(info);
    if ((info & NodeTable.DIRECT) != 0) {
      find(at, tokens, first, i, sink);
    } else if (at != 0) {
      int end = trie.end(at);
      for (int place = at; place < end; place++) {
        int value = trie.value(place);
        if (value < 0) {
          check(place, tokens, first, i, sink);
        } else {
          find(Trie.bare(value), tokens, first, i, sink);
        }
      }
    }
    goOn(path, info, tokens, first, i, sink);
  }

  /// Reports the form at a place of the trie if it is written as the text has it.
  private void check(int place, Tokens tokens, int first, int i, Sink sink) {
    if (Spelling.holds(trie.checked(place), tokens, first, i)) {
      find(Trie.bare(trie.value(place)), tokens, first, i, sink);
    }
  }

  private void find(int value, Tokens tokens, int first, int i, Sink sink) {
    if (wanted.test(value)) {
      sink.found(tokens.start[first], tokens.end[i], first, value);
    }
  }

  /// Follows the edges that leave a node.
  private void goOn(long path, long info, Tokens tokens, int first, int i, Sink sink) {
    int behindIt = i + 1;
    if (behindIt == tokens.size || !tokens.joined[behindIt]) {
      return;
    }
    if (NodeTable.mayFollow(info, tokens.hash[behindIt])) {
      long next = Trie.combine(path, tokens.hash[behindIt]);
      long known = trie.info(next);
      if (known != 0) {
        arrive(next, known, tokens, first, behindIt, sink);
      }
    }
    if ((info & NodeTable.HAS_STARS) != 0) {
      trie.stems(
          path,
          tokens,
          behindIt,
          (next, known) -> arrive(next, known, tokens, first, behindIt, sink));
    }
  }

  @Override
  public String toString() {
    return "Spotter of " + forms + " forms, " + trie.size() + " nodes";
  }
}
