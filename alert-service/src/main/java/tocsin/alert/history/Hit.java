package tocsin.alert.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tocsin.alert.subscription.Query;
import tocsin.alert.subscription.Query.Leaf;
import tocsin.events.ActorTag;
import tocsin.events.TaggedArticle;
import tocsin.events.ThemeTag;

/// An article that matches a query, by the first of its records that does.
///
/// @param order in which records of a story were taken in
/// @param themes those that count
record Hit(
    String id,
    int partition,
    long offset,
    long order,
    Instant tagged,
    String story,
    List<String> themes,
    List<String> actors,
    String language,
    String source) {

  Hit {
    themes = List.copyOf(themes);
    actors = List.copyOf(actors);
  }

  /// @param minScore themes below it do not count
  static Hit of(Recorded recorded, Recorded.Record record, TaggedArticle article, double minScore) {
    return new Hit(
        recorded.id(),
        recorded.partition(),
        record.offset(),
        record.order(),
        article.tagged(),
        recorded.story(),
        article.themes().stream()
            .filter(tag -> tag.score() >= minScore)
            .map(ThemeTag::id)
            .distinct()
            .toList(),
        article.actors().stream().map(ActorTag::id).distinct().toList(),
        article.language(),
        article.source());
  }

  boolean isWithin(Instant from, Instant to) {
    return !tagged.isBefore(from) && tagged.isBefore(to);
  }

  /// The first hit of each story.
  static List<Hit> firstOfStories(Collection<Hit> hits) {
    Map<String, Hit> first = new HashMap<>();
    hits.forEach(hit ->
        first.merge(hit.story(), hit, (one, other) -> one.order() < other.order() ? one : other));
    return List.copyOf(first.values());
  }

  /// What a query may ask of it, each once.
  List<Leaf> traits() {
    List<Leaf> traits = new ArrayList<>();
    themes.forEach(theme -> traits.add(new Query.Theme(theme, false)));
    actors.forEach(actor -> traits.add(new Query.Actor(actor)));
    if (!source.isEmpty()) {
      traits.add(new Query.Source(source));
    }
    if (!language.equals("und")) {
      traits.add(new Query.Language(language));
    }
    return traits;
  }

  /// Whether it has one of [#traits()] of this or another hit.
  boolean has(Leaf trait) {
    return switch (trait) {
      case Query.Source asked -> asked.holds(source, "");
      case Query.Language asked -> asked.holds(language);
      case Leaf other -> traits().contains(other);
    };
  }
}
