package tocsin.classify.vocabulary;

import java.util.List;

/// A thing that rules speak of, with the ways it is said in each language.
///
/// @param not longer phrases that hold one of its forms and mean something else
/// @param pairs other concepts that stand for it where they stand close together
record Concept(
    String id, Gate gate, List<LexicalForm> forms, List<LexicalForm> not, List<Pair> pairs) {

  /// Two concepts that mean this one within so many tokens of a sentence.
  ///
  /// @param place file and line it was read from
  record Pair(String place, List<String> of, int within) {
    static final int WITHIN = 5;

    Pair {
      of = List.copyOf(of);
    }

    static Pair read(Yaml yaml) {
      yaml.only("of", "within");
      var of = yaml.get("of").strings();
      if (of.size() != 2) {
        yaml.problem("'of' wants two concepts");
      }
      var within = yaml.get("within").string();
      boolean number = within.matches("[1-9]\\d{0,2}");
      if (!within.isEmpty() && !number) {
        yaml.get("within").problem("'" + within + "' is no number of tokens from 1 to 999");
      }
      return new Pair(yaml.place(), of, number ? Integer.parseInt(within) : WITHIN);
    }
  }

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
    pairs = List.copyOf(pairs);
  }

  static Concept read(Yaml yaml) {
    yaml.only("id", "gate", "forms", "not", "pairs", "note");
    var forms = LexicalForm.read(yaml.get("forms"));
    var pairs = yaml.get("pairs").list().stream().map(Pair::read).toList();
    if (forms.isEmpty() && pairs.isEmpty()) {
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
    return new Concept(
        yaml.required("id"), gate, forms, LexicalForm.phrases(yaml.get("not")), pairs);
  }
}
