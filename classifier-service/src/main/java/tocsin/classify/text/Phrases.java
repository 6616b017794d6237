package tocsin.classify.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tocsin.text.Folding;

/// A set of folded phrases that answers which of them a text begins with.
final class Phrases {
  /*
   * Sorted; a phrase that the text begins with sorts at or before the text, and shares its first
   * char, so a look-up scans one narrow range.
   */
  private final String[] sorted;
  private final int[] firstAt = new int[1 << 16];

  Phrases(List<String> phrases) {
    sorted = phrases.stream().map(Phrases::fold).distinct().sorted().toArray(String[]::new);
    Arrays.fill(firstAt, -1);
    for (int i = sorted.length - 1; i >= 0; i--) {
      firstAt[sorted[i].charAt(0)] = i;
    }
  }

  /// As phrases and lines are compared.
  static String fold(String line) {
    return Folding.fold(line).replace('：', ':').replace('’', '\'');
  }

  /// @param folded a text through [#fold]
  /// @return the length of the longest phrase it begins with, whole words; 0 where with none
  int beginning(String folded) {
    if (folded.isEmpty()) {
      return 0;
    }
    char first = folded.charAt(0);
    int longest = 0;
    for (int i = firstAt[first]; i >= 0 && i < sorted.length; i++) {
      var phrase = sorted[i];
      if (phrase.charAt(0) != first) {
        break;
      }
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
