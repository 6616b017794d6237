package tocsin.classify.vocabulary;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tocsin.text.Spotter;

/// Everything that is looked for in a text, compiled into one spotter, and the things that rules
/// speak of ("referents": concepts, actors, kinds of actors) under numbers.
public final class Lexicon {
  /// What a spotted form stands for.
  ///
  /// @param referent of a concept or an actor
  /// @param context which of the actor's contextual entries, for [Role#CONTEXTUAL] and [Role#ROLE]
  /// @param language the text must be in for the form to count; empty where in any
  public record Target(Role role, int referent, int context, String language) {}

  /// What a form is for.
  public enum Role {
    CONCEPT,
    NAME,
    CONTEXTUAL,
    /// a word that makes a contextual form near it the actor's
    ROLE,
    /// a longer phrase that names nobody
    NOBODY,
    /// a longer phrase that means something else than the concept
    NOT_THIS
  }

  /// A rule with its referents resolved.
  ///
  /// @param theme the number of the theme that it speaks for
  /// @param needs must stand in the window
  /// @param ai signs of artificial intelligence that must stand in the window or not far from it
  /// @param any one of these must stand in the window
  /// @param anyAi whether one of [#any] is such a sign
  /// @param not none of these may stand in the window
  /// @param anchors where windows are looked for
  /// @param weight what the rule adds where it holds once, in the body
  public record CompiledRule(
      Rule rule,
      int theme,
      int[] needs,
      int[] ai,
      int[] any,
      boolean anyAi,
      int[] not,
      int[] anchors,
      double weight) {}

  /// A theme with its rules, the strongest first.
  ///
  /// @param technical whether a weak sign of artificial intelligence is enough
  public record CompiledTheme(String id, boolean technical, List<CompiledRule> rules) {}

  /// Two concepts that mean a third within so many tokens of a sentence.
  ///
  /// @param target what they stand for together
  public record CompiledPair(int target, int one, int other, int within) {}

  /// A contextual entry with its referents resolved.
  public record CompiledContext(Actor.Contextual context, int[] needs, int[] forbids) {}

  private final Spotters spotters;
  private final Role[] roles;
  private final int[] referentOf;
  private final int[] contextOf;
  private final boolean[] paired;
  private final boolean[] asked;
  private final List<String> referents;
  private final List<CompiledTheme> themes;
  private final RuleIndex rules;
  private final Map<Integer, List<CompiledPair>> pairs;
  private final Map<Integer, List<CompiledContext>> contexts;
  private final int[] kindOf;
  private final int[] aiSigns;
  private final int[] against;
  private final double[] ai;
  private final CompiledWeights weights;

  Lexicon(LexiconCompiler c) {
    spotters = new Spotters(c.spotter.build(), c.targets.stream().map(Target::language).toList());
    roles = c.targets.stream().map(Target::role).toArray(Role[]::new);
    referentOf = c.targets.stream().mapToInt(Target::referent).toArray();
    contextOf = c.targets.stream().mapToInt(Target::context).toArray();
    referents = List.copyOf(c.names);
    themes = List.copyOf(c.compiled);
    rules = new RuleIndex(themes, c.names.size());
    contexts = c.contexts;
    pairs = c.pairs;
    paired = new boolean[c.names.size()];
    pairs.keySet().forEach(referent -> paired[referent] = true);
    asked = new boolean[c.names.size()];
    for (var compiled : contexts.values()) {
      for (var context : compiled) {
        IntStream.concat(IntStream.of(context.needs()), IntStream.of(context.forbids()))
            .forEach(referent -> asked[referent] = true);
      }
    }
    kindOf = new int[c.names.size()];
    Arrays.fill(kindOf, -1);
    c.kindOf.forEach((actor, kind) -> kindOf[actor] = kind);
    ai = c.ai;
    against = c.against.stream().mapToInt(Integer::intValue).toArray();
    weights = CompiledWeights.of(c.weights, themes, c.numbers);
    aiSigns =
        IntStream.range(0, ai.length)
            .filter(r -> ai[r] > 0)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer r) -> ai[r]).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /// Finds the forms of all languages.
  public Spotter spotter() {
    return spotters.all();
  }

  /// Finds the forms that count in a text of a language.
  public Spotter spotter(String language) {
    return spotters.of(language);
  }

  /// What a spotted form is for.
  public Role roleOf(int target) {
    return roles[target];
  }

  /// The concept or actor that a spotted form stands for.
  public int referentOf(int target) {
    return referentOf[target];
  }

  /// Which of its actor's contextual entries a spotted form belongs to.
  public int contextOf(int target) {
    return contextOf[target];
  }

  /// Whether it is a concept that has pairs.
  public boolean isPaired(int referent) {
    return paired[referent];
  }

  /// Whether it decides, standing near, what an ambiguous name means.
  public boolean decidesNames(int referent) {
    return asked[referent];
  }

  public String name(int referent) {
    return referents.get(referent);
  }

  public int referents() {
    return referents.size();
  }

  public List<CompiledTheme> themes() {
    return themes;
  }

  /// The rules of all themes.
  public RuleIndex rules() {
    return rules;
  }

  /// By the concept that they stand for.
  public Map<Integer, List<CompiledPair>> pairs() {
    return pairs;
  }

  /// Everything that speaks for an article about artificial intelligence, the strongest first. Not
  /// to be changed.
  public int[] aiSigns() {
    return aiSigns;
  }

  public List<CompiledContext> contexts(int actor) {
    return contexts.getOrDefault(actor, List.of());
  }

  /// What in title or lead speaks for an article about something else. Not to be changed.
  public int[] against() {
    return against;
  }

  /// The referent of an actor's kind; negative for what is no actor.
  public int kindOf(int actor) {
    return kindOf[actor];
  }

  /// How far it shows that an article concerns artificial intelligence; 1: by itself.
  public double signOfAi(int referent) {
    return ai[referent];
  }

  /// What labelled items taught.
  public CompiledWeights weights() {
    return weights;
  }

  static Lexicon of(
      List<Concept> concepts,
      Map<String, Theme> themes,
      Map<String, Actor> actors,
      Weights weights,
      List<String> problems) {
    var compiler = new LexiconCompiler(weights, problems);
    concepts.forEach(concept -> compiler.number(concept.id()));
    actors
        .values()
        .forEach(actor -> {
          if (!compiler.number(actor.id())) {
            problems.add(actor.place() + ": '" + actor.id() + "' is the id of a concept too");
          }
        });
    Vocabulary.KINDS.forEach(kind -> compiler.number("kind:" + kind));
    compiler.ai = new double[compiler.names.size()];
    compiler.asked = new int[compiler.names.size()];
    themes.values().forEach(compiler::count);
    concepts.forEach(compiler::concept);
    concepts.forEach(compiler::pairs);
    actors.values().forEach(compiler::actor);
    themes.values().forEach(compiler::theme);
    return new Lexicon(compiler);
  }
}
