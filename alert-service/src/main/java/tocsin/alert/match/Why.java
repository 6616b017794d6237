package tocsin.alert.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tocsin.alert.subscription.KnownWords;
import tocsin.alert.subscription.Query;
import tocsin.events.Evidence;
import tocsin.events.TaggedArticle;
import tocsin.text.Folding;
import tocsin.text.Form;
import tocsin.text.Spotter;

/// Why an article matches a query: which of the things asked for it has, and where phrases stand.
///
/// @param because ids of themes and actors, and phrases
/// @param phrases spans of phrases, at most [#MOST_SPANS] each
public record Why(List<String> because, List<Evidence> phrases) {
  private static final int MOST_SPANS = 5;

  public Why {
    because = List.copyOf(because);
    phrases = List.copyOf(phrases);
  }

  /// Tells it of one article and many queries.
  public static final class Teller {
    private final TaggedArticle article;
    private final KnownWords words;
    private final Features withoutPhrases;
    private final Map<String, List<Evidence>> spans = new HashMap<>();

    public Teller(TaggedArticle article, KnownWords words) {
      this.article = article;
      this.words = words;
      this.withoutPhrases = Features.of(article, words, Set.of());
    }

    public Why why(Query query, double minScore) {
      var phrases = phrases(query, new HashSet<>());
      if (phrases.isEmpty()) {
        return new Why(withoutPhrases.because(query, minScore), List.of());
      }
      Set<String> found = new HashSet<>();
      List<Evidence> evidence = new ArrayList<>();
      for (var phrase : phrases) {
        var places = spans.computeIfAbsent(phrase, this::find);
        if (!places.isEmpty()) {
          found.add(phrase);
          evidence.addAll(places);
        }
      }
      return new Why(Features.of(article, words, found).because(query, minScore), evidence);
    }

    private List<Evidence> find(String phrase) {
      var spotter = Spotter.builder().add(Form.parse(phrase), 0).build();
      List<Evidence> places = new ArrayList<>();
      for (var field : Evidence.Field.values()) {
        var text = field.of(article);
        spotter.spot(
            text,
            (start, end, token, value) -> {
              if (places.size() < MOST_SPANS) {
                places.add(new Evidence(field, start, end, text.substring(start, end), phrase));
              }
            });
      }
      return places;
    }
  }

  /// The phrases of a query that are asked for, folded; not those that must be absent.
  private static Set<String> phrases(Query query, Set<String> into) {
    switch (query) {
      case Query.And(var all) -> all.forEach(q -> phrases(q, into));
      case Query.Or(var any) -> any.forEach(q -> phrases(q, into));
      case Query.Phrase(var words) -> into.add(Folding.fold(words));
      case Query.Not n -> {}
      case Query.Theme t -> {}
      case Query.Actor a -> {}
      case Query.Kind k -> {}
      case Query.Language l -> {}
      case Query.Source s -> {}
      case Query.Author a -> {}
    }
    return into;
  }
}
