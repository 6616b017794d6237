package tocsin.classify.vocabulary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A node of a YAML file that knows its place, so that what is wrong with it can be said by file
/// and line. Problems are collected, not thrown: an editor sees all of them at once.
final class Yaml {
  private static final int LONGEST = 200_000_000;

  private final String file;
  private final @Nullable Node node;
  private final int line;
  private final List<String> problems;

  private Yaml(String file, @Nullable Node node, int line, List<String> problems) {
    this.file = file;
    this.node = node;
    this.line = line;
    this.problems = problems;
  }

  static Yaml read(String file, String text, List<String> problems) {
    try {
      var settings =
          LoadSettings.builder()
              .setLabel(file)
              .setAllowDuplicateKeys(false)
              .setCodePointLimit(LONGEST)
              .build();
      Optional<Node> node = new Compose(settings).composeString(text);
      if (node.isEmpty()) {
        problems.add(file + ": is empty");
      }
      return of(file, node.orElse(null), 1, problems);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      problems.add(file + ":" + line + ": " + e.getProblem());
      return of(file, null, line, problems);
    }
  }

  private static Yaml of(String file, @Nullable Node node, int line, List<String> problems) {
    int at = node == null ? line : node.getStartMark().map(mark -> mark.getLine() + 1).orElse(line);
    return new Yaml(file, node, at, problems);
  }

  void problem(String message) {
    problems.add(file + ":" + line + ": " + message);
  }

  /// File and line, for messages.
  String place() {
    return file + ":" + line;
  }

  boolean isAbsent() {
    return node == null;
  }

  /// The value of a key; absent where there is none.
  Yaml get(String key) {
    var value = fields().get(key);
    return value == null ? of(file, null, line, problems) : value;
  }

  Map<String, Yaml> fields() {
    Map<String, Yaml> fields = new LinkedHashMap<>();
    if (node == null) {
      return fields;
    }
    if (!(node instanceof MappingNode mapping)) {
      problem("should be a mapping (key: value)");
      return fields;
    }
    for (var tuple : mapping.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key) {
        fields.put(key.getValue(), of(file, tuple.getValueNode(), line, problems));
      }
    }
    return fields;
  }

  /// The elements of a list; one alone where a single value stands in its place.
  List<Yaml> list() {
    List<Yaml> list = new ArrayList<>();
    if (node instanceof SequenceNode sequence) {
      for (var element : sequence.getValue()) {
        list.add(of(file, element, line, problems));
      }
    } else if (node != null) {
      list.add(this);
    }
    return list;
  }

  List<String> strings() {
    return list().stream().map(Yaml::string).filter(text -> !text.isEmpty()).toList();
  }

  /// The text of a scalar; empty where absent.
  String string() {
    if (node == null) {
      return "";
    }
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue().strip();
    }
    problem("should be a text");
    return "";
  }

  String required(String key) {
    var value = get(key).string();
    if (value.isEmpty()) {
      problem("'" + key + "' is missing");
    }
    return value;
  }

  Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    get("labels").fields().forEach((language, label) -> labels.put(language, label.string()));
    if (!labels.containsKey("en")) {
      problem("'labels' has no 'en'");
    }
    return labels;
  }

  /// Says which keys are unknown, so that a misspelt one is not silently without effect.
  void only(String... known) {
    for (var key : fields().entrySet()) {
      if (!List.of(known).contains(key.getKey())) {
        key.getValue()
            .problem(
                "'" + key.getKey() + "' is not a key here; known: " + String.join(", ", known));
      }
    }
  }
}
