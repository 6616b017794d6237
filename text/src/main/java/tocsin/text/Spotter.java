package tocsin.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds every form of a lexicon in one pass over a text.
///
/// Forms and texts are folded ([Folding]) and cut into tokens alike; hyphens, apostrophes and
/// spaces between tokens are equal, punctuation, brackets and quotes are not crossed. Immutable;
/// safe for use by several threads.
public final class Spotter {
  /*
   * A trie over tokens, kept as one open-addressing table: a node is known by the 64-bit hash of the
   * path to it, so a step is one look-up of combine(node, token). A token with a star is an edge on
   * the hash of its first chars; a node's mask says which lengths of such edges leave it. With 64
   * bits and a million nodes a false look-up is expected once in 10^13 tokens. Most tokens begin no
   * form: a filter of one bit for each first step, small enough for the nearest cache, tells so.
   */
  private static final long ROOT = 0x2545F4914F6CDD1DL;
  private static final long STAR = 0x7A5662FD3C2B9E11L;
  private static final int LONGEST_PREFIX = 63;
  private static final int FILTER_BITS = 1 << 18;

  private final long[] keys;
  private final int[] firstForm;
  private final long[] prefixLengths;
  private final boolean[] hasNext;
  private final int slots;
  private final long rootPrefixes;
  private final long[] beginnings = new long[FILTER_BITS / 64];

  private final int[] nextForm;
  private final int[] values;
  private final Form[] checked;

  private static final ThreadLocal<Tokens> TOKENS = ThreadLocal.withInitial(Tokens::new);

  /// Takes what was found, from left to right by where it begins.
  @FunctionalInterface
  public interface Sink {
    /// @param start UTF-16 offset of the first char
    /// @param end UTF-16 offset behind the last
    /// @param token how many tokens stand before the first of these
    /// @param value what the form was added with
    void found(int start, int end, int token, int value);
  }

  private Spotter(Builder built) {
    int forms = built.values.size();
    int capacity = Integer.highestOneBit(Math.max(16, built.nodes * 3)) << 1;
    keys = new long[capacity];
    firstForm = new int[capacity];
    prefixLengths = new long[capacity];
    hasNext = new boolean[capacity];
    slots = capacity - 1;
    nextForm = new int[forms + 1];
    values = new int[forms + 1];
    checked = new Form[forms + 1];
    int root = slot(ROOT);
    for (int i = 0; i < forms; i++) {
      add(built.forms.get(i), built.values.get(i), i + 1);
    }
    rootPrefixes = prefixLengths[root];
  }

  public static Builder builder() {
    return new Builder();
  }

  /// Collects forms, then makes the spotter.
  public static final class Builder {
    private final List<Form> forms = new ArrayList<>();
    private final List<Integer> values = new ArrayList<>();
    private int nodes = 1;

    public Builder add(Form form, int value) {
      forms.add(form);
      values.add(value);
      nodes += form.tokens().size();
      return this;
    }

    public Spotter build() {
      return new Spotter(this);
    }
  }

  private void add(Form form, int value, int id) {
    long path = ROOT;
    int at = slot(path);
    for (int i = 0; i < form.tokens().size(); i++) {
      var folded = Folding.fold(form.tokens().get(i));
      boolean prefix = form.prefix().get(i);
      if (prefix && folded.length() > LONGEST_PREFIX) {
        folded = folded.substring(0, LONGEST_PREFIX);
      }
      long hash = Tokens.SEED;
      for (int c = 0; c < folded.length(); c++) {
        hash = Tokens.step(hash, folded.charAt(c));
      }
      hash = Tokens.finish(hash);
      if (prefix) {
        prefixLengths[at] |= 1L << folded.length();
        path = combine(path, hash ^ STAR);
      } else {
        hasNext[at] = true;
        path = combine(path, hash);
      }
      if (i == 0) {
        beginnings[bit(path) >>> 6] |= 1L << bit(path);
      }
      at = slot(path);
    }
    values[id] = value;
    nextForm[id] = firstForm[at];
    firstForm[at] = id;
    if (form.exact() || form.alone()) {
      checked[id] = form;
    }
  }

  /// Other bits of the hash than those that choose the slot.
  private static int bit(long path) {
    return (int) (path >>> 40) & (FILTER_BITS - 1);
  }

