package tocsin.alert.subscription;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tocsin.alert.subscription.Query.And;
import tocsin.alert.subscription.Query.Leaf;
import tocsin.alert.subscription.Query.Not;
import tocsin.alert.subscription.Query.Or;

/// A query as a sentence, for people who do not write queries: "Articles in German that are mainly
/// about export controls and name China or France".
///
/// Negations stand at the leaves. Leaves of one sort that are alternatives, or all denied, share
/// their verb. What a [Tongue] says is a predicate whose subject is "articles".
public final class QuerySentence {
  private final Tongue tongue;

  private QuerySentence(Tongue tongue) {
    this.tongue = tongue;
  }

  public static String english(Query query, KnownWords words) {
    return new QuerySentence(new EnglishTongue(words)).of(query);
  }

  public static String german(Query query, KnownWords words) {
    return new QuerySentence(new GermanTongue(words)).of(query);
  }

  /// How one language says the parts.
  interface Tongue {
    /// The subject with what stands before its relative clause.
    ///
    /// @param origins languages, sources and authors, each a list of alternatives of one sort
    String subject(List<List<Leaf>> origins);

    /// The relative clause around predicates.
    String relative(String subject, String predicates);

    /// A predicate.
    ///
    /// @param leaves alternatives of one sort, or where denied, all that must not be
    String predicate(List<Leaf> leaves, boolean denied);

    String and(List<String> parts);

    String or(List<String> parts);

    /// Alternatives among other things that must hold.
    String either(List<String> parts);

    /// Things that must all hold, as one of several alternatives.
    String both(List<String> parts);
  }

  /// One predicate in the making: its leaves are alternatives, or all denied.
  private record Sort(Class<?> type, boolean primary, boolean denied) {
    static Sort of(Leaf leaf, boolean denied) {
      return new Sort(leaf.getClass(), leaf instanceof Query.Theme(var id, var p) && p, denied);
    }
  }

  private String of(Query query) {
    var inward = Query.inward(query);
    if (inward instanceof Or(var any) && any.stream().anyMatch(And.class::isInstance)) {
      return any.stream().map(this::clause).collect(Collectors.joining("; ")) + ".";
    }
    return clause(inward) + ".";
  }

  private String clause(Query query) {
    List<List<Leaf>> origins = new ArrayList<>();
    List<Query> rest = new ArrayList<>();
    for (var part : query instanceof And(var all) ? all : List.of(query)) {
      var leaves = alternatives(part);
      boolean origin = !leaves.isEmpty() && leaves.stream().allMatch(QuerySentence::isOrigin);
      if (origin && origins.stream().noneMatch(o -> sameSort(o.getFirst(), leaves.getFirst()))) {
        origins.add(leaves);
      } else {
        rest.add(part);
      }
    }
    var subject = tongue.subject(origins);
    if (rest.isEmpty()) {
      return subject;
    }
    var predicates =
        rest.size() == 1 && rest.getFirst() instanceof Or(var any)
            ? tongue.or(predicates(any, false))
            : tongue.and(predicates(rest, true));
    return tongue.relative(subject, predicates);
  }

  private static boolean isOrigin(Leaf leaf) {
    return leaf instanceof Query.Language
        || leaf instanceof Query.Source
        || leaf instanceof Query.Author;
  }

  /// A leaf, or alternatives that are all leaves of one sort; empty for all else.
  private static List<Leaf> alternatives(Query query) {
    List<Leaf> leaves = new ArrayList<>();
    for (var part : query instanceof Or(var any) ? any : List.of(query)) {
      if (!(part instanceof Leaf leaf) || !leaves.isEmpty() && !sameSort(leaves.getFirst(), leaf)) {
        return List.of();
      }
      leaves.add(leaf);
    }
    return leaves;
  }

  private static boolean sameSort(Leaf one, Leaf other) {
    return Sort.of(one, false).equals(Sort.of(other, false));
  }

  /// Of the parts of a conjunction what is denied shares its verb; of a disjunction what is not.
  private List<String> predicates(List<Query> parts, boolean conjunction) {
    Map<Object, List<Leaf>> sorts = new LinkedHashMap<>();
    List<String> said = new ArrayList<>();
    for (var part : parts) {
      switch (part) {
        case Leaf leaf -> {
          Object key = conjunction ? leaf : Sort.of(leaf, false);
          sorts.computeIfAbsent(key, k -> new ArrayList<>()).add(leaf);
        }
        case Not(Leaf leaf) -> {
          Object key = conjunction ? Sort.of(leaf, true) : part;
          sorts.computeIfAbsent(key, k -> new ArrayList<>()).add(leaf);
        }
        case Or o -> {
          var leaves = alternatives(o);
          if (leaves.isEmpty()) {
            sorts.put(part, List.of());
          } else {
            sorts.computeIfAbsent(part, k -> new ArrayList<>()).addAll(leaves);
          }
        }
        case And a -> sorts.put(part, List.of());
        case Not n -> throw new IllegalStateException("negations stand at the leaves");
      }
    }
    sorts.forEach((key, leaves) ->
        said.add(
            switch (key) {
              case Or(var any) when leaves.isEmpty() -> tongue.either(predicates(any, false));
              case And(var all) -> tongue.both(predicates(all, true));
              case Sort sort -> tongue.predicate(leaves, sort.denied());
              case Not n -> tongue.predicate(leaves, true);
              default -> tongue.predicate(leaves, false);
            }));
    return said;
  }
}
