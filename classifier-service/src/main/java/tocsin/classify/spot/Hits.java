package tocsin.classify.spot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tocsin.classify.text.Language;
import tocsin.classify.text.TaggableText;
import tocsin.classify.vocabulary.Lexicon;
import tocsin.events.Evidence;
import tocsin.events.Evidence.Field;

/// What the spotter found in an article outside its furniture, before anyone decided what it means.
public final class Hits {
  /// One form in its place.
  ///
  /// @param token its number in its field
  public record Hit(
      Field field, int start, int end, int token, int sentence, Lexicon.Target target) {

    public Evidence evidence(TaggableText text, String concept) {
      return new Evidence(field, start, end, text.of(field).substring(start, end), concept);
    }

    public int length() {
      return end - start;
    }

    public boolean covers(Hit other) {
      return field == other.field && start <= other.start && end >= other.end;
    }
  }

  private final List<Hit> all = new ArrayList<>(256);
  private final List<Hit> notThis = new ArrayList<>();

  /// @param language forms of other languages that count only there are left out
  public static Hits in(TaggableText text, Lexicon lexicon, String language) {
    var hits = new Hits();
    for (var field : List.of(Field.title, Field.text)) {
      lexicon
          .spotter()
          .spot(
              text.of(field),
              (start, end, token, value) -> {
                var target = lexicon.target(value);
                int sentence = text.sentence(field, start);
                if (!text.isFurniture(sentence, start) && speaks(target.language(), language)) {
                  hits.add(new Hit(field, start, end, token, sentence, target));
                }
              });
    }
    return hits;
  }

  private void add(Hit hit) {
    all.add(hit);
    if (hit.target().role() == Lexicon.Role.NOT_THIS) {
      notThis.add(hit);
    }
  }

  private static boolean speaks(String only, String language) {
    return only.isEmpty()
        || language.equals(only)
        || language.equals(Language.UNDECIDED)
        || language.length() > only.length()
            && language.startsWith(only)
            && language.charAt(only.length()) == '-';
  }

  public List<Hit> all() {
    return all;
  }

  /// What the article speaks of.
  ///
  /// @param named where each actor is named, by referent
  public Concepts concepts(Map<Integer, List<Hit>> named, Lexicon lexicon) {
    var concepts = new Concepts(lexicon.referents());
    for (var hit : all) {
      if (hit.target().role() == Lexicon.Role.CONCEPT && !meansElse(hit)) {
        concepts.add(hit.target().referent(), hit);
      }
    }
    named.forEach((actor, places) -> {
      int kind = lexicon.kindOf(actor);
      for (var hit : places) {
        concepts.add(actor, hit);
        if (kind >= 0) {
          concepts.add(kind, hit);
        }
      }
    });
    return concepts;
  }

  private boolean meansElse(Hit concept) {
    for (var hit : notThis) {
      if (hit.target().referent() == concept.target().referent() && hit.covers(concept)) {
        return true;
      }
    }
    return false;
  }
}
