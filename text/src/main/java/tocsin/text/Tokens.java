package tocsin.text;

import java.util.Arrays;

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

  /// whether a form may go on from the token before to this one
  boolean[] joined = new boolean[64];

  char[] chars = new char[512];

  private static final long PRIME = 0x9E3779B97F4A7C15L;

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
    int length = text.length();
    int at = 0;
    int used = 0;
    boolean join = true;
    while (at < length) {
      char c = text.charAt(at);
      switch (Folding.kind(c)) {
        case SKIPPED -> at++;
        case SOFT -> {
          if (c == '\n' && at + 1 < length && text.charAt(at + 1) == '\n') {
            join = false;
          }
          at++;
        }
        case HARD -> {
          join = false;
          at++;
        }
        case IDEOGRAPH -> {
          used = reserve(used, 1);
          int begin = used;
          used = Folding.append(c, chars, used);
          close(at, at + 1, begin, used, join);
          join = true;
          at++;
        }
        case LETTER -> {
          int begin = used;
          int first = at;
          int last = at;
          int letters = 0;
          while (at < length) {
            c = text.charAt(at);
            var kind = Folding.kind(c);
            if (kind == Folding.Kind.LETTER) {
              used = reserve(used, 1);
              used = Folding.append(c, chars, used);
              letters++;
              last = ++at;
            } else if (kind == Folding.Kind.SKIPPED) {
              at++;
            } else if (c == '.' && abbreviates(text, at, first, letters)) {
              at++;
            } else {
              break;
            }
          }
          close(first, last, begin, used, join);
          join = true;
        }
      }
    }
    return this;
  }

  /// Whether the dot at `at` stands in an abbreviation of single letters: `U.S.`, `z.B.`
  private static boolean abbreviates(String text, int at, int first, int letters) {
    if (at + 1 >= text.length() || at - first != 2 * letters - 1) {
      return false;
    }
    if (Folding.kind(text.charAt(at + 1)) != Folding.Kind.LETTER
        || !Character.isUpperCase(text.charAt(at - 1))
        || !Character.isUpperCase(text.charAt(at + 1))) {
      return false;
    }
    return at + 2 >= text.length() || Folding.kind(text.charAt(at + 2)) != Folding.Kind.LETTER;
  }

  private int reserve(int used, int count) {
    if (used + count * Folding.LONGEST_EXPANSION > chars.length) {
      chars = Arrays.copyOf(chars, chars.length * 2 + Folding.LONGEST_EXPANSION);
    }
    return used;
  }

  private void close(int first, int last, int begin, int used, boolean join) {
    if (size == start.length) {
      int more = size * 2;
      start = Arrays.copyOf(start, more);
      end = Arrays.copyOf(end, more);
      from = Arrays.copyOf(from, more + 1);
      hash = Arrays.copyOf(hash, more);
      joined = Arrays.copyOf(joined, more);
    }
    long h = SEED;
    for (int i = begin; i < used; i++) {
      h = step(h, chars[i]);
    }
    start[size] = first;
    end[size] = last;
    from[size] = begin;
    hash[size] = finish(h);
    joined[size] = join;
    size++;
    from[size] = used;
  }
}
