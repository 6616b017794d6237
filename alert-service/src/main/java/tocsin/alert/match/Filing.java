package tocsin.alert.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tocsin.alert.subscription.Query;
import tocsin.alert.subscription.Query.And;
import tocsin.alert.subscription.Query.Leaf;
import tocsin.alert.subscription.Query.Not;
import tocsin.alert.subscription.Query.Or;

/// Where a subscription is filed: under pairs of which every matching article has one.
///
/// @param postings keys and words by turns
/// @param exact whether every article that has a pair and what its word says matches
record Filing(long[] postings, boolean exact) {
  /*
   * The query as clauses that must all hold, each of terms of which one must. Of the clauses without
   * a denied term, one of themes and one of names make pairs; where there are too many pairs or no
   * such two, one clause alone is filed. Of all the ways the one with the fewest articles to expect
   * is taken. What else the words can tell goes into them: languages, the least score, a theme that
   * must not be there, and one more name that must, though not for certain. What they leave out makes
   * a filing inexact.
   */
  private static final int MOST_PAIRS = 24;
  private static final int MOST_CLAUSES = 16;
  private static final int DENIED = 1 << 31;
  private static final int MANY = 500;

  /// Whether so many are filed under the name that each language has a key of its own.
  static boolean splits(int name, Terms terms) {
    return terms.names.filed(name) > MANY;
  }

  /// What must hold of an article: one of these terms.
  private record Clause(int[] terms) {
    boolean isUsable() {
      return Arrays.stream(terms).noneMatch(term -> term < 0);
    }

    boolean isOfThemes() {
      return Arrays.stream(terms).allMatch(Terms::isTheme);
    }

    boolean isOfNames() {
      return Arrays.stream(terms).noneMatch(Terms::isTheme);
    }

    boolean isOneName() {
      return terms.length == 1 && terms[0] >= 0 && !Terms.isTheme(terms[0]);
    }

    List<Integer> asList() {
      return Arrays.stream(terms).boxed().toList();
    }

    boolean isOfLanguages(Terms terms) {
      return Arrays.stream(this.terms).allMatch(t -> t >= 0 && terms.isLanguage(t));
    }

    double share(Terms of, int subscriptions) {
      return Arrays.stream(terms).mapToDouble(term -> of.share(term, subscriptions)).sum();
    }
  }

  /// @param inward with negations at the leaves only
  /// @param subscriptions how many there are
  static Filing of(Query inward, double minScore, Terms terms, int subscriptions) {
    var all = clauses(inward, terms);
    if (all == null) {
      return new Filing(
          new long[] {Postings.key(0, 0), Postings.word(0, 0, 0, Postings.ANY_LANGUAGE)}, false);
    }
    var usable = all.stream().filter(Clause::isUsable).toList();
    var spoken = usable.stream().filter(c -> c.isOfLanguages(terms)).findFirst().orElse(null);
    var rest = usable.stream().filter(c -> !c.isOfLanguages(terms)).toList();
    var themes = rarest(rest.stream().filter(Clause::isOfThemes).toList(), terms, subscriptions);
    var names = rarest(rest.stream().filter(Clause::isOfNames).toList(), terms, subscriptions);
    List<Clause> filed = new ArrayList<>();
    if (themes != null && names != null && pairs(themes, names) <= MOST_PAIRS) {
      filed.addAll(List.of(themes, names));
    } else {
      var alone = rarest(rest, terms, subscriptions);
      filed.addAll(alone != null ? List.of(alone) : spoken != null ? List.of(spoken) : List.of());
    }
    List<Clause> told = new ArrayList<>(filed);
    int level = Profile.level(minScore);
    boolean levelTells = level / 100.0 == minScore || all.stream().allMatch(Clause::isOfNames);
    long languages = spoken == null ? 0 : languages(spoken, terms);
    if (languages != 0) {
      told.add(spoken);
    }
    int without = 0;
    for (var clause : all) {
      without = without == 0 ? without(clause, terms) : without;
      if (without != 0 && levelTells) {
        told.add(clause);
        break;
      }
    }
    int also = 0;
    for (var clause : rest) {
      if (also == 0 && !told.contains(clause) && clause.isOneName()) {
        also = Postings.hash(clause.terms()[0]);
      }
    }
    long word =
        Postings.word(
            level,
            levelTells ? without : 0,
            also,
            languages == 0 ? Postings.ANY_LANGUAGE : languages);
    return new Filing(postings(filed, word), levelTells && told.containsAll(all));
  }

