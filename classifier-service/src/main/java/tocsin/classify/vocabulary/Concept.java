package tocsin.classify.vocabulary;

import java.util.List;

/// A thing that rules speak of, with the ways it is said in each language.
///
/// @param not longer phrases that hold one of its forms and mean something else
record Concept(String id, Gate gate, List<LexicalForm> forms, List<LexicalForm> not) {

  /// How far the concept shows that an article concerns artificial intelligence.
  enum Gate {
    /// by itself
    STRONG,
    /// beside a second sign
    WEAK,
    /// speaks against it, in title or lead
    AGAINST,
    NONE
  }

  Concept {
    forms = List.copyOf(forms);
    not = List.copyOf(not);
  }

  static Concept read(Yaml yaml) {
    yaml.only("id", "gate", "forms", "not", "note");
    var forms = LexicalForm.read(yaml.get("forms"));
    if (forms.isEmpty()) {
      yaml.problem("the concept '" + yaml.get("id").string() + "' has no forms");
    }
    var written = yaml.get("gate").string();
    var gate =
        switch (written) {
          case "strong" -> Gate.STRONG;
          case "weak" -> Gate.WEAK;
          case "against" -> Gate.AGAINST;
          case "", "none" -> Gate.NONE;
          default -> {
            yaml.get("gate").problem("'" + written + "' is not one of strong, weak, against, none");
            yield Gate.NONE;
          }
        };
    return new Concept(yaml.required("id"), gate, forms, LexicalForm.phrases(yaml.get("not")));
  }
}
