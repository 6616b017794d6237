package tocsin.alert.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tocsin.alert.subscription.KnownWords;
import tocsin.alert.subscription.Query;
import tocsin.events.Grade;
import tocsin.events.TaggedArticle;
import tocsin.events.ThemeTag;

/// What of an article queries ask about, and what a query means: the index is to find exactly the
/// subscriptions whose query this says an article matches.
///
/// @param themes tags by theme and by group
/// @param actors actors named and their kinds
/// @param source the host
/// @param authors their words, folded
/// @param phrases of those looked for, the ones that stand in title or text, folded
public record Features(
    Map<String, List<ThemeTag>> themes,
    Set<String> actors,
    Set<String> kinds,
    String language,
    String source,
    String feed,
    Set<String> authors,
    Set<String> phrases) {

  public static Features of(TaggedArticle article, KnownWords words, Set<String> phrases) {
    Map<String, List<ThemeTag>> themes = new HashMap<>();
    for (var tag : article.themes()) {
      themes.computeIfAbsent(tag.id(), id -> new ArrayList<>()).add(tag);
      var group = words.groupOf(tag.id());
      if (!group.isEmpty()) {
        themes.computeIfAbsent(group, id -> new ArrayList<>()).add(tag);
      }
    }
    Set<String> actors = new HashSet<>();
    Set<String> kinds = new HashSet<>();
    for (var actor : article.actors()) {
      actors.add(actor.id());
      kinds.add(words.kindOf(actor.id()));
    }
    Set<String> authors = new HashSet<>();
    article.authors().forEach(author -> authors.add(Query.words(author)));
    return new Features(
        themes,
        actors,
        kinds,
        article.language(),
        article.source(),
        article.feedId(),
        authors,
        phrases);
  }

  /// Whether the article is what the query asks for.
  ///
  /// @param minScore themes below it do not count
  public boolean match(Query query, double minScore) {
    return switch (query) {
      case Query.And(var all) -> all.stream().allMatch(q -> match(q, minScore));
      case Query.Or(var any) -> any.stream().anyMatch(q -> match(q, minScore));
      case Query.Not(var inner) -> !match(inner, minScore);
      case Query.Theme theme -> !tags(theme, minScore).isEmpty();
      case Query.Actor(var id) -> actors.contains(id);
      case Query.Kind(var id) -> kinds.contains(id);
      case Query.Language meant -> meant.holds(language);
      case Query.Source meant -> meant.holds(source, feed);
      case Query.Author(var name) -> {
        var called = " " + Query.words(name) + " ";
        yield authors.stream().anyMatch(author -> (" " + author + " ").contains(called));
      }
      case Query.Phrase phrase -> phrases.contains(phrase.folded());
    };
  }

  private List<ThemeTag> tags(Query.Theme theme, double minScore) {
    return themes.getOrDefault(theme.id(), List.of()).stream()
        .filter(tag -> tag.score() >= minScore)
        .filter(tag -> !theme.primary() || tag.grade() == Grade.primary)
        .toList();
  }

  /// The themes, actors and phrases of the query that the article has.
  public List<String> because(Query query, double minScore) {
    return switch (query) {
      case Query.And(var all) -> because(all, minScore);
      case Query.Or(var any) -> because(any, minScore);
      case Query.Not n -> List.of();
      case Query.Theme theme ->
          tags(theme, minScore).stream().map(ThemeTag::id).distinct().toList();
      case Query.Actor(var id) -> match(query, minScore) ? List.of(id) : List.of();
      case Query.Phrase(var words) -> match(query, minScore) ? List.of(words) : List.of();
      case Query.Leaf other -> List.of();
    };
  }

  private List<String> because(List<Query> parts, double minScore) {
    return parts.stream().flatMap(q -> because(q, minScore).stream()).distinct().toList();
  }
}
