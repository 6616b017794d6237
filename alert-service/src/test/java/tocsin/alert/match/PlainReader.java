package tocsin.alert.match;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tocsin.alert.subscription.Query;
import tocsin.events.TaggedArticle;

/// Finds phrases as a reader does who knows nothing of spotters: sentence by sentence, word by
/// word.
final class PlainReader {
  private static final Pattern SENTENCES = Pattern.compile("[.,;:]|\n\n");
  private static final Pattern GAPS = Pattern.compile("[^\\p{L}\\p{N}*]+");

  private final List<List<String>> sentences = new ArrayList<>();

  PlainReader(TaggedArticle article) {
    for (var text : List.of(article.title(), article.text())) {
      SENTENCES
          .splitAsStream(text.replace("U.S.", "US"))
          .forEach(sentence -> sentences.add(words(sentence)));
    }
  }

  /// The phrases of the queries that stand in title or text, folded.
  Set<String> phrases(List<Query> queries) {
    Set<Query.Phrase> asked = new HashSet<>();
    for (var query : queries) {
      for (var leaf : Query.leaves(query)) {
        if (leaf instanceof Query.Phrase phrase) {
          asked.add(phrase);
        }
      }
    }
    Set<String> found = new HashSet<>();
    for (var phrase : asked) {
      var wanted = words(phrase.words());
      if (sentences.stream().anyMatch(sentence -> stands(wanted, sentence))) {
        found.add(phrase.folded());
      }
    }
    return found;
  }

  private static boolean stands(List<String> wanted, List<String> there) {
    for (int from = 0; from + wanted.size() <= there.size(); from++) {
      boolean all = true;
      for (int i = 0; i < wanted.size(); i++) {
        all &= fits(wanted.get(i), there.get(from + i));
      }
      if (all) {
        return true;
      }
    }
    return false;
  }

  private static boolean fits(String wanted, String there) {
    return wanted.endsWith("*")
        ? there.startsWith(wanted.substring(0, wanted.length() - 1))
        : there.equals(wanted);
  }

  private static List<String> words(String text) {
    var plain =
        Normalizer.normalize(text, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("(\\p{IsHan})", " $1 ");
    return GAPS.splitAsStream(plain).filter(word -> !word.isEmpty()).toList();
  }
}
