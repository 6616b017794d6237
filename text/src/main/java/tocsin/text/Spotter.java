package tocsin.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
   * With 64 bits and a million nodes a false look-up is expected once in 10^13 tokens. From the root
   * leave stems of nearly any length: which of them begin like the token in hand, a table by the
   * first chars tells.
   */
  private static final long ROOT = 0x2545F4914F6CDD1DL;
  private static final long STAR = 0x7A5662FD3C2B9E11L;
  private static final long STAR_BEFORE = 0x1B0C4E93D5A7F26BL;
  private static final long GLUED = 0x6C62272E07BB0142L;
  private static final int ROOT_NUMBER = 1;
  private static final int LONGEST_STEM = 63;
  private static final int CHECKED = 1 << 31;
  private static final int LAST = 1 << 30;

  /// How many chars the stems are known by that leave the root, those that are shorter by fewer.
  private static final int KNOWN_BY = 4;

  private static final int SHORT_KNOWN_BY = 2;
  private static final long LONG = -1L << KNOWN_BY;
  private static final long SHORT = ~LONG & -1L << SHORT_KNOWN_BY;
  private static final long SHORTEST = ~(LONG | SHORT);
  private static final int BEGINNINGS = 1 << 15;

  private final NodeTable nodes;

  /// the lengths of stems that leave the root, by the hash of the chars that they are known by
  private final long[] rootStems = new long[BEGINNINGS];

  /// from a node that edges with a star leave to its number in the masks
  private final NodeTable starred;

  /// which lengths of stems with a star behind, and with one before, leave a node, one bit each
  private long[] behind = new long[64];

  private long[] before = new long[64];

  /// what the forms that end at one node were added with, one after the other, with [#CHECKED]
  /// where a form has flags to be looked at, and [#LAST] at the last of the node
  private int[] values = new int[16];

  private @Nullable Form[] checked = new Form[16];
  private int valueCount = 1;
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
    var table = new NodeTable(1024);
    var stars = new NodeTable(64);
    number(stars, ROOT);
    // each form under a number, glued ones under two, with the next that ends at the same node
    var next = new int[2 * forms + 2];
    for (int i = 0; i < forms; i++) {
      var form = built.forms.get(i);
      next[2 * i + 2] = add(table, stars, form, 2 * i + 2, false);
      if (form.glued()) {
        next[2 * i + 3] = add(table, stars, form, 2 * i + 3, true);
      }
    }
    nodes = table.compact(first -> lay(first, next, built));
    starred = stars.compact(number -> number);
    values = Arrays.copyOf(values, valueCount);
    checked = Arrays.copyOf(checked, valueCount);
  }

  /// Lays what ends at a node side by side.
  ///
  /// @return where it begins, or the value itself where there is but one, without flags
  private int lay(int first, int[] next, Builder built) {
    int only = built.values.get(first / 2 - 1);
    if (next[first] == 0 && !isChecked(built.forms.get(first / 2 - 1)) && only <= NodeTable.MOST) {
      return only | NodeTable.DIRECT;
    }
    int begin = valueCount;
    for (int number = first; number != 0; number = next[number]) {
      if (valueCount == values.length) {
        values = Arrays.copyOf(values, valueCount * 2);
        checked = Arrays.copyOf(checked, valueCount * 2);
      }
      var form = built.forms.get(number / 2 - 1);
      int value = built.values.get(number / 2 - 1);
      if (isChecked(form)) {
        checked[valueCount] = form;
        value |= CHECKED;
      }
      values[valueCount++] = next[number] == 0 ? value | LAST : value;
    }
    return begin;
  }

  private static boolean isChecked(Form form) {
    return form.exact() || form.alone();
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
      return new Spotter(this);
    }
  }

  /// @return the form that ended there before
  private int add(NodeTable table, NodeTable stars, Form form, int number, boolean glued) {
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
        if (first && folded.length() >= SHORT_KNOWN_BY) {
          int chars = folded.length() < KNOWN_BY ? SHORT_KNOWN_BY : KNOWN_BY;
          long known = starBefore ? STAR_BEFORE : STAR;
          for (int c = 0; c < chars; c++) {
            known = Tokens.step(known, folded.charAt(starBefore ? folded.length() - 1 - c : c));
          }
          rootStems[beginning(known)] |= 1L << folded.length();
        }
        path = combine(path, Tokens.finish(hash) ^ (starBefore ? STAR_BEFORE : STAR));
      } else {
        hash = Tokens.finish(hash);
        table.follow(path, hash);
        path = combine(path, hash);
      }
      if (first && glued) {
        path ^= GLUED;
      }
    }
    return table.putFirst(path, number);
  }

  /// A node's number in the masks.
  private int number(NodeTable stars, long path) {
    int number = (int) stars.info(path);
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

  private static int beginning(long hash) {
    return (int) (hash >>> 40) & (BEGINNINGS - 1);
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
    // look-ups that do not wait for each other, so that the processor fetches several at a time
    for (int i = 0; i < tokens.size; i++) {
      tokens.known[i] = nodes.info(combine(ROOT, tokens.hash[i]));
    }
    for (int i = 0; i < tokens.size; i++) {
      if (tokens.known[i] != 0) {
        arrive(tokens.known[i], tokens, i, i, combine(ROOT, tokens.hash[i]), sink);
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
    step(tokens, i, i, combine(ROOT, Tokens.finish(hash)) ^ GLUED, sink);
    stems(tokens, i, i, at, ROOT, ROOT_NUMBER, GLUED, sink);
  }

  /// Follows the edges with a star that fit the chars of a token from `from` on.
  private void stems(
      Tokens tokens, int first, int i, int from, long path, int number, long mark, Sink sink) {
    int end = tokens.from[i + 1];
    int length = Math.min(end - from, LONGEST_STEM);
    long fits = -1L >>> (63 - length);
    boolean root = number == ROOT_NUMBER;
    long wanted = behind[number] & fits;
    wanted = root ? known(tokens.chars, from, 1, wanted, STAR) : wanted;
    long hash = Tokens.SEED;
    for (int n = 1; n <= length && wanted >>> n != 0; n++) {
      hash = Tokens.step(hash, tokens.chars[from + n - 1]);
      if ((wanted >>> n & 1) != 0) {
        step(tokens, first, i, combine(path, Tokens.finish(hash) ^ STAR) ^ mark, sink);
      }
    }
    wanted = before[number] & fits;
    wanted = root ? known(tokens.chars, end - 1, -1, wanted, STAR_BEFORE) : wanted;
    hash = Tokens.SEED;
    for (int n = 1; n <= length && wanted >>> n != 0; n++) {
      hash = Tokens.step(hash, tokens.chars[end - n]);
      if ((wanted >>> n & 1) != 0) {
        step(tokens, first, i, combine(path, Tokens.finish(hash) ^ STAR_BEFORE) ^ mark, sink);
      }
    }
  }

  /// Those of the wanted lengths of stems from the root that begin, or end, as the chars from `at`
  /// on do.
  private long known(char[] chars, int at, int direction, long wanted, long seed) {
    long lengths = wanted & SHORTEST;
    if (lengths == wanted) {
      return lengths;
    }
    long hash = Tokens.step(Tokens.step(seed, chars[at]), chars[at + direction]);
    if ((wanted & SHORT) != 0) {
      lengths |= wanted & SHORT & rootStems[beginning(hash)];
    }
    if ((wanted & LONG) != 0) {
      hash = Tokens.step(hash, chars[at + 2 * direction]);
      hash = Tokens.step(hash, chars[at + 3 * direction]);
      lengths |= wanted & LONG & rootStems[beginning(hash)];
    }
    return lengths;
  }

  private void step(Tokens tokens, int first, int i, long path, Sink sink) {
    long info = nodes.info(path);
    if (info != 0) {
      arrive(info, tokens, first, i, path, sink);
    }
  }

  /// Reports what ends at a node and follows the edges that leave it.
  private void arrive(long info, Tokens tokens, int first, int i, long path, Sink sink) {
    int at = NodeTable.form(info);
    if ((info & NodeTable.DIRECT) != 0) {
      sink.found(tokens.start[first], tokens.end[i], first, at);
    } else if (at != 0) {
      int value;
      do {
        value = values[at];
        if (value >= 0 || holds(Objects.requireNonNull(checked[at]), tokens, first, i)) {
          sink.found(tokens.start[first], tokens.end[i], first, value & ~(CHECKED | LAST));
        }
        at++;
      } while ((value & LAST) == 0);
    }
    int behindIt = i + 1;
    if (behindIt == tokens.size || !tokens.joined[behindIt]) {
      return;
    }
    if (NodeTable.mayFollow(info, tokens.hash[behindIt])) {
      step(tokens, first, behindIt, combine(path, tokens.hash[behindIt]), sink);
    }
    if ((info & NodeTable.HAS_STARS) != 0) {
      int number = (int) starred.info(path);
      stems(tokens, first, behindIt, tokens.from[behindIt], path, number, 0, sink);
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
