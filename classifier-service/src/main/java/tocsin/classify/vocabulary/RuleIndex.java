package tocsin.classify.vocabulary;

import java.util.Arrays;
import java.util.List;
import tocsin.classify.vocabulary.Lexicon.CompiledRule;
import tocsin.classify.vocabulary.Lexicon.CompiledTheme;

/// The rules of all themes under numbers, theme by theme, the strongest of each first, and by what
/// must stand in an article for a rule to hold.
public final class RuleIndex {
  private static final int[] NONE = {};

  private final CompiledRule[] rules;
  private final int[][] byAnchor;

  RuleIndex(List<CompiledTheme> themes, int referents) {
    rules = themes.stream().flatMap(theme -> theme.rules().stream()).toArray(CompiledRule[]::new);
    byAnchor = new int[referents][];
    Arrays.fill(byAnchor, NONE);
    for (int number = 0; number < rules.length; number++) {
      for (int anchor : rules[number].anchors()) {
        var others = byAnchor[anchor];
        byAnchor[anchor] = Arrays.copyOf(others, others.length + 1);
        byAnchor[anchor][others.length] = number;
      }
    }
  }

  public int size() {
    return rules.length;
  }

  public CompiledRule rule(int number) {
    return rules[number];
  }

  /// The numbers of the rules that are looked for where a referent stands: a rule holds nowhere
  /// else than at one of its anchors. Not to be changed.
  public int[] anchoredAt(int referent) {
    return byAnchor[referent];
  }
}