  private static @Nullable Clause rarest(List<Clause> clauses, Terms terms, int subscriptions) {
    Clause best = null;
    double least = Double.MAX_VALUE;
    for (var clause : clauses) {
      double share = clause.share(terms, subscriptions);
      if (share < least) {
        least = share;
        best = clause;
      }
    }
    return best;
  }

  private static int pairs(Clause themes, Clause names) {
    return themes.terms().length * names.terms().length;
  }

  /// @param filed a clause of themes and one of names, or one alone, or none
  private static long[] postings(List<Clause> filed, long word) {
    if (filed.isEmpty()) {
      return new long[] {Postings.key(0, 0), word};
    }
    List<Integer> names = filed.size() == 1 ? List.of(0) : filed.getLast().asList();
    List<Long> postings = new ArrayList<>();
    for (int term : filed.getFirst().asList()) {
      boolean theme = Terms.isTheme(term);
      int number = term & Terms.NUMBER;
      boolean primary = theme && (term & Terms.PRIMARY) != 0;
      for (int name : names) {
        postings.add(theme ? Postings.key(number, name) : Postings.key(0, number));
        postings.add(word | (primary ? Postings.PRIMARY : 0));
      }
    }
    return postings.stream().mapToLong(Long::longValue).toArray();
  }

  /// The number of the theme that the clause wants not to be there; 0 where it is no such clause.
  private static int without(Clause clause, Terms terms) {
    if (clause.terms().length != 1) {
      return 0;
    }
    int term = clause.terms()[0];
    boolean denied = term < 0 && Terms.isTheme(term) && (term & Terms.PRIMARY) == 0;
    return denied ? terms.makeWithout(term & Terms.NUMBER) : 0;
  }

  /// 0 where a language has no bit.
  private static long languages(Clause clause, Terms terms) {
    long bits = 0;
    for (int term : clause.terms()) {
      int bit = terms.languageBit(term);
      if (bit < 0) {
        return 0;
      }
      bits |= Postings.language(bit);
    }
    return bits;
  }

  /// The query as clauses; null where they would be too many.
  private static @Nullable List<Clause> clauses(Query query, Terms terms) {
    return switch (query) {
      case And(var all) -> {
        List<Clause> clauses = new ArrayList<>();
        for (var part : all) {
          var more = clauses(part, terms);
          if (more == null) {
            clauses.add(new Clause(new int[] {DENIED}));
          } else {
            clauses.addAll(more);
          }
        }
        yield clauses;
      }
      case Or(var any) -> {
        List<Clause> product = List.of(new Clause(new int[0]));
        for (var part : any) {
          var more = clauses(part, terms);
          if (more == null || more.size() * product.size() > MOST_CLAUSES) {
            yield null;
          }
          product = product.stream().flatMap(a -> more.stream().map(b -> either(a, b))).toList();
        }
        yield product;
      }
      case Not(Leaf leaf) -> List.of(new Clause(new int[] {DENIED | terms.term(leaf)}));
      case Not n -> throw new IllegalStateException("negations stand at the leaves");
      case Leaf leaf -> List.of(new Clause(new int[] {terms.term(leaf)}));
    };
  }

  private static Clause either(Clause one, Clause other) {
    return new Clause(
        IntStream.concat(Arrays.stream(one.terms()), Arrays.stream(other.terms()))
            .distinct()
            .toArray());
  }
}