  private static long combine(long path, long token) {
    long h = (path ^ (path >>> 31)) * 0xBF58476D1CE4E5B9L + token;
    h = (h ^ (h >>> 28)) * 0x94D049BB133111EBL;
    h ^= h >>> 32;
    return h == 0 ? 1 : h;
  }

  private int slot(long key) {
    int i = (int) key & slots;
    while (keys[i] != 0 && keys[i] != key) {
      i = (i + 1) & slots;
    }
    keys[i] = key;
    return i;
  }

  private int find(long key) {
    int i = (int) key & slots;
    while (true) {
      long there = keys[i];
      if (there == key) {
        return i;
      }
      if (there == 0) {
        return -1;
      }
      i = (i + 1) & slots;
    }
  }

  /// Every form that stands in the text, also those inside or across others: who wins is the
  /// caller's to say.
  public void spot(String text, Sink sink) {
    var tokens = TOKENS.get().read(text);
    for (int i = 0; i < tokens.size; i++) {
      walk(text, tokens, i, i, ROOT, rootPrefixes, sink);
    }
    if (tokens.chars.length > 1 << 20) {
      TOKENS.remove();
    }
  }

  private void walk(
      String text, Tokens tokens, int first, int i, long path, long lengths, Sink sink) {
    step(text, tokens, first, i, combine(path, tokens.hash[i]), sink);
    if (lengths != 0) {
      int from = tokens.from[i];
      int length = Math.min(tokens.from[i + 1] - from, LONGEST_PREFIX);
      long wanted = lengths & (-1L >>> (63 - length));
      long hash = Tokens.SEED;
      for (int n = 1; n <= length && wanted >>> n != 0; n++) {
        hash = Tokens.step(hash, tokens.chars[from + n - 1]);
        if ((wanted >>> n & 1) != 0) {
          step(text, tokens, first, i, combine(path, Tokens.finish(hash) ^ STAR), sink);
        }
      }
    }
  }

  private void step(String text, Tokens tokens, int first, int i, long path, Sink sink) {
    if (i == first && (beginnings[bit(path) >>> 6] >>> bit(path) & 1) == 0) {
      return;
    }
    int at = find(path);
    if (at < 0) {
      return;
    }
    for (int form = firstForm[at]; form != 0; form = nextForm[form]) {
      if (checked[form] == null || holds(checked[form], text, tokens, first, i)) {
        sink.found(tokens.start[first], tokens.end[i], first, values[form]);
      }
    }
    int next = i + 1;
    if ((hasNext[at] || prefixLengths[at] != 0) && next < tokens.size && tokens.joined[next]) {
      walk(text, tokens, first, next, path, prefixLengths[at], sink);
    }
  }

  private static boolean holds(Form form, String text, Tokens tokens, int first, int last) {
    if (form.alone()
        && (hyphen(text, tokens.start[first] - 1, -1) || hyphen(text, tokens.end[last], 1))) {
      return false;
    }
    if (form.exact()) {
      for (int i = first; i <= last; i++) {
        if (!sameCase(form.tokens().get(i - first), text, tokens.start[i], tokens.end[i])) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean sameCase(String written, String text, int start, int end) {
    int at = start;
    for (int i = 0; i < written.length(); i++) {
      char w = written.charAt(i);
      if (!Character.isLetter(w)) {
        continue;
      }
      while (at < end && !Character.isLetter(text.charAt(at))) {
        at++;
      }
      if (at < end && Character.isUpperCase(w) != Character.isUpperCase(text.charAt(at))) {
        return false;
      }
      at++;
    }
    return true;
  }

  private static boolean hyphen(String text, int at, int direction) {
    int beyond = at + direction;
    if (at < 0 || at >= text.length() || beyond < 0 || beyond >= text.length()) {
      return false;
    }
    return Character.getType(text.charAt(at)) == Character.DASH_PUNCTUATION
        && Character.isLetterOrDigit(text.charAt(beyond));
  }

  @Override
  public String toString() {
    return "Spotter of "
        + (values.length - 1)
        + " forms, "
        + Arrays.stream(keys).filter(k -> k != 0).count()
        + " nodes";
  }
}
