package tocsin.classify.vocabulary;

import java.util.List;

/// A thing that rules speak of, with the ways it is said in each language.
///
/// @param broader the concept that it is a kind of: where this one stands, so does that; empty
///   where there is none
/// @param not longer phrases that hold one of its forms and mean something else
/// @param pairs other concepts that stand for it where they stand close together
record Concept(
    String id,
    String broader,
    Gate gate,
    List<LexicalForm> forms,
    List<LexicalForm> not,
    List<Pair> pairs) {

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
    STRONG(1),
    /// in title or lead, or beside a second one
    MEDIUM(0.7),
    /// beside several others of other words
    WEAK(0.35),
    /// speaks against it, in title or lead
    AGAINST(0),
    NONE(0);

    private final double sign;

    Gate(double sign) {
      this.sign = sign;
    }

    /// What it counts as a sign of artificial intelligence.
    double sign() {
      return sign;
    }
  }

  Concept {
    forms = List.copyOf(forms);
    not = List.copyOf(not);
    pairs = List.copyOf(pairs);
  }

  static Concept read(Yaml yaml) {
    yaml.only("id", "broader", "gate", "forms", "not", "pairs", "note");
    var forms = LexicalForm.read(yaml.get("forms"));
    var pairs = yaml.get("pairs").list().stream().map(Pair::read).toList();
    if (forms.isEmpty() && pairs.isEmpty()) {
      yaml.problem("the concept '" + yaml.get("id").string() + "' has no forms");
    }
    var written = yaml.get("gate").string();
    var gate =
        switch (written) {
          case "strong" -> Gate.STRONG;
          case "medium" -> Gate.MEDIUM;
          case "weak" -> Gate.WEAK;
          case "against" -> Gate.AGAINST;
          case "", "none" -> Gate.NONE;
          default -> {
            yaml.get("gate")
                .problem("'" + written + "' is not one of strong, medium, weak, against, none");
            yield Gate.NONE;
          }
        };
    return new Concept(
        yaml.required("id"),
        yaml.get("broader").string(),
        gate,
        forms,
        LexicalForm.phrases(yaml.get("not")),
        pairs);
  }
}
