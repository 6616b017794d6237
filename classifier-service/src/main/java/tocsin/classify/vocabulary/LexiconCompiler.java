package tocsin.classify.vocabulary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tocsin.classify.vocabulary.Lexicon.CompiledContext;
import tocsin.classify.vocabulary.Lexicon.CompiledPair;
import tocsin.classify.vocabulary.Lexicon.CompiledRule;
import tocsin.classify.vocabulary.Lexicon.CompiledTheme;
import tocsin.classify.vocabulary.Lexicon.Role;
import tocsin.classify.vocabulary.Lexicon.Target;
import tocsin.text.Spotter;

/// Gives everything that rules speak of a number, resolves rules and collects the forms to be
/// looked for, while a [Lexicon] is made.
final class LexiconCompiler {
  private static final int LONGEST_BOUND = 6;
  private static final int LONGEST_IDEOGRAPHS = 1;

  final Weights weights;
  private final List<String> problems;
  final Spotter.Builder spotter = Spotter.builder();
  final List<Target> targets = new ArrayList<>();
  private final Map<Target, Integer> known = new HashMap<>();
  final List<String> names = new ArrayList<>();
  final Map<String, Integer> numbers = new HashMap<>();
  final List<CompiledTheme> compiled = new ArrayList<>();
  final Map<Integer, List<CompiledContext>> contexts = new HashMap<>();
  final Map<Integer, List<CompiledPair>> pairs = new LinkedHashMap<>();
  final Map<Integer, Integer> kindOf = new HashMap<>();
  double[] ai = {};
  int[] asked = {};
  final List<Integer> against = new ArrayList<>();

  LexiconCompiler(Weights weights, List<String> problems) {
    this.weights = weights;
    this.problems = problems;
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
        compiled.size(),
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
