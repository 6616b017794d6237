package tocsin.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds every form of a lexicon in one pass over a text.
///
/// Forms and texts are folded ([Folding]) and cut into tokens alike; hyphens, apostrophes and
/// spaces between tokens are equal, punctuation, brackets and quotes are not crossed. Immutable;
/// safe for use by several threads.
public final class Spotter {
  /*
   * A trie over tokens, kept as one open-addressing table: a node is known by the 64-bit hash of the
   * path to it, so a step is one look-up of combine(node, token). A token with a star is an edge on
   * the hash of its first (or last) chars; a node's masks say which lengths of such edges leave it.
   * With 64 bits and a million nodes a false look-up is expected once in 10^13 tokens. Most tokens
   * begin no form: filters of one bit for each first step, small enough for the nearest cache, tell
   * so.
   */
  private static final long ROOT = 0x2545F4914F6CDD1DL;
  private static final long STAR = 0x7A5662FD3C2B9E11L;
  private static final long STAR_BEFORE = 0x1B0C4E93D5A7F26BL;
  private static final long GLUED = 0x6C62272E07BB0142L;
  private static final int ROOT_NUMBER = 1;
  private static final int LONGEST_STEM = 63;
  private static final int FILTER_BITS = 1 << 17;

  private final NodeTable nodes;
  private final long[] beginnings = new long[FILTER_BITS / 64];
  private final long[] stemBeginnings = new long[FILTER_BITS / 64];

  /// from a node that edges with a star leave to its number in the masks
  private final NodeTable starred;

  /// which lengths of stems with a star behind, and with one before, leave a node, one bit each
  private long[] behind = new long[64];

  private long[] before = new long[64];

