package tocsin.classify.spot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tocsin.classify.text.Language;
import tocsin.classify.text.TaggableText;
import tocsin.classify.vocabulary.Lexicon;
import tocsin.classify.vocabulary.Lexicon.CompiledPair;
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

    public boolean overlaps(Hit other) {
      return field == other.field && start < other.end && other.start < end;
    }

    /// The stretch from the one to the other, as a place of something else.
    Hit to(Hit other, Lexicon.Target as) {
      return new Hit(
          field,
          Math.min(start, other.start),
          Math.max(end, other.end),
          Math.min(token, other.token),
          sentence,
          as);
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
    Map<Integer, List<Hit>> paired = new HashMap<>();
    for (var hit : all) {
      if (hit.target().role() == Lexicon.Role.CONCEPT && !meansElse(hit)) {
        int referent = hit.target().referent();
        if (lexicon.pairs().containsKey(referent)) {
          paired.computeIfAbsent(referent, r -> new ArrayList<>()).add(hit);
        } else {
          concepts.add(referent, hit);
        }
      }
    }
    lexicon
        .pairs()
        .forEach((referent, pairs) -> {
          var places = paired.getOrDefault(referent, new ArrayList<>());
          pairs.forEach(pair -> pair(pair, concepts, places));
          places.sort(Comparator.comparing(Hit::field).thenComparingInt(Hit::start));
          places.forEach(hit -> concepts.add(referent, hit));
        });
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

  /// Adds the stretches of the text that a pair stands in.
  private static void pair(CompiledPair pair, Concepts concepts, List<Hit> places) {
    for (int a = concepts.first(pair.one()); a >= 0; a = concepts.next(a)) {
      var one = concepts.hit(a);
      for (int b = concepts.first(pair.other()); b >= 0; b = concepts.next(b)) {
        var other = concepts.hit(b);
        if (one.sentence() == other.sentence()
            && Math.abs(one.token() - other.token()) <= pair.within()
            && !one.overlaps(other)) {
          places.add(one.to(other, pair.target()));
        }
      }
    }
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
