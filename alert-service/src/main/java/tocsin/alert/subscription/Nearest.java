package tocsin.alert.subscription;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tocsin.text.Folding;

/// Finds what somebody may have meant by a word that is not known.
final class Nearest {
  private static final int MOST = 3;

  private Nearest() {}

  /// @param known ids, and by each what else it is called
  /// @return the nearest ids, the nearest first
  static List<String> to(String written, Map<String, Iterable<String>> known) {
    var bare = bare(written);
    Map<String, Integer> far =
        known.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    entry -> {
                      int least = distance(bare, bare(entry.getKey()));
                      for (var name : entry.getValue()) {
                        least = Math.min(least, distance(bare, bare(name)));
                      }
                      return least;
                    }));
    return far.keySet().stream()
        .sorted(Comparator.<String>comparingInt(far::get).thenComparing(id -> id))
        .limit(MOST)
        .toList();
  }

  private static String bare(String word) {
    return Folding.fold(word).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /// Edits between two words; a word that begins or ends with the other is near.
  private static int distance(String a, String b) {
    if (a.length() > 1 && (b.startsWith(a) || a.startsWith(b) || b.endsWith(a))) {
      return Math.ceilDiv(Math.abs(a.length() - b.length()), 4);
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
