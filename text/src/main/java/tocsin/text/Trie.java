package tocsin.text;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The forms of a [Spotter] as a trie over their tokens. Immutable.
final class Trie {
  /*
   * Kept as one open-addressing table: a node is known by the 64-bit hash of the
   * path to it, so a step is one look-up of combine(node, token). A token with a star is an edge on
   * the hash of its first (or last) chars; a node's masks say which lengths of such edges leave it.
   * With 64 bits and a million nodes a false look-up is expected once in 10^13 tokens. From the root
   * leave stems of nearly any length: which of them begin like the token in hand, a table by the
   * first chars tells.
   */
  static final long ROOT = 0x2545F4914F6CDD1DL;
  private static final long STAR = 0x7A5662FD3C2B9E11L;
  private static final long STAR_BEFORE = 0x1B0C4E93D5A7F26BL;
  static final long GLUED = 0x6C62272E07BB0142L;
  private static final int ROOT_NUMBER = 1;
  private static final int LONGEST_STEM = 63;
  static final int CHECKED = 1 << 31;
  static final int LAST = 1 << 30;

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

  /// Takes where a token leads.
  @FunctionalInterface
  interface Arrival {
    void at(long path, long info);
  }

  Trie(List<Form> forms, List<Integer> with) {
    var table = new NodeTable(1024);
    var stars = new NodeTable(64);
    number(stars, ROOT);
    // each form under a number, glued ones under two, with the next that ends at the same node
    var next = new int[2 * forms.size() + 2];
    for (int i = 0; i < forms.size(); i++) {
      var form = forms.get(i);
      next[2 * i + 2] = add(table, stars, form, 2 * i + 2, false);
      if (form.glued()) {
        next[2 * i + 3] = add(table, stars, form, 2 * i + 3, true);
      }
    }
    nodes = table.compact(first -> lay(first, next, forms, with));
    starred = stars.compact(number -> number);
    values = Arrays.copyOf(values, valueCount);
    checked = Arrays.copyOf(checked, valueCount);
  }

  /// Lays what ends at a node side by side.
  ///
  /// @return where it begins, or the value itself where there is but one, without flags
  private int lay(int first, int[] next, List<Form> forms, List<Integer> with) {
    int only = with.get(first / 2 - 1);
    if (next[first] == 0 && !isChecked(forms.get(first / 2 - 1)) && only <= NodeTable.MOST) {
      return only | NodeTable.DIRECT;
    }
    int begin = valueCount;
    for (int number = first; number != 0; number = next[number]) {
      if (valueCount == values.length) {
        values = Arrays.copyOf(values, valueCount * 2);
        checked = Arrays.copyOf(checked, valueCount * 2);
      }
      var form = forms.get(number / 2 - 1);
      int value = with.get(number / 2 - 1);
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

  static long combine(long path, long token) {
    long h = (path ^ (path >>> 31)) * 0xBF58476D1CE4E5B9L + token;
    h = (h ^ (h >>> 28)) * 0x94D049BB133111EBL;
    h ^= h >>> 32;
    return h == 0 ? 1 : h;
  }

  /// What a form was added with, of a value with its flags.
  static int bare(int value) {
    return value & ~(CHECKED | LAST);
  }

  int size() {
    return nodes.size();
  }

  /// Whether words with a star leave the root.
  boolean hasStems() {
    return (behind[ROOT_NUMBER] | before[ROOT_NUMBER]) != 0;
  }

  /// What is known of the node that a path leads to; 0 where there is none.
  long info(long path) {
    return nodes.info(path);
  }

  /// What stands at a place among those that end at one node: what its form was added with, and
  /// flags.
  int value(int place) {
    return values[place];
  }

  /// Behind the last place of the node that a place belongs to.
  int end(int place) {
    int at = place;
    while ((values[at] & LAST) == 0) {
      at++;
    }
    return at + 1;
  }

  /// The form at a place whose value is [#CHECKED].
  Form checked(int place) {
    return Objects.requireNonNull(checked[place]);
  }

  /// Follows the edges with a star that leave a node, which has stars, and fit a token.
  void stems(long path, Tokens tokens, int i, Arrival arrival) {
    stems(path, (int) starred.info(path), tokens.from[i], tokens.from[i + 1], 0, tokens, arrival);
  }

  /// Follows the edges with a star that leave the root and fit a token.
  void stems(Tokens tokens, int i, Arrival arrival) {
    stems(ROOT, ROOT_NUMBER, tokens.from[i], tokens.from[i + 1], 0, tokens, arrival);
  }

  /// Follows the edges of glued forms with a star that fit the chars of a token from `from` on.
  void glued(Tokens tokens, int i, int from, Arrival arrival) {
    stems(ROOT, ROOT_NUMBER, from, tokens.from[i + 1], GLUED, tokens, arrival);
  }

  private void stems(
      long path, int number, int from, int end, long mark, Tokens tokens, Arrival arrival) {
    int length = Math.min(end - from, LONGEST_STEM);
    long fits = -1L >>> (63 - length);
    boolean root = number == ROOT_NUMBER;
    long wanted = behind[number] & fits;
    wanted = root ? known(tokens.chars, from, 1, wanted, STAR) : wanted;
    long hash = Tokens.SEED;
    for (int n = 1; n <= length && wanted >>> n != 0; n++) {
      hash = Tokens.step(hash, tokens.chars[from + n - 1]);
      if ((wanted >>> n & 1) != 0) {
        step(combine(path, Tokens.finish(hash) ^ STAR) ^ mark, arrival);
      }
    }
    wanted = before[number] & fits;
    wanted = root ? known(tokens.chars, end - 1, -1, wanted, STAR_BEFORE) : wanted;
    hash = Tokens.SEED;
    for (int n = 1; n <= length && wanted >>> n != 0; n++) {
      hash = Tokens.step(hash, tokens.chars[end - n]);
      if ((wanted >>> n & 1) != 0) {
        step(combine(path, Tokens.finish(hash) ^ STAR_BEFORE) ^ mark, arrival);
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

  /// Leads to where a path leads, if it leads anywhere.
  void step(long path, Arrival arrival) {
    long info = nodes.info(path);
    if (info != 0) {
      arrival.at(path, info);
    }
  }
}
