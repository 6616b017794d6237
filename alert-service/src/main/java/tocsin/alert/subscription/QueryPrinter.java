package tocsin.alert.subscription;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tocsin.alert.subscription.Query.And;
import tocsin.alert.subscription.Query.Leaf;
import tocsin.alert.subscription.Query.Not;
import tocsin.alert.subscription.Query.Or;

/// Writes a query in its canonical form: every operator written, parentheses only where the order
/// of operators needs them, behind the field where all in them have the same. Reading it back gives
/// the same query.
public final class QueryPrinter {
  private static final Pattern BARE = Pattern.compile("[\\p{L}\\p{N}][^\\s\\p{Z}():\"“”„«»]*");

  private QueryPrinter() {}

  public static String print(Query query) {
    return switch (query) {
      case Or(var any) -> any.stream().map(QueryPrinter::print).collect(Collectors.joining(" OR "));
      case And(var all) ->
          all.stream().map(QueryPrinter::operand).collect(Collectors.joining(" AND "));
      case Not(var inner) -> "NOT " + operand(inner);
      case Leaf leaf -> {
        var field = field(leaf);
        yield field.isEmpty() ? value(leaf) : field + ":" + value(leaf);
      }
    };
  }

  /// Of AND where it is a disjunction, of NOT where it is either.
  private static String operand(Query query) {
    return switch (query) {
      case Or(var any) -> {
        var field = commonField(any);
        yield field.isEmpty()
            ? "(" + print(query) + ")"
            : field
                + any.stream()
                    .map(q -> value((Leaf) q))
                    .collect(Collectors.joining(" OR ", ":(", ")"));
      }
      case And a -> "(" + print(a) + ")";
      case Not n -> print(n);
      case Leaf leaf -> print(leaf);
    };
  }

  /// Empty where there is none.
  private static String commonField(List<Query> parts) {
    var fields =
        parts.stream().map(q -> q instanceof Leaf leaf ? field(leaf) : "").distinct().toList();
    return fields.size() == 1 ? fields.getFirst() : "";
  }

  /// Empty for a phrase.
  static String field(Leaf leaf) {
    return switch (leaf) {
      case Query.Theme t -> "theme";
      case Query.Actor a -> "actor";
      case Query.Kind k -> "kind";
      case Query.Language l -> "lang";
      case Query.Source s -> "source";
      case Query.Author a -> "author";
      case Query.Phrase p -> "";
    };
  }

  private static String value(Leaf leaf) {
    return switch (leaf) {
      case Query.Theme(var id, boolean primary) -> quotedIfNeeded(primary ? id + "!" : id);
      case Query.Actor(var id) -> quotedIfNeeded(id);
      case Query.Kind(var id) -> quotedIfNeeded(id);
      case Query.Language(var tag) -> tag;
      case Query.Source(var name) -> quotedIfNeeded(name);
      case Query.Author(var name) -> quotedIfNeeded(name);
      case Query.Phrase(var words) -> '"' + words + '"';
    };
  }

  private static String quotedIfNeeded(String value) {
    boolean operator = value.equals("AND") || value.equals("OR") || value.equals("NOT");
    return BARE.matcher(value).matches() && !operator ? value : '"' + value + '"';
  }
}
