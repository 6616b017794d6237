package tocsin.alert.subscription;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tocsin.text.Folding;
import tocsin.text.Form;

/// What a subscription asks for, as a tree. [QueryParser] reads it, [QueryPrinter] writes it.
public sealed interface Query {
  record And(List<Query> all) implements Query {
    public And {
      all = List.copyOf(all);
    }
  }

  record Or(List<Query> any) implements Query {
    public Or {
      any = List.copyOf(any);
    }
  }

  record Not(Query query) implements Query {}

  /// What stands between the operators.
  sealed interface Leaf extends Query {}

  /// The article addresses the theme, or any theme of the group.
  ///
  /// @param primary whether only as a primary theme
  record Theme(String id, boolean primary) implements Leaf {}

  /// The article names the actor.
  record Actor(String id) implements Leaf {}

  /// The article names any actor of the kind.
  record Kind(String id) implements Leaf {}

  /// The article is in the language (BCP 47): `zh` also holds `zh-Hant`.
  record Language(String tag) implements Leaf {
    /// Whether an article in this language is meant.
    public boolean holds(String language) {
      return language.regionMatches(true, 0, tag, 0, tag.length())
          && (language.length() == tag.length() || language.charAt(tag.length()) == '-');
    }
  }

  /// The article is of the host or a host below it, or of the feed with this id.
  record Source(String name) implements Leaf {
    public boolean holds(String host, String feed) {
      return name.equals(feed) || name.equals(host) || host.endsWith("." + name);
    }
  }

  /// One of the authors is so called: the words of the name stand in theirs, folded, one after the
  /// other.
  record Author(String name) implements Leaf {}

  /// The words stand in title or text, folded, one after the other; a word with a star at its end
  /// stands for all that begin so.
  record Phrase(String words) implements Leaf {
    /// What two phrases have in common that find the same.
    public String folded() {
      return Folding.fold(words);
    }
  }

  /// A conjunction in normal form: flat, each part once, no conjunction of one.
  static Query all(List<Query> parts) {
    Set<Query> flat = new LinkedHashSet<>();
    for (var part : parts) {
      if (part instanceof And(var all)) {
        flat.addAll(all);
      } else {
        flat.add(part);
      }
    }
    return flat.size() == 1 ? flat.iterator().next() : new And(List.copyOf(flat));
  }

  /// A disjunction in normal form: flat, each part once, no disjunction of one.
  static Query any(List<Query> parts) {
    Set<Query> flat = new LinkedHashSet<>();
    for (var part : parts) {
      if (part instanceof Or(var any)) {
        flat.addAll(any);
      } else {
        flat.add(part);
      }
    }
    return flat.size() == 1 ? flat.iterator().next() : new Or(List.copyOf(flat));
  }

  /// A negation in normal form: not of a negation.
  static Query not(Query query) {
    return query instanceof Not(var inner) ? inner : new Not(query);
  }

  /// The same query with negations at the leaves only.
  static Query inward(Query query) {
    return inward(query, false);
  }

  private static Query inward(Query query, boolean negated) {
    return switch (query) {
      case And(var all) -> {
        var parts = all.stream().map(q -> inward(q, negated)).toList();
        yield negated ? any(parts) : all(parts);
      }
      case Or(var any) -> {
        var parts = any.stream().map(q -> inward(q, negated)).toList();
        yield negated ? all(parts) : any(parts);
      }
      case Not(var inner) -> inward(inner, !negated);
      case Leaf leaf -> negated ? new Not(leaf) : leaf;
    };
  }

  /// Every leaf, as often as it stands there.
  static List<Leaf> leaves(Query query) {
    List<Leaf> leaves = new ArrayList<>();
    collect(query, leaves);
    return leaves;
  }

  private static void collect(Query query, List<Leaf> leaves) {
    switch (query) {
      case And(var all) -> all.forEach(q -> collect(q, leaves));
      case Or(var any) -> any.forEach(q -> collect(q, leaves));
      case Not(var inner) -> collect(inner, leaves);
      case Leaf leaf -> leaves.add(leaf);
    }
  }

  /// A name as its words, folded, with one space between them; empty where it has none.
  static String words(String name) {
    if (name.chars().noneMatch(Character::isLetterOrDigit)) {
      return "";
    }
    return Form.parse(name).tokens().stream()
        .map(token -> Folding.fold(token.replace(".", "")))
        .collect(Collectors.joining(" "));
  }
}
