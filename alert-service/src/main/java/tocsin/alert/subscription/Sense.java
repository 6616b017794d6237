package tocsin.alert.subscription;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tocsin.alert.subscription.Query.And;
import tocsin.alert.subscription.Query.Leaf;
import tocsin.alert.subscription.Query.Not;
import tocsin.alert.subscription.Query.Or;

/// Whether a query makes sense: whether some article can match it, and whether some article does
/// not.
///
/// An article has one language, one feed and one host; a primary theme is a theme, a theme belongs
/// to its group, an actor to its kind, and a phrase holds the phrases within it.
public final class Sense {
  /*
   * A tableau: goals are taken one by one, a conjunction gives its parts, a disjunction tries each of
   * its parts after all that has no choice, a leaf must agree with every leaf held so far. Leaves contradict one another in pairs
   * only, but for a group without any of its themes: so a group that is held becomes the disjunction
   * of its themes. A search longer than the limit counts as a query that can match.
   */
  private static final int LONGEST_SEARCH = 1_000_000;

  private final KnownWords words;
  private final Set<String> conflicts = new LinkedHashSet<>();
  private int steps;

  private Sense(KnownWords words) {
    this.words = words;
  }

  /// Why no article can match; empty where one can.
  public static Optional<String> whyNever(Query query, KnownWords words) {
    var sense = new Sense(words);
    var goals = new ArrayDeque<Query>();
    goals.add(Query.inward(query));
    if (sense.canHold(goals, List.of())) {
      return Optional.empty();
    }
    var reasons = sense.conflicts.stream().limit(3).toList();
    return Optional.of("no article can match it: " + String.join("; ", reasons));
  }

  /// Whether articles match for what they do not have: as one does that has no theme, names nobody
  /// and comes from nowhere known.
  public static boolean matchesNearlyAll(Query query) {
    return switch (query) {
      case And(var all) -> all.stream().allMatch(Sense::matchesNearlyAll);
      case Or(var any) -> any.stream().anyMatch(Sense::matchesNearlyAll);
      case Not(var inner) -> !matchesNearlyAll(inner);
      case Leaf leaf -> false;
    };
  }

  private boolean canHold(Deque<Query> goals, List<Query> held) {
    steps += 1 + held.size();
    if (steps > LONGEST_SEARCH || goals.isEmpty()) {
      return true;
    }
    var rest = new ArrayDeque<>(goals);
    var goal = rest.removeFirst();
    return switch (goal) {
      case And(var all) -> {
        all.stream().filter(Or.class::isInstance).forEach(rest::addLast);
        all.reversed().stream().filter(part -> !(part instanceof Or)).forEach(rest::addFirst);
        yield canHold(rest, held);
      }
      case Or(var any) -> {
        for (var part : any) {
          var branch = new ArrayDeque<>(rest);
          branch.addFirst(part);
          if (canHold(branch, held)) {
            yield true;
          }
        }
        yield false;
      }
      case Not literal -> holdAlso(literal, rest, held);
      case Leaf literal -> holdAlso(literal, rest, held);
    };
  }

  private boolean holdAlso(Query literal, Deque<Query> rest, List<Query> held) {
    if (held.contains(literal)) {
      return canHold(rest, held);
    }
    for (var other : held) {
      var why = conflict(other, literal);
      if (why != null) {
        conflicts.add(why);
        return false;
      }
    }
    if (literal instanceof Query.Theme(var id, var primary) && !words.themesOf(id).isEmpty()) {
      rest.addLast(
          Query.any(
              words.themesOf(id).stream()
                  .map(theme -> (Query) new Query.Theme(theme, primary))
                  .toList()));
    }
    var more = new ArrayList<>(held);
    more.add(literal);
    return canHold(rest, more);
  }

  private @Nullable String conflict(Query one, Query other) {
    if (one instanceof Leaf a && other instanceof Leaf b) {
      return together(a, b);
    }
    if (one instanceof Leaf leaf && other instanceof Not(Leaf denied)) {
      return implies(leaf, denied) ? exclude(leaf, other) : null;
    }
    if (other instanceof Leaf leaf && one instanceof Not(Leaf denied)) {
      return implies(leaf, denied) ? exclude(leaf, one) : null;
    }
    return null;
  }

  private static String exclude(Query one, Query other) {
    return "%s and %s exclude each other"
        .formatted(QueryPrinter.print(one), QueryPrinter.print(other));
  }

  private static @Nullable String together(Leaf one, Leaf other) {
    if (one instanceof Query.Language a
        && other instanceof Query.Language b
        && !a.holds(b.tag())
        && !b.holds(a.tag())) {
      return exclude(one, other) + ", as an article has one language";
    }
    if (one instanceof Query.Source(var a)
        && other instanceof Query.Source(var b)
        && isFeed(a) == isFeed(b)
        && !a.equals(b)
        && !a.endsWith("." + b)
        && !b.endsWith("." + a)) {
      return exclude(one, other) + ", as an article has one source";
    }
    return null;
  }

  private static boolean isFeed(String source) {
    return Leaves.FEED.matcher(source).matches();
  }

  private boolean implies(Leaf one, Leaf other) {
    if (one.equals(other)) {
      return true;
    }
    return switch (one) {
      case Query.Theme(var id, boolean primary) ->
          other instanceof Query.Theme(var wider, boolean mainly)
              && (primary || !mainly)
              && (wider.equals(id) || wider.equals(words.groupOf(id)));
      case Query.Actor(var id) ->
          other instanceof Query.Kind(var kind) && kind.equals(words.kindOf(id));
      case Query.Kind k -> false;
      case Query.Language(var tag) -> other instanceof Query.Language wider && wider.holds(tag);
      case Query.Source(var name) -> other instanceof Query.Source wider && wider.holds(name, name);
      case Query.Author(var name) ->
          other instanceof Query.Author(var part)
              && (" " + Query.words(name) + " ").contains(" " + Query.words(part) + " ");
      case Query.Phrase p -> other instanceof Query.Phrase part && holds(p, part);
    };
  }

  /// Whether the words of one phrase stand in the other, in a row.
  private static boolean holds(Query.Phrase phrase, Query.Phrase part) {
    var all = List.of(phrase.folded().split(" "));
    var some = List.of(part.folded().split(" "));
    for (int from = 0; from + some.size() <= all.size(); from++) {
      boolean same = true;
      for (int i = 0; i < some.size(); i++) {
        var wanted = some.get(i);
        var there = all.get(from + i);
        same &=
            wanted.endsWith("*")
                ? there.startsWith(wanted.substring(0, wanted.length() - 1))
                : there.equals(wanted);
      }
      if (same) {
        return true;
      }
    }
    return false;
  }
}
