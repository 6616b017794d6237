package tocsin.alert.subscription;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tocsin.events.VocabularyEntry;

/// One whole version of the vocabulary, as queries need it: which themes, groups, actors and kinds
/// there are, and how they belong together.
public final class KnownWords {
  private final String version;
  private final Map<String, String> groupOf = new HashMap<>();
  private final Map<String, String> kindOf = new HashMap<>();
  private final Map<String, Map<String, String>> labels = new TreeMap<>();

  public KnownWords(String version, Iterable<VocabularyEntry> entries) {
    this.version = version;
    for (var entry : entries) {
      labels.put(entry.id(), entry.labels());
      if (entry.type() == VocabularyEntry.Type.theme && entry.group() != null) {
        groupOf.put(entry.id(), entry.group());
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
    return switch (query) {
      case Query.And(var all) -> all.stream().flatMap(q -> unknown(q).stream()).toList();
      case Query.Or(var any) -> any.stream().flatMap(q -> unknown(q).stream()).toList();
      case Query.Not(var inner) -> unknown(inner);
      case Query.Theme(var id, var primary) ->
          groupOf.containsKey(id) || groupOf.containsValue(id)
              ? List.of()
              : List.of(missing("theme", id, groupOf.keySet()));
      case Query.Actor(var id) ->
          kindOf.containsKey(id) ? List.of() : List.of(missing("actor", id, kindOf.keySet()));
      case Query.Kind(var id) ->
          kindOf.containsValue(id)
              ? List.of()
              : List.of(missing("kind", id, Set.copyOf(kindOf.values())));
      case Query.Language l -> List.of();
      case Query.Source s -> List.of();
      case Query.Author a -> List.of();
      case Query.Phrase p -> List.of();
    };
  }

  private static String missing(String field, String id, Set<String> known) {
    var nearest =
        known.stream()
            .sorted(
                Comparator.<String>comparingInt(word -> distance(id, word))
                    .thenComparing(word -> word))
            .limit(3)
            .toList();
    return "%s:%s is not known; did you mean %s?".formatted(field, id, String.join(", ", nearest));
  }

  /// Edits between two words; a word that begins or ends with the other is near.
  private static int distance(String written, String known) {
    var a = written.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    var b = known.replace("-", "");
    if (!a.isEmpty() && (b.startsWith(a) || a.startsWith(b) || b.endsWith(a))) {
      return 1 + Math.abs(a.length() - b.length()) / 4;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }

  /// The version in use, once there is a whole one.
  public interface Current {
    @Nullable KnownWords get();
  }
}