  private final int[] nextForm;
  private final int[] values;
  private final @Nullable Form[] checked;
  private final int forms;

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
    forms = built.values.size();
    int entries = forms + built.glued + 1;
    nextForm = new int[entries];
    values = new int[entries];
    checked = new Form[entries];
    var table = new NodeTable(1024);
    var stars = new NodeTable(64);
    number(stars, ROOT);
    int id = 1;
    for (int i = 0; i < forms; i++) {
      var form = built.forms.get(i);
      add(table, stars, form, built.values.get(i), id++, false);
      if (form.glued()) {
        add(table, stars, form, built.values.get(i), id++, true);
      }
    }
    nodes = table.compact();
    starred = stars.compact();
  }

  public static Builder builder() {
    return new Builder();
  }

  /// Collects forms, then makes the spotter.
  public static final class Builder {
    private final List<Form> forms = new ArrayList<>();
    private final List<Integer> values = new ArrayList<>();
    private int glued;

    public Builder add(Form form, int value) {
      forms.add(form);
      values.add(value);
      glued += form.glued() ? 1 : 0;
      return this;
    }

    public Spotter build() {
      return new Spotter(this);
    }
  }

  private void add(NodeTable table, NodeTable stars, Form form, int value, int id, boolean glued) {
    long path = ROOT;
    for (int i = 0; i < form.tokens().size(); i++) {
      var folded = Folding.fold(form.tokens().get(i));
      boolean starBehind = form.prefix().get(i);
      boolean starBefore = form.suffix().get(i);
      if ((starBefore || starBehind) && folded.length() > LONGEST_STEM) {
        folded =
            starBehind
                ? folded.substring(0, LONGEST_STEM)
                : folded.substring(folded.length() - LONGEST_STEM);
      }
      long hash = Tokens.SEED;
      for (int c = 0; c < folded.length(); c++) {
        hash = Tokens.step(hash, folded.charAt(starBefore ? folded.length() - 1 - c : c));
      }
      boolean first = i == 0;
      if (starBefore || starBehind) {
        int node = number(stars, path);
        (starBefore ? before : behind)[node] |= 1L << folded.length();
        table.mark(path, NodeTable.HAS_STARS);
        if (first) {
          set(stemBeginnings, hash);
        }
        path = combine(path, Tokens.finish(hash) ^ (starBefore ? STAR_BEFORE : STAR));
      } else {
        hash = Tokens.finish(hash);
        table.mark(path, NodeTable.GOES_ON);
        if (first) {
          set(beginnings, hash);
        }
        path = combine(path, hash);
      }
      if (first && glued) {
        path ^= GLUED;
      }
    }
    values[id] = value;
    nextForm[id] = table.putFirst(path, id);
    if (form.exact() || form.alone()) {
      checked[id] = form;
    }
  }

  /// A node's number in the masks.
  private int number(NodeTable stars, long path) {
    int number = stars.info(path);
    if (number == 0) {
      number = stars.size() + 1;
      stars.putFirst(path, number);
      if (number >= behind.length) {
        behind = Arrays.copyOf(behind, number * 2);
        before = Arrays.copyOf(before, number * 2);
      }
    }
    return number;
  }

  private static void set(long[] filter, long hash) {
    int bit = bit(hash);
    filter[bit >>> 6] |= 1L << bit;
  }

  private static boolean isSet(long[] filter, long hash) {
    int bit = bit(hash);
    return (filter[bit >>> 6] >>> bit & 1) != 0;
  }

  private static int bit(long hash) {
    return (int) (hash >>> 40) & (FILTER_BITS - 1);
  }

  private static long combine(long path, long token) {
    long h = (path ^ (path >>> 31)) * 0xBF58476D1CE4E5B9L + token;
    h = (h ^ (h >>> 28)) * 0x94D049BB133111EBL;
    h ^= h >>> 32;
    return h == 0 ? 1 : h;
  }

  /// Every form that stands in the text, also those inside or across others: who wins is the
  /// caller's to say.
  public void spot(String text, Sink sink) {
    var tokens = TOKENS.get().read(text);
    for (int i = 0; i < tokens.size; i++) {
      long hash = tokens.hash[i];
      if (isSet(beginnings, hash)) {
        step(tokens, i, i, combine(ROOT, hash), sink);
      }
      stems(tokens, i, i, tokens.from[i], ROOT, ROOT_NUMBER, 0, sink);
      char begin = tokens.raw[tokens.start[i]];
      if (begin >= '0' && begin <= '9') {
        glued(tokens, i, sink);
      }
    }
    if (tokens.raw.length > 1 << 20) {
      TOKENS.remove();
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
    hash = Tokens.finish(hash);
    if (isSet(beginnings, hash)) {
      step(tokens, i, i, combine(ROOT, hash) ^ GLUED, sink);
    }
    stems(tokens, i, i, at, ROOT, ROOT_NUMBER, GLUED, sink);
  }

  /// Follows the edges with a star that fit the chars of a token from `from` on.
  private void stems(
      Tokens tokens, int first, int i, int from, long path, int number, long mark, Sink sink) {
    int end = tokens.from[i + 1];
    int length = Math.min(end - from, LONGEST_STEM);
    boolean root = number == ROOT_NUMBER;
    long wanted = behind[number] & (-1L >>> (63 - length));
    long hash = Tokens.SEED;
    for (int n = 1; n <= length && wanted >>> n != 0; n++) {
      hash = Tokens.step(hash, tokens.chars[from + n - 1]);
      if ((wanted >>> n & 1) != 0 && (!root || isSet(stemBeginnings, hash))) {
        step(tokens, first, i, combine(path, Tokens.finish(hash) ^ STAR) ^ mark, sink);
      }
    }
    wanted = before[number] & (-1L >>> (63 - length));
    hash = Tokens.SEED;
    for (int n = 1; n <= length && wanted >>> n != 0; n++) {
      hash = Tokens.step(hash, tokens.chars[end - n]);
      if ((wanted >>> n & 1) != 0 && (!root || isSet(stemBeginnings, hash))) {
        step(tokens, first, i, combine(path, Tokens.finish(hash) ^ STAR_BEFORE) ^ mark, sink);
      }
    }
  }

  private void step(Tokens tokens, int first, int i, long path, Sink sink) {
    int info = nodes.info(path);
    if (info == 0) {
      return;
    }
    for (int form = NodeTable.form(info); form != 0; form = nextForm[form]) {
      var check = checked[form];
      if (check == null || holds(check, tokens, first, i)) {
        sink.found(tokens.start[first], tokens.end[i], first, values[form]);
      }
    }
    int next = i + 1;
    if (next == tokens.size || !tokens.joined[next]) {
      return;
    }
    if ((info & NodeTable.GOES_ON) != 0) {
      step(tokens, first, next, combine(path, tokens.hash[next]), sink);
    }
    if ((info & NodeTable.HAS_STARS) != 0) {
      stems(tokens, first, next, tokens.from[next], path, starred.info(path), 0, sink);
    }
  }

  private static boolean holds(Form form, Tokens tokens, int first, int last) {
    if (form.alone()
        && (hyphen(tokens, tokens.start[first] - 1, -1) || hyphen(tokens, tokens.end[last], 1))) {
      return false;
    }
    if (form.exact()) {
      for (int i = first; i <= last; i++) {
        if (!sameCase(form, i - first, tokens.raw, tokens.start[i], tokens.end[i])) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean sameCase(Form form, int token, char[] text, int start, int end) {
    var written = form.tokens().get(token);
    int at = start;
    if (form.suffix().get(token)) {
      at = Math.max(start, end - written.length());
    } else if (token == 0 && form.glued()) {
      while (at < end && Character.isDigit(text[at]) && !Character.isDigit(written.charAt(0))) {
        at++;
      }
    }
    for (int i = 0; i < written.length(); i++) {
      char w = written.charAt(i);
      if (!Character.isLetter(w)) {
        continue;
      }
      while (at < end && !Character.isLetter(text[at])) {
        at++;
      }
      if (at < end && Character.isUpperCase(w) != Character.isUpperCase(text[at])) {
        return false;
      }
      at++;
    }
    return true;
  }

  private static boolean hyphen(Tokens tokens, int at, int direction) {
    int beyond = at + direction;
    int length = tokens.length;
    if (at < 0 || at >= length || beyond < 0 || beyond >= length) {
      return false;
    }
    return Character.getType(tokens.raw[at]) == Character.DASH_PUNCTUATION
        && Character.isLetterOrDigit(tokens.raw[beyond]);
  }

  @Override
  public String toString() {
    return "Spotter of " + forms + " forms, " + nodes.size() + " nodes";
  }
}
