package tocsin.classify.vocabulary;

import java.util.List;
import java.util.Optional;

/// What speaks for a theme: concepts that stand together.
///
/// @param all every one of these must occur in the window
/// @param place file and line it was read from
/// @param any and at least one of these, where there are any
/// @param not and none of these
/// @param tokens the window's width where it is [Window#TOKENS]
public record Rule(
    String id,
    String place,
    List<String> all,
    List<String> any,
    List<String> not,
    Window window,
    int tokens,
    Strength strength,
    Zone zone) {

  /// Where the concepts of a rule must stand together.
  public enum Window {
    TOKENS,
    SENTENCE,
    PARAGRAPH,
    ARTICLE
  }

  /// What a rule is worth.
  public enum Strength {
    /// enough alone for the theme
    STRONG(1),
    /// two different ones, or one in title or lead
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
    yaml.only("id", "all", "any", "not", "within", "strength", "zone", "note");
    var within = yaml.get("within").string();
    boolean tokens = within.matches("\\d{1,4}");
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
        tokens ? Window.TOKENS : word(yaml, "within", Window.class).orElse(Window.SENTENCE),
        tokens ? Integer.parseInt(within) : 0,
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
