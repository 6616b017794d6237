package tocsin.alert.subscription;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tocsin.alert.subscription.Query.Leaf;
import tocsin.events.VocabularyEntry;

/// One whole version of the vocabulary, as queries need it: which themes, groups, actors and kinds
/// there are, and how they belong together.
public final class KnownWords {
  /// Knows nothing: what there is before the first whole version.
  public static final KnownWords NONE = new KnownWords("", List.of());

  private final String version;
  private final Map<String, String> groupOf = new HashMap<>();
  private final Map<String, TreeSet<String>> members = new HashMap<>();
  private final Map<String, String> kindOf = new HashMap<>();
  private final Map<String, Map<String, String>> labels = new TreeMap<>();

  public KnownWords(String version, Iterable<VocabularyEntry> entries) {
    this.version = version;
    for (var entry : entries) {
      labels.put(entry.id(), entry.labels());
      if (entry.type() == VocabularyEntry.Type.theme && entry.group() != null) {
        groupOf.put(entry.id(), entry.group());
        members.computeIfAbsent(entry.group(), group -> new TreeSet<>()).add(entry.id());
      }
      if (entry.type() == VocabularyEntry.Type.actor && entry.kind() != null) {
        kindOf.put(entry.id(), entry.kind());
      }
    }
  }

  public String version() {
    return version;
  }

  /// Empty for a theme that is no more.
  public String groupOf(String theme) {
    return groupOf.getOrDefault(theme, "");
  }

  /// The themes of a group, by name; empty where it is none.
  public List<String> themesOf(String group) {
    return List.copyOf(members.getOrDefault(group, new TreeSet<>()));
  }

  /// Empty for an actor that is no more.
  public String kindOf(String actor) {
    return kindOf.getOrDefault(actor, "");
  }

  public String label(String id, String language) {
    var known = labels.getOrDefault(id, Map.of());
    return known.getOrDefault(language, known.getOrDefault("en", id));
  }

  /// What in a query the vocabulary does not know, each with the nearest words that it does.
  public List<String> unknown(Query query) {
    return Query.leaves(query).stream().flatMap(leaf -> problem(leaf).stream()).distinct().toList();
  }

  /// As [#unknown(Query)], each with the place where it is written.
  public List<String> unknown(QueryParser.Reading reading) {
    return reading.places().stream()
        .flatMap(place ->
            problem(place.leaf()).stream()
                .map(problem -> "at character %d: %s".formatted(place.position() + 1, problem)))
        .toList();
  }

  private Optional<String> problem(Leaf leaf) {
    return switch (leaf) {
      case Query.Theme(var id, var primary)
          when !groupOf.containsKey(id) && !members.containsKey(id) -> {
        var themes = new TreeSet<>(groupOf.keySet());
        themes.addAll(members.keySet());
        yield Optional.of(missing("theme", id, themes));
      }
      case Query.Actor(var id) when !kindOf.containsKey(id) ->
          Optional.of(missing("actor", id, kindOf.keySet()));
      case Query.Kind(var id) when !kindOf.containsValue(id) ->
          Optional.of(missing("kind", id, new TreeSet<>(kindOf.values())));
      default -> Optional.empty();
    };
  }

  private String missing(String field, String id, Iterable<String> known) {
    var elsewhere = elsewhere(id);
    if (!elsewhere.isEmpty()) {
      return "%s:%s is not known; did you mean %s:%s?".formatted(field, id, elsewhere, id);
    }
    Map<String, Iterable<String>> names = new TreeMap<>();
    for (var word : known) {
      names.put(word, labels.getOrDefault(word, Map.of()).values());
    }
    var nearest = Nearest.to(id, names);
    return "%s:%s is not known; did you mean %s?".formatted(field, id, String.join(", ", nearest));
  }

  /// The field that knows the word; empty where none does.
  private String elsewhere(String id) {
    if (kindOf.containsKey(id)) {
      return "actor";
    }
    if (groupOf.containsKey(id) || members.containsKey(id)) {
      return "theme";
    }
    return kindOf.containsValue(id) ? "kind" : "";
  }

  /// The version in use, once there is a whole one.
  public interface Current {
    @Nullable KnownWords get();
  }
}
