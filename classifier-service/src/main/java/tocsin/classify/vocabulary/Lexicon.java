package tocsin.classify.vocabulary;

import java.util.ArrayList;
import java.util.Arrays;
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

  /// What a concept speaks for.
  ///
  /// @param themes their numbers, ascending; the count of themes stands for the concern with
  ///   artificial intelligence
  public record CompiledLine(int[] themes, double[] weights) {
    private static final CompiledLine NONE = new CompiledLine(new int[0], new double[0]);
  }

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
  private final int[] kindOf;
  private final int[] aiSigns;
  private final int[] against;
  private final double[] ai;
  private final double[] base;
  private final int[] learnt;
  private final double[] rarity;
  private final CompiledLine[] lines;

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
    kindOf = new int[c.names.size()];
    Arrays.fill(kindOf, -1);
    c.kindOf.forEach((actor, kind) -> kindOf[actor] = kind);
    ai = c.ai;
    against = c.against.stream().mapToInt(Integer::intValue).toArray();
    base = c.base();
    rarity = new double[c.names.size()];
    lines = new CompiledLine[c.names.size()];
    Arrays.fill(lines, CompiledLine.NONE);
    c.lines(rarity, lines);
    learnt = IntStream.range(0, rarity.length).filter(r -> rarity[r] > 0).toArray();
    aiSigns =
        IntStream.range(0, ai.length)
            .filter(r -> ai[r] > 0)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer r) -> ai[r]).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
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

  /// Everything that speaks for an article about artificial intelligence, the strongest first.
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

  /// The referent of an actor's kind; negative for what is no actor.
  public int kindOf(int actor) {
    return kindOf[actor];
  }

  /// How far it shows that an article concerns artificial intelligence; 1: by itself.
  public double signOfAi(int referent) {
    return ai[referent];
  }

  /// By theme, and for the concern with artificial intelligence at the end, where the sum of
  /// weights starts, so that a theme is addressed from 1 on. The caller's own.
  public double[] base() {
    return base.clone();
  }

  /// The referents that have weights. Not to be changed.
  public int[] learnt() {
    return learnt;
  }

  /// How much a referent counts, the rare ones more.
  public double rarity(int referent) {
    return rarity[referent];
  }

  public CompiledLine line(int referent) {
    return lines[referent];
  }

  static Lexicon of(
      List<Concept> concepts,
      Map<String, Theme> themes,
      Map<String, Actor> actors,
      Weights weights,
      List<String> problems) {
    var compiler = new Compiler(weights, problems);
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

  private static final class Compiler {
    private static final int LONGEST_BOUND = 6;
    private static final int LONGEST_IDEOGRAPHS = 1;

    private final Weights weights;
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
    private double[] ai = {};
    private int[] asked = {};
    private final List<Integer> against = new ArrayList<>();

    Compiler(Weights weights, List<String> problems) {
      this.weights = weights;
      this.problems = problems;
    }

    private List<String> spokenFor() {
      List<String> ids = new ArrayList<>();
      compiled.forEach(theme -> ids.add(theme.id()));
      ids.add(Weights.TOPIC);
      return ids;
    }

    double[] base() {
      return spokenFor().stream()
          .mapToDouble(id -> {
            double base = weights.base().getOrDefault(id, 0.0);
            boolean learnt = weights.base().containsKey(id) && !id.equals(Weights.TOPIC);
            return learnt ? base + 1 - weights.bar() : base;
          })
          .toArray();
    }

    void lines(double[] rarity, CompiledLine[] lines) {
      var ids = spokenFor();
      weights
          .lines()
          .forEach((id, line) -> {
            var referent = numbers.get(id);
            if (referent != null) {
              int[] speaks =
                  IntStream.range(0, ids.size())
                      .filter(i -> line.speaks().containsKey(ids.get(i)))
                      .toArray();
              rarity[referent] = line.rarity();
              lines[referent] =
                  new CompiledLine(
                      speaks,
                      IntStream.of(speaks)
                          .mapToDouble(i -> line.speaks().getOrDefault(ids.get(i), 0.0))
                          .toArray());
            }
          });
    }

    /// @return whether the id is a new one
    boolean number(String id) {
      boolean fresh = numbers.putIfAbsent(id, names.size()) == null;
      if (fresh) {
        names.add(id);
      }
      return fresh;
    }

    void concept(Concept concept) {
      int referent = number(concept.id(), concept.id());
      ai[referent] = concept.gate().sign();
      if (concept.gate() == Concept.Gate.AGAINST) {
        against.add(referent);
      }
      for (int meant : meant(concept)) {
        add(concept.forms(), Role.CONCEPT, meant, 0);
        add(concept.not(), Role.NOT_THIS, meant, 0);
        if (!concept.pairs().isEmpty()) {
          pairs.computeIfAbsent(meant, r -> new ArrayList<>());
        }
      }
    }

    /// A concept and the one that it is a kind of.
    private int[] meant(Concept concept) {
      int referent = number(concept.id(), concept.id());
      int broader =
          concept.broader().isEmpty() ? -1 : number(concept.broader(), "concept " + concept.id());
      return broader < 0 ? new int[] {referent} : new int[] {referent, broader};
    }

    void pairs(Concept concept) {
      for (var pair : concept.pairs()) {
        var of = resolve(pair.of(), pair.place());
        if (IntStream.of(of).anyMatch(pairs::containsKey)) {
          problems.add(pair.place() + ": a pair is of concepts that have no pairs themselves");
        } else if (of.length == 2) {
          for (int meant : meant(concept)) {
            int target = target(new Target(Role.CONCEPT, meant, 0, ""));
            pairs
                .computeIfAbsent(meant, r -> new ArrayList<>())
                .add(new CompiledPair(target, of[0], of[1], pair.within()));
          }
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
      ai[referent] = actor.ai() ? 1 : 0;
      kindOf.put(referent, numbers.getOrDefault("kind:" + actor.kind(), -1));
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
      var needs = IntStream.of(all).filter(r -> ai[r] < 1).toArray();
      var signs = IntStream.of(all).filter(r -> ai[r] >= 1).toArray();
      boolean anyAi = IntStream.of(any).anyMatch(r -> ai[r] >= 1);
      int[] anchors;
      if (needs.length > 0) {
        anchors = new int[] {rarest(needs)};
      } else if (any.length > 0) {
        anchors =
            anyAi && signs.length == 0 ? any : IntStream.of(any).filter(r -> ai[r] < 1).toArray();
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
