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
   * is taken. Languages and the least score go into the words. What a way leaves out makes it inexact.
   */
  private static final int MOST_PAIRS = 24;
  private static final int MOST_CLAUSES = 16;
  private static final int DENIED = 1 << 31;

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

    boolean isOfLanguages(Terms terms) {
      return Arrays.stream(this.terms).allMatch(terms::isLanguage);
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
      return new Filing(new long[] {Postings.key(0, 0), anyWord()}, false);
    }
    var usable = all.stream().filter(Clause::isUsable).toList();
    var spoken = usable.stream().filter(c -> c.isOfLanguages(terms)).findFirst().orElse(null);
    var rest = usable.stream().filter(c -> !c.isOfLanguages(terms)).toList();
    var themes = rarest(rest.stream().filter(Clause::isOfThemes).toList(), terms, subscriptions);
    var names = rarest(rest.stream().filter(Clause::isOfNames).toList(), terms, subscriptions);
    long languages = spoken == null ? 0 : languages(spoken, terms);
    int level = Profile.level(minScore);
    boolean levelTells = level / 1_000.0 == minScore;
    if (themes != null && names != null && pairs(themes, names) <= MOST_PAIRS) {
      boolean exact = levelTells && all.size() == (languages == 0 ? 2 : 3);
      return new Filing(pairs(themes, names, level, languages), exact);
    }
    var alone = rarest(rest, terms, subscriptions);
    if (alone != null) {
      boolean exact = (levelTells || alone.isOfNames()) && all.size() == (languages == 0 ? 1 : 2);
      return new Filing(single(alone, level, languages), exact);
    }
    return spoken == null
        ? new Filing(new long[] {Postings.key(0, 0), anyWord()}, false)
        : new Filing(single(spoken, level, 0), all.size() == 1);
  }

  private static long anyWord() {
    return Postings.word(0, false, Postings.ANY_LANGUAGE);
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

  private static long[] pairs(Clause themes, Clause names, int level, long languages) {
    var postings = new long[2 * pairs(themes, names)];
    int at = 0;
    for (int theme : themes.terms()) {
      for (int name : names.terms()) {
        postings[at++] = Postings.key(theme & Terms.NUMBER, name);
        postings[at++] = word(theme, level, languages);
      }
    }
    return postings;
  }

  private static long[] single(Clause clause, int level, long languages) {
    var postings = new long[2 * clause.terms().length];
    int at = 0;
    for (int term : clause.terms()) {
      boolean theme = Terms.isTheme(term);
      postings[at++] =
          theme ? Postings.key(term & Terms.NUMBER, 0) : Postings.key(0, term & Terms.NUMBER);
      postings[at++] = word(term, theme ? level : 0, languages);
    }
    return postings;
  }

  private static long word(int term, int level, long languages) {
    boolean primary = Terms.isTheme(term) && (term & Terms.PRIMARY) != 0;
    return Postings.word(level, primary, languages == 0 ? Postings.ANY_LANGUAGE : languages);
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
