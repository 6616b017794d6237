package tocsin.classify.vocabulary;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The steps from files to entries.
final class Vocabularies {
  private Vocabularies() {}

  /// Entries by id, as read so far.
  static final class Parsed {
    private final Map<String, Concept> concepts = new LinkedHashMap<>();
    private final Map<String, Theme> themes = new LinkedHashMap<>();
    private final Map<String, Actor> actors = new LinkedHashMap<>();
    private final Set<String> overlaid = new HashSet<>();
    private Weights weights = Weights.NONE;

    /// @param over whether entries of the same id are replaced; else they are a problem
    void read(String file, String text, boolean over, List<String> problems) {
      var yaml = Yaml.read(file, text, problems);
      if (yaml.isAbsent()) {
        return;
      }
      if (file.endsWith(Weights.FILE)) {
        weights = Weights.read(yaml);
      } else if (file.contains("actors/")) {
        actors(yaml, over);
      } else if (file.contains("themes/")) {
        var theme = Theme.read(yaml);
        if (!Vocabulary.GROUPS.containsKey(theme.group())) {
          yaml.get("group")
              .problem("'" + theme.group() + "' is not one of " + Vocabulary.GROUPS.keySet());
        }
        put(themes, theme.id(), theme, over, yaml);
        concepts(yaml, over);
      } else {
        concepts(yaml, over);
      }
    }

    private void actors(Yaml yaml, boolean over) {
      yaml.only("kind", "actors", "note");
      var kind = yaml.required("kind");
      if (!Vocabulary.KINDS.contains(kind)) {
        yaml.get("kind").problem("'" + kind + "' is not one of " + Vocabulary.KINDS);
      }
      for (var entry : yaml.get("actors").list()) {
        var actor = Actor.read(entry, kind);
        put(actors, actor.id(), actor, over, entry);
      }
    }

    private void concepts(Yaml yaml, boolean over) {
      for (var entry : yaml.get("concepts").list()) {
        var concept = Concept.read(entry);
        put(concepts, concept.id(), concept, over, entry);
      }
    }

    private <T> void put(Map<String, T> entries, String id, T entry, boolean over, Yaml yaml) {
      if (over) {
        overlaid.add(id);
      }
      if (entries.put(id, entry) != null && !overlaid.contains(id)) {
        yaml.problem("'" + id + "' is defined twice");
      }
    }

    Weights weights() {
      return weights;
    }

    List<Concept> concepts() {
      return new ArrayList<>(concepts.values());
    }

    Map<String, Theme> themes() {
      return java.util.Collections.unmodifiableMap(themes);
    }

    Map<String, Actor> actors() {
      return java.util.Collections.unmodifiableMap(actors);
    }
  }
}
