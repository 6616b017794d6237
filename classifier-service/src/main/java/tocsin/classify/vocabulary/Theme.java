package tocsin.classify.vocabulary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A governance theme: what it is, and what speaks for it.
///
/// @param technical whether its own words speak of technology already, so that a weak sign of
///   artificial intelligence is enough beside them
public record Theme(
    String id,
    String group,
    Map<String, String> labels,
    String definition,
    String covers,
    String coversNot,
    boolean technical,
    List<Rule> rules,
    List<Example> yes,
    List<Example> no) {

  /// An article that must, or must not, be tagged with the theme.
  public record Example(String language, String title, String text) {}

  public Theme {
    labels = Map.copyOf(labels);
    rules = List.copyOf(rules);
    yes = List.copyOf(yes);
    no = List.copyOf(no);
  }

  static Theme read(Yaml yaml) {
    yaml.only(
        "id",
        "group",
        "labels",
        "definition",
        "covers",
        "not",
        "gate",
        "concepts",
        "rules",
        "examples");
    List<Rule> rules = new ArrayList<>();
    for (var rule : yaml.get("rules").list()) {
      rules.add(Rule.read(rule, rules.size() + 1));
    }
    if (rules.isEmpty()) {
      yaml.problem("the theme has no rules");
    }
    var examples = yaml.get("examples");
    return new Theme(
        yaml.required("id"),
        yaml.required("group"),
        yaml.labels(),
        yaml.required("definition"),
        yaml.get("covers").string(),
        yaml.get("not").string(),
        isTechnical(yaml.get("gate")),
        rules,
        examples(examples.get("yes")),
        examples(examples.get("no")));
  }

  private static boolean isTechnical(Yaml gate) {
    var written = gate.string();
    if (!written.isEmpty() && !written.equals("strong") && !written.equals("weak")) {
      gate.problem("'" + written + "' is not one of strong, weak");
    }
    return written.equals("weak");
  }

  private static List<Example> examples(Yaml yaml) {
    return yaml.list().stream()
        .map(e -> {
          e.only("lang", "title", "text");
          return new Example(e.required("lang"), e.get("title").string(), e.required("text"));
        })
        .toList();
  }
}
