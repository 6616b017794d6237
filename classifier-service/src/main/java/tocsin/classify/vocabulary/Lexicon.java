package tocsin.classify.vocabulary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tocsin.classify.text.Language;
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
  /// @param needs must stand in the window
  /// @param ai signs of artificial intelligence that must stand in the window or not far from it
  /// @param any one of these must stand in the window
  /// @param anyAi whether one of [#any] is such a sign
  /// @param not none of these may stand in the window
  /// @param anchors where windows are looked for
  /// @param weight what the rule adds where it holds once, in the body
  public record CompiledRule(
      Rule rule,
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

  private final Spotter spotter;
  private final Role[] roles;
  private final int[] referentOf;
  private final int[] contextOf;
  private final int[] languageOf;
  private final List<String> languages = new ArrayList<>();
  private final boolean[] paired;
  private final boolean[] asked;
  private final List<String> referents;
  private final List<CompiledTheme> themes;
  private final Map<Integer, List<CompiledPair>> pairs;
  private final Map<Integer, List<CompiledContext>> contexts;
  private final Map<Integer, Integer> kindOf;
  private final int[] aiSigns;
  private final int[] against;
  private final boolean[] ai;
  private final boolean[] weakAi;

  private Lexicon(Compiler c) {
    spotter = c.spotter.build();
    roles = c.targets.stream().map(Target::role).toArray(Role[]::new);
    referentOf = c.targets.stream().mapToInt(Target::referent).toArray();
    contextOf = c.targets.stream().mapToInt(Target::context).toArray();
    languageOf = c.targets.stream().mapToInt(target -> language(target.language())).toArray();
    referents = List.copyOf(c.names);
    themes = List.copyOf(c.compiled);
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
    kindOf = c.kindOf;
    ai = c.ai;
    weakAi = c.weakAi;
    against = c.against.stream().mapToInt(Integer::intValue).toArray();
    aiSigns = IntStream.range(0, ai.length).filter(r -> ai[r] || weakAi[r]).toArray();
  }

  public Spotter spotter() {
    return spotter;
  }

  private int language(String only) {
    int number = languages.indexOf(only);
    if (number < 0) {
      number = languages.size();
      languages.add(only);
    }
    return number;
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

  /// The number of the only language in which a spotted form counts.
  public int languageOf(int target) {
    return languageOf[target];
  }

  /// Which languages' forms count in a text of this one, by number.
  public boolean[] spokenIn(String language) {
    var spoken = new boolean[languages.size()];
    for (int i = 0; i < spoken.length; i++) {
      var only = languages.get(i);
      spoken[i] =
          only.isEmpty()
              || language.equals(only)
              || language.equals(Language.UNDECIDED)
              || language.length() > only.length()
                  && language.startsWith(only)
                  && language.charAt(only.length()) == '-';
    }
    return spoken;
  }

  /// Which concepts have pairs.
  public boolean[] isPaired() {
    return paired.clone();
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

  /// By the concept that they stand for.
  public Map<Integer, List<CompiledPair>> pairs() {
    return pairs;
  }

  /// Everything that speaks for an article about artificial intelligence, strong or weak.
  public int[] aiSigns() {
    return aiSigns.clone();
  }

  public List<CompiledContext> contexts(int actor) {
    return contexts.getOrDefault(actor, List.of());
  }

  /// What in title or lead speaks for an article about something else.
  public int[] against() {
    return against.clone();
  }

  /// The referent of an actor's kind.
  public int kindOf(int actor) {
    return kindOf.getOrDefault(actor, -1);
  }

  /// Whether it shows by itself that an article concerns artificial intelligence.
  public boolean isAi(int referent) {
    return ai[referent];
  }

  /// Whether it shows so beside a second sign.
  public boolean isWeakAi(int referent) {
    return weakAi[referent];
  }

  static Lexicon of(
      List<Concept> concepts,
      Map<String, Theme> themes,
      Map<String, Actor> actors,
      List<String> problems) {
    var compiler = new Compiler(problems);
    concepts.forEach(concept -> compiler.number(concept.id()));
    actors.values().forEach(actor -> compiler.number(actor.id()));
    Vocabulary.KINDS.forEach(kind -> compiler.number("kind:" + kind));
    compiler.ai = new boolean[compiler.names.size()];
    compiler.weakAi = new boolean[compiler.names.size()];
    compiler.asked = new int[compiler.names.size()];
    themes.values().forEach(compiler::count);
    concepts.forEach(compiler::concept);
    concepts.forEach(compiler::pairs);
    actors.values().forEach(compiler::actor);
    themes.values().forEach(compiler::theme);
    return new Lexicon(compiler);
  }

  private static final class Compiler {
    private static final int LONGEST_BOUND = 6;
    private static final int LONGEST_IDEOGRAPHS = 1;

    private final List<String> problems;
    private final Spotter.Builder spotter = Spotter.builder();
    private final List<Target> targets = new ArrayList<>();
    private final Map<Target, Integer> known = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<CompiledTheme> compiled = new ArrayList<>();
    private final Map<Integer, List<CompiledContext>> contexts = new HashMap<>();
    private final Map<Integer, List<CompiledPair>> pairs = new LinkedHashMap<>();
    private final Map<Integer, Integer> kindOf = new HashMap<>();
    private boolean[] ai = {};
    private boolean[] weakAi = {};
    private int[] asked = {};
    private final List<Integer> against = new ArrayList<>();

    Compiler(List<String> problems) {
      this.problems = problems;
    }

    void number(String id) {
      if (numbers.putIfAbsent(id, names.size()) == null) {
        names.add(id);
      } else {
        problems.add("'" + id + "' is the id of two entries");
      }
    }

    void concept(Concept concept) {
      int referent = number(concept.id(), concept.id());
      ai[referent] = concept.gate() == Concept.Gate.STRONG;
      weakAi[referent] = concept.gate() == Concept.Gate.WEAK;
      if (concept.gate() == Concept.Gate.AGAINST) {
        against.add(referent);
      }
      add(concept.forms(), Role.CONCEPT, referent, 0);
      add(concept.not(), Role.NOT_THIS, referent, 0);
      if (!concept.pairs().isEmpty()) {
        pairs.put(referent, new ArrayList<>());
      }
    }

    void pairs(Concept concept) {
      int referent = number(concept.id(), concept.id());
      for (var pair : concept.pairs()) {
        var of = resolve(pair.of(), pair.place());
        if (IntStream.of(of).anyMatch(pairs::containsKey)) {
          problems.add(pair.place() + ": a pair is of concepts that have no pairs themselves");
        } else if (of.length == 2) {
          int target = target(new Target(Role.CONCEPT, referent, 0, ""));
          var compiledPair = new CompiledPair(target, of[0], of[1], pair.within());
          pairs.computeIfAbsent(referent, r -> new ArrayList<>()).add(compiledPair);
        }
      }
    }

    void count(Theme theme) {
      for (var rule : theme.rules()) {
        for (var id : rule.all()) {
          var number = numbers.get(id);
          if (number != null) {
            asked[number]++;
          }
        }
      }
    }

    void actor(Actor actor) {
      int referent = number(actor.id(), actor.id());
      ai[referent] = actor.ai();
      kindOf.put(referent, number("kind:" + actor.kind(), actor.id()));
      add(actor.names(), Role.NAME, referent, 0);
      add(actor.not(), Role.NOBODY, referent, 0);
      List<CompiledContext> compiled = new ArrayList<>();
      for (var context : actor.contextual()) {
        add(context.forms(), Role.CONTEXTUAL, referent, compiled.size());
        add(context.roles(), Role.ROLE, referent, compiled.size());
        compiled.add(
            new CompiledContext(
                context,
                resolve(context.needs(), context.place()),
                resolve(context.forbids(), context.place())));
      }
      contexts.put(referent, compiled);
    }

    void theme(Theme theme) {
      var rules =
          theme.rules().stream()
              .map(this::rule)
              .sorted(Comparator.comparingDouble(CompiledRule::weight).reversed())
              .toList();
      compiled.add(new CompiledTheme(theme.id(), theme.technical(), rules));
    }

    private CompiledRule rule(Rule rule) {
      var all = resolve(rule.all(), rule.place());
      var any = resolve(rule.any(), rule.place());
      var needs = IntStream.of(all).filter(r -> !ai[r]).toArray();
      var signs = IntStream.of(all).filter(r -> ai[r]).toArray();
      boolean anyAi = IntStream.of(any).anyMatch(r -> ai[r]);
      int[] anchors;
      if (needs.length > 0) {
        anchors = new int[] {rarest(needs)};
      } else if (any.length > 0) {
        anchors =
            anyAi && signs.length == 0 ? any : IntStream.of(any).filter(r -> !ai[r]).toArray();
      } else {
        anchors = new int[] {signs.length > 0 ? signs[0] : 0};
        needs = signs;
        signs = new int[0];
      }
      return new CompiledRule(
          rule,
          needs,
          signs,
          any,
          anyAi,
          resolve(rule.not(), rule.place()),
          anchors,
          rule.weight());
    }

    /// The one that the fewest rules ask for.
    private int rarest(int[] referents) {
      int rarest = referents[0];
      for (int referent : referents) {
        rarest = asked[referent] < asked[rarest] ? referent : rarest;
      }
      return rarest;
    }

    private int[] resolve(List<String> ids, String where) {
      return ids.stream().mapToInt(id -> number(id, where)).filter(n -> n >= 0).toArray();
    }

    private int number(String id, String where) {
      var number = numbers.get(id);
      if (number == null) {
        problems.add(where + ": there is no concept, actor or kind '" + id + "'");
        return -1;
      }
      return number;
    }

    /// The language of which a text must be for a form to count. Names stand in texts of any
    /// language, and so do longer English words; other words mean other things elsewhere ("pour",
    /// "culture").
    private static String boundTo(LexicalForm form, Role role) {
      if (form.only()) {
        return form.language();
      }
      if (role != Role.CONCEPT || form.language().equals("any")) {
        return "";
      }
      var tokens = form.form().tokens();
      boolean travels =
          form.language().equals("zh") || form.language().equals("ja")
              ? tokens.size() > LONGEST_IDEOGRAPHS
              : tokens.size() > 1 || tokens.getFirst().length() > LONGEST_BOUND;
      return travels ? "" : form.language();
    }

    private int target(Target target) {
      return known.computeIfAbsent(
          target,
          t -> {
            targets.add(t);
            return targets.size() - 1;
          });
    }

    private void add(List<LexicalForm> forms, Role role, int referent, int context) {
      for (var form : forms) {
        var target = new Target(role, referent, context, boundTo(form, role));
        int value = target(target);
        form.inflected().forEach(f -> spotter.add(f, value));
      }
    }
  }
}
