package tocsin.classify.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tocsin.text.Folding;

/// A set of folded phrases that answers which of them a text begins with, and whether it holds one.
final class Phrases {
  /* Chains of phrases that begin with the same chars, as many as KNOWN_BY or all; and the first two
   * chars of them all, one bit each. */
  private static final int KNOWN_BY = 4;
  private static final int CHAINS = 1 << 11;
  private static final int PAIRS = 1 << 12;

  private final String[] phrases;
  private final int[] first = new int[CHAINS];
  private final int[] next;
  private final long[] pairs = new long[PAIRS / Long.SIZE];

  Phrases(List<String> phrases) {
    this.phrases = phrases.stream().map(Phrases::fold).distinct().toArray(String[]::new);
    next = new int[this.phrases.length];
    Arrays.fill(first, -1);
    for (int i = 0; i < next.length; i++) {
      var phrase = this.phrases[i];
      int hash = 0;
      for (int c = 0; c < Math.min(phrase.length(), KNOWN_BY); c++) {
        hash = step(hash, phrase.charAt(c));
      }
      next[i] = first[chain(hash)];
      first[chain(hash)] = i;
      if (phrase.length() > 1) {
        int pair = pair(phrase.charAt(0), phrase.charAt(1));
        pairs[pair >>> 6] |= 1L << pair;
      }
    }
  }

  private static int pair(char one, char other) {
    return (one << 5 ^ other) & PAIRS - 1;
  }

  private static int step(int hash, char c) {
    return (hash + c) * 0x9E3779B1;
  }

  private static int chain(int hash) {
    return hash >>> 21;
  }

  /// As phrases and lines are compared.
  static String fold(String line) {
    return Folding.fold(line).replace('：', ':').replace('’', '\'');
  }

  /// Whether one of the phrases, of two chars or more, stands somewhere in a text and ends with no
  /// letter behind it.
  ///
  /// @param folded a text through [#fold]
  boolean standsIn(String folded) {
    for (int at = 0; at + 1 < folded.length(); at++) {
      int pair = pair(folded.charAt(at), folded.charAt(at + 1));
      if ((pairs[pair >>> 6] >>> pair & 1) != 0 && standsAt(folded, at)) {
        return true;
      }
    }
    return false;
  }

  private boolean standsAt(String folded, int at) {
    int hash = 0;
    for (int c = at; c < Math.min(folded.length(), at + KNOWN_BY); c++) {
      hash = step(hash, folded.charAt(c));
      for (int i = first[chain(hash)]; i >= 0; i = next[i]) {
        int end = at + phrases[i].length();
        if (folded.startsWith(phrases[i], at)
            && (end == folded.length()
                || folded.charAt(end) >= 0x2E80
                || !Character.isLetter(folded.charAt(end)))) {
          return true;
        }
      }
    }
    return false;
  }

  /// @param folded a text through [#fold]
  /// @return the length of the longest phrase it begins with, whole words; 0 where with none
  int beginning(String folded) {
    if (folded.isEmpty()) {
      return 0;
    }
    int longest = 0;
    int hash = 0;
    for (int c = 0; c < Math.min(folded.length(), KNOWN_BY); c++) {
      hash = step(hash, folded.charAt(c));
      longest = longest(folded, first[chain(hash)], longest);
    }
    return longest;
  }

  private int longest(String folded, int chain, int before) {
    int longest = before;
    for (int i = chain; i >= 0; i = next[i]) {
      var phrase = phrases[i];
      if (phrase.length() > longest && folded.startsWith(phrase) && wordEnds(folded, phrase)) {
        longest = phrase.length();
      }
    }
    return longest;
  }

  private static boolean wordEnds(String text, String phrase) {
    int end = phrase.length();
    char last = phrase.charAt(end - 1);
    return end == text.length()
        || !Character.isLetterOrDigit(last)
        || last >= 0x2E80
        || text.charAt(end) >= 0x2E80
        || !Character.isLetterOrDigit(text.charAt(end));
  }

  /// Phrases of the form `a ... b`.
  static final class Split {
    private final List<String[]> pairs = new ArrayList<>();

    Split(List<String> phrases) {
      for (var phrase : phrases) {
        pairs.add(fold(phrase).split("\\s*\\.\\.\\.\\s*", 2));
      }
    }

    boolean holds(String folded) {
      for (var pair : pairs) {
        if (folded.startsWith(pair[0]) && folded.indexOf(pair[1], pair[0].length()) > 0) {
          return true;
        }
      }
      return false;
    }
  }
}
