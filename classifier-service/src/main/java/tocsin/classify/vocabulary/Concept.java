package tocsin.classify.vocabulary;

import java.util.List;

/// A thing that rules speak of, with the ways it is said in each language.
record Concept(String id, List<LexicalForm> forms) {
  Concept {
    forms = List.copyOf(forms);
  }

  static Concept read(Yaml yaml) {
    yaml.only("id", "forms", "note");
    var forms = LexicalForm.read(yaml.get("forms"));
    if (forms.isEmpty()) {
      yaml.problem("the concept '" + yaml.get("id").string() + "' has no forms");
    }
    return new Concept(yaml.required("id"), forms);
  }
}
