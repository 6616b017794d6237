package tocsin.alert.match;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import tocsin.alert.subscription.Query;
import tocsin.alert.subscription.Query.And;
import tocsin.alert.subscription.Query.Leaf;
import tocsin.alert.subscription.Query.Not;
import tocsin.alert.subscription.Query.Or;

/// A query in a form that is small and quick to ask of an article: an int array.
///
/// First come the two halves of the minimum score, then the query with its negations at the leaves:
/// a conjunction or disjunction is a sign (below zero) and the number of ints that follow, a leaf a
/// term.
final class Check {
  private static final int ALL = 0x8000_0000;
  private static final int ANY = 0xC000_0000;
  private static final int SIGN = 0xC000_0000;
  private static final int LENGTH = ~SIGN;

  /// of a leaf
  private static final int DENIED = Terms.NUMBER + 1;

  private static final int TERM = Terms.THEME | Terms.PRIMARY | Terms.NUMBER;

  private Check() {}

  /// @param inward with negations at the leaves only
  static int[] of(Query inward, double minScore, Terms terms) {
    List<Integer> code = new ArrayList<>();
    long bits = Double.doubleToLongBits(minScore);
    code.add((int) (bits >>> 32));
    code.add((int) bits);
    append(inward, terms, code);
    return code.stream().mapToInt(Integer::intValue).toArray();
  }

  private static void append(Query query, Terms terms, List<Integer> code) {
    switch (query) {
      case And(var all) -> append(ALL, all, terms, code);
      case Or(var any) -> append(ANY, any, terms, code);
      case Not(Leaf leaf) -> code.add(DENIED | terms.term(leaf));
      case Not n -> throw new IllegalStateException("negations stand at the leaves");
      case Leaf leaf -> code.add(terms.term(leaf));
    }
  }

  private static void append(int sign, List<Query> parts, Terms terms, List<Integer> code) {
    int head = code.size();
    code.add(sign);
    parts.forEach(part -> append(part, terms, code));
    code.set(head, sign | (code.size() - head - 1));
  }

  static boolean holds(int[] code, Profile article) {
    double minScore = Double.longBitsToDouble((long) code[0] << 32 | code[1] & 0xFFFF_FFFFL);
    return holds(code, 2, minScore, article);
  }

  private static boolean holds(int[] code, int at, double minScore, Profile article) {
    int head = code[at];
    if (head >= 0) {
      return article.has(head & TERM, minScore) != ((head & DENIED) != 0);
    }
    boolean any = (head & SIGN) == ANY;
    int end = at + 1 + (head & LENGTH);
    for (int part = at + 1; part < end; part = next(code, part)) {
      if (holds(code, part, minScore, article) == any) {
        return any;
      }
    }
    return !any;
  }

  private static int next(int[] code, int at) {
    return at + 1 + (code[at] < 0 ? code[at] & LENGTH : 0);
  }

  /// Marks the numbers of all that the query speaks of.
  static void mark(int[] code, BitSet themes, BitSet names) {
    for (int at = 2; at < code.length; at++) {
      if (code[at] >= 0) {
        (Terms.isTheme(code[at]) ? themes : names).set(code[at] & Terms.NUMBER);
      }
    }
  }
}
