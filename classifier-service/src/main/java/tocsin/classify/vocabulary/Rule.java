package tocsin.classify.vocabulary;

import java.util.List;
import java.util.Optional;

/// What speaks for a theme: concepts that stand together.
///
/// @param all every one of these must occur in the window
/// @param place file and line it was read from
/// @param any and at least one of these, where there are any
/// @param not and none of these
/// @param within where they must stand together
/// @param notWithin where those must not stand, around the same place
public record Rule(
    String id,
    String place,
    List<String> all,
    List<String> any,
    List<String> not,
    Within within,
    Within notWithin,
    Strength strength,
    Zone zone) {

  /// Where the concepts of a rule must stand together.
  public enum Window {
    TOKENS,
    SENTENCE,
    PARAGRAPH,
    ARTICLE
  }

  /// How far that is.
  ///
  /// @param tokens the window's width where it is [Window#TOKENS]
  public record Within(Window window, int tokens) {
    private static Within read(Yaml yaml, String key, Within otherwise) {
      var written = yaml.get(key).string();
      if (written.matches("\\d{1,4}")) {
        return new Within(Window.TOKENS, Integer.parseInt(written));
      }
      return word(yaml, key, Window.class).map(w -> new Within(w, 0)).orElse(otherwise);
    }
  }

  /// What a rule is worth.
  public enum Strength {
    /// enough alone for the theme
    STRONG(1),
    /// two different ones, or one in the title
    MEDIUM(0.6),
    /// supports others
    WEAK(0.3);

    private final double weight;

    Strength(double weight) {
      this.weight = weight;
    }
  }

  /// Where a rule may fire.
  public enum Zone {
    TITLE,
    LEAD,
    ANYWHERE
  }

  public Rule {
    all = List.copyOf(all);
    any = List.copyOf(any);
    not = List.copyOf(not);
  }

  /// What it adds to its theme where it holds once, in the body; 1 is enough for a secondary theme.
  public double weight() {
    return strength.weight;
  }

  static Rule read(Yaml yaml, int number) {
    yaml.only("id", "all", "any", "not", "within", "not-within", "strength", "zone", "note");
    var within = Within.read(yaml, "within", new Within(Window.SENTENCE, 0));
    var all = yaml.get("all").strings();
    var any = yaml.get("any").strings();
    if (all.isEmpty() && any.isEmpty()) {
      yaml.problem("a rule needs 'all' or 'any'");
    }
    var id = yaml.get("id").string();
    return new Rule(
        id.isEmpty() ? "rule-" + number : id,
        yaml.place(),
        all,
        any,
        yaml.get("not").strings(),
        within,
        Within.read(yaml, "not-within", within),
        word(yaml, "strength", Strength.class).orElse(Strength.MEDIUM),
        word(yaml, "zone", Zone.class).orElse(Zone.ANYWHERE));
  }

  private static <E extends Enum<E>> Optional<E> word(Yaml yaml, String key, Class<E> type) {
    var written = yaml.get(key).string();
    if (written.isEmpty()) {
      return Optional.empty();
    }
    for (var constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(written)) {
        return Optional.of(constant);
      }
    }
    yaml.get(key).problem("'" + written + "' is not one of " + List.of(type.getEnumConstants()));
    return Optional.empty();
  }
}
