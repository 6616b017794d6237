package tocsin.classify.spot;

import java.util.ArrayList;
import java.util.List;
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
  }

  private final List<Hit> all = new ArrayList<>();

  /// @param language forms of other languages that count only there are left out
  public static Hits in(TaggableText text, Lexicon lexicon, String language) {
    var hits = new Hits();
    for (var field : Field.values()) {
      lexicon
          .spotter()
          .spot(
              text.of(field),
              (start, end, token, value) -> {
                var target = lexicon.target(value);
                int sentence = text.sentence(field, start);
                if (!text.isFurniture(sentence, start) && speaks(target.language(), language)) {
                  hits.all.add(new Hit(field, start, end, token, sentence, target));
                }
              });
    }
    return hits;
  }

  private static boolean speaks(String only, String language) {
    return only.isEmpty() || language.equals(only) || language.startsWith(only + "-");
  }

  public List<Hit> all() {
    return all;
  }
}
