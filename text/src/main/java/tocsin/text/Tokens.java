package tocsin.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A text cut into tokens: runs of letters and digits, and each Han or Kana character for itself.
///
/// Tokens know where they stand in the text they came from (UTF-16 code units) and what their chars
/// fold to. Dots inside an abbreviation (`U.S.`) belong to its token.
final class Tokens {
  int size;
  int[] start = new int[64];
  int[] end = new int[64];

  /// where the token's folded chars begin in [#chars]; they end where the next token's begin
  int[] from = new int[65];

  long[] hash = new long[64];

  /// room for the word that a spotter knows each token as
  @Nullable Word[] words = new @Nullable Word[64];

  /// whether a form may go on from the token before to this one
  boolean[] joined = new boolean[64];

  char[] chars = new char[512];

  /// the text as it was read, of [#length] chars
  char[] raw = new char[512];

  int length;

  private static final long PRIME = 0x9E3779B97F4A7C15L;

  private static final byte LETTER = (byte) Folding.Kind.LETTER.ordinal();
  private static final byte IDEOGRAPH = (byte) Folding.Kind.IDEOGRAPH.ordinal();
  private static final byte SKIPPED = (byte) Folding.Kind.SKIPPED.ordinal();
  private static final byte HARD = (byte) Folding.Kind.HARD.ordinal();

  static long step(long hash, char c) {
    return (hash ^ c) * PRIME + (hash >>> 29);
  }

  static long finish(long hash) {
    hash ^= hash >>> 32;
    hash *= 0xD6E8FEB86659FD93L;
    return hash ^ (hash >>> 32);
  }

  static final long SEED = 0x51_7C_C1_B7_27_22_0A_95L;

  Tokens read(String text) {
    size = 0;
    from[0] = 0;
    length = text.length();
    if (raw.length < length) {
      raw = new char[length + length / 4];
    }
    text.getChars(0, length, raw, 0);
    reserve(0, 0);
    int at = 0;
    int used = 0;
    boolean join = true;
    while (at < length) {
      char c = raw[at];
      byte kind = Folding.KIND[c];
      if (kind == LETTER) {
        at = word(at, used, join);
        used = from[size];
        join = true;
      } else if (kind == IDEOGRAPH) {
        int begin = used;
        used = append(c, used, at);
        close(at, at + 1, begin, used, hash(begin, used), join);
        join = true;
        at++;
      } else {
        // a paragraph's end is not crossed either
        join &= kind != HARD && (c != '\n' || at + 1 == length || raw[at + 1] != '\n');
        at++;
      }
    }
    return this;
  }

  /// Reads the token that begins at `first`; where the text goes on behind it.
  private int word(int first, int begin, boolean join) {
    int at = first;
    int used = begin;
    int last = at;
    int letters = 0;
    long h = SEED;
    while (at < length) {
      char c = raw[at];
      char folded = Folding.LETTER[c];
      if (folded != 0) {
        chars[used++] = folded;
        h = step(h, folded);
        letters++;
        last = ++at;
      } else if (Folding.KIND[c] == LETTER) {
        int before = used;
        used = append(c, used, at);
        for (int i = before; i < used; i++) {
          h = step(h, chars[i]);
        }
        letters++;
        last = ++at;
      } else if (Folding.KIND[c] == SKIPPED || c == '.' && abbreviates(at, first, letters)) {
        at++;
      } else {
        break;
      }
    }
    close(first, last, begin, used, finish(h), join);
    return at;
  }

  private int append(char c, int used, int at) {
    reserve(used, at);
    return Folding.append(c, chars, used);
  }

  private long hash(int begin, int end) {
    long h = SEED;
    for (int i = begin; i < end; i++) {
      h = step(h, chars[i]);
    }
    return finish(h);
  }

  /// Whether the dot at `at` stands in an abbreviation of single letters: `U.S.`, `z.B.`
  private boolean abbreviates(int at, int first, int letters) {
    if (at + 1 >= length || at - first != 2 * letters - 1) {
      return false;
    }
    if (Folding.KIND[raw[at + 1]] != LETTER
        || !Character.isUpperCase(raw[at - 1])
        || !Character.isUpperCase(raw[at + 1])) {
      return false;
    }
    return at + 2 >= length || Folding.KIND[raw[at + 2]] != LETTER;
  }

  /// Makes room for what the char at `at` folds to, and for one char for each behind it.
  private void reserve(int used, int at) {
    int wanted = used + Folding.LONGEST_EXPANSION + length - at;
    if (wanted > chars.length) {
      chars = Arrays.copyOf(chars, wanted + wanted / 4);
    }
  }

  private void close(int first, int last, int begin, int used, long h, boolean join) {
    if (size == start.length) {
      int more = size * 2;
      start = Arrays.copyOf(start, more);
      end = Arrays.copyOf(end, more);
      from = Arrays.copyOf(from, more + 1);
      hash = Arrays.copyOf(hash, more);
      words = new @Nullable Word[more];
      joined = Arrays.copyOf(joined, more);
    }
    start[size] = first;
    end[size] = last;
    from[size] = begin;
    hash[size] = h;
    joined[size] = join;
    size++;
    from[size] = used;
  }
}
