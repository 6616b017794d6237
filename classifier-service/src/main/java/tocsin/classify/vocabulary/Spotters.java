package tocsin.classify.vocabulary;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tocsin.classify.text.Language;
import tocsin.text.Spotter;

/// The spotter of a lexicon for each language of texts: a form that counts only in another one is
/// not found. Safe for use by several threads.
final class Spotters {
  private final Spotter all;

  /// by target the number of the only language in which it counts
  private final int[] languageOf;

  private final List<String> languages = new ArrayList<>();
  private final Map<BitSet, Spotter> bySpoken = new ConcurrentHashMap<>();

  /// @param only by target the language that a text must be in; empty where any
  Spotters(Spotter all, List<String> only) {
    this.all = all;
    languageOf = only.stream().mapToInt(this::number).toArray();
  }

  private int number(String only) {
    int number = languages.indexOf(only);
    if (number < 0) {
      number = languages.size();
      languages.add(only);
    }
    return number;
  }

  /// The one that finds everything.
  Spotter all() {
    return all;
  }

  Spotter of(String language) {
    return bySpoken.computeIfAbsent(spoken(language), this::only);
  }

  private Spotter only(BitSet spoken) {
    var counts = new boolean[languageOf.length];
    for (int target = 0; target < counts.length; target++) {
      counts[target] = spoken.get(languageOf[target]);
    }
    return all.only(target -> counts[target]);
  }

  /// Which languages' forms count in a text of this one, by number: texts are in more languages
  /// than the lexicon tells apart.
  private BitSet spoken(String language) {
    var spoken = new BitSet(languages.size());
    for (int i = 0; i < languages.size(); i++) {
      spoken.set(i, counts(languages.get(i), language));
    }
    return spoken;
  }

  private static boolean counts(String only, String language) {
    return only.isEmpty()
        || language.equals(only)
        || language.equals(Language.UNDECIDED)
        || language.length() > only.length()
            && language.startsWith(only)
            && language.charAt(only.length()) == '-';
  }
}
