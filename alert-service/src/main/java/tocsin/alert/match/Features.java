package tocsin.alert.match;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tocsin.alert.subscription.KnownWords;
import tocsin.alert.subscription.Query;
import tocsin.events.Grade;
import tocsin.events.TaggedArticle;
import tocsin.events.ThemeTag;
import tocsin.text.Folding;

/// What of an article queries ask about.
///
/// @param themes tags by theme and, the best of them, by group
/// @param actors actors named and their kinds
/// @param phrases of those looked for, the ones that stand in title or text
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
      themes.merge(tag.id(), List.of(tag), Features::both);
      var group = words.groupOf(tag.id());
      if (!group.isEmpty()) {
        themes.merge(group, List.of(tag), Features::both);
      }
    }
    Set<String> actors = new HashSet<>();
    Set<String> kinds = new HashSet<>();
    for (var actor : article.actors()) {
      actors.add(actor.id());
      kinds.add(words.kindOf(actor.id()));
    }
    Set<String> authors = new HashSet<>();
    article.authors().forEach(author -> authors.add(Folding.fold(author)));
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

  private static List<ThemeTag> both(List<ThemeTag> one, List<ThemeTag> other) {
    return java.util.stream.Stream.concat(one.stream(), other.stream()).toList();
  }

  /// Whether the article is what the query asks for.
  ///
  /// @param minScore themes below it do not count
  public boolean match(Query query, double minScore) {
    return switch (query) {
      case Query.And(var all) -> {
        for (var q : all) {
          if (!match(q, minScore)) {
            yield false;
          }
        }
        yield true;
      }
      case Query.Or(var any) -> {
        for (var q : any) {
          if (match(q, minScore)) {
            yield true;
          }
        }
        yield false;
      }
      case Query.Not(var inner) -> !match(inner, minScore);
      case Query.Theme(var id, boolean primary) ->
          themes.getOrDefault(id, List.of()).stream()
              .anyMatch(
                  tag -> tag.score() >= minScore && (!primary || tag.grade() == Grade.primary));
      case Query.Actor(var id) -> actors.contains(id);
      case Query.Kind(var id) -> kinds.contains(id);
      case Query.Language(var tag) -> speaks(tag);
      case Query.Source(var name) ->
          name.equals(feed) || name.equals(source) || source.endsWith("." + name);
      case Query.Author(var name) -> authors.stream().anyMatch(a -> a.contains(Folding.fold(name)));
      case Query.Phrase(var words) -> phrases.contains(Folding.fold(words));
    };
  }

  private boolean speaks(String tag) {
    return language.regionMatches(true, 0, tag, 0, tag.length())
        && (language.length() == tag.length() || language.charAt(tag.length()) == '-');
  }

  /// The themes, actors and phrases of the query that the article has.
  public List<String> because(Query query, double minScore) {
    return switch (query) {
      case Query.And(var all) ->
          all.stream().flatMap(q -> because(q, minScore).stream()).distinct().toList();
      case Query.Or(var any) ->
          any.stream().flatMap(q -> because(q, minScore).stream()).distinct().toList();
      case Query.Not n -> List.of();
      case Query.Theme(var id, var primary) ->
          match(query, minScore)
              ? themes.getOrDefault(id, List.of()).stream().map(ThemeTag::id).distinct().toList()
              : List.of();
      case Query.Actor(var id) -> match(query, minScore) ? List.of(id) : List.of();
      case Query.Phrase(var words) -> match(query, minScore) ? List.of(words) : List.of();
      case Query.Kind k -> List.of();
      case Query.Language l -> List.of();
      case Query.Source s -> List.of();
      case Query.Author a -> List.of();
    };
  }

  /// One key for each thing an index can look subscriptions up by.
  List<String> keys() {
    var keys = new java.util.ArrayList<String>();
    themes.keySet().forEach(id -> keys.add("t:" + id));
    actors.forEach(id -> keys.add("a:" + id));
    kinds.forEach(id -> keys.add("k:" + id));
    phrases.forEach(p -> keys.add("p:" + p));
    keys.add("l:" + language.toLowerCase(Locale.ROOT).split("-", 2)[0]);
    return keys;
  }
}
