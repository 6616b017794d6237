package tocsin.alert.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tocsin.alert.subscription.Query.Leaf;

/// Reads queries: `theme:export-controls AND actor:(china OR usa) NOT source:example.org
/// "gigafactory"`.
///
/// `NOT` binds before `AND` before `OR`, operators in capitals, `AND` may be left out; parentheses
/// group, also behind a field. Whether the vocabulary knows the words is not asked here. What comes
/// out is in normal form: see [Query#all] and its neighbours.
public final class QueryParser {
  private static final Set<String> OPERATORS = Set.of("AND", "OR", "NOT");
  private static final String OPENING = "\"“”„«「";
  private static final int LONGEST = 4_000;
  private static final int DEEPEST = 50;

  private final String text;
  private final List<Place> places = new ArrayList<>();
  private int at;
  private int depth;

  private QueryParser(String text) {
    this.text = text;
  }

  /// A leaf and where it is written.
  ///
  /// @param position of its first char, from 0
  public record Place(Leaf leaf, int position) {}

  /// A query and where in the text its leaves are written, in that order.
  public record Reading(Query query, List<Place> places) {
    public Reading {
      places = List.copyOf(places);
    }
  }

  public static Query parse(String text) throws QueryError {
    return read(text).query();
  }

  public static Reading read(String text) throws QueryError {
    if (text.length() > LONGEST) {
      throw new QueryError("a query may have " + LONGEST + " characters", LONGEST);
    }
    if (text.indexOf('\0') >= 0) {
      throw new QueryError("the character U+0000 stands in no text", text.indexOf('\0'));
    }
    var parser = new QueryParser(text);
    parser.space();
    if (parser.at == text.length()) {
      throw new QueryError("the query is empty", 0);
    }
    var query = parser.or("");
    if (parser.at < text.length()) {
      throw new QueryError("')' without '('", parser.at);
    }
    return new Reading(query, parser.places);
  }

  private Query or(String field) throws QueryError {
    deeper("parentheses in one another");
    List<Query> any = new ArrayList<>();
    any.add(and(field));
    while (operator("OR")) {
      any.add(and(field));
    }
    depth--;
    return Query.any(any);
  }

  private Query and(String field) throws QueryError {
    List<Query> all = new ArrayList<>();
    all.add(not(field));
    while (true) {
      space();
      boolean written = operator("AND");
      if (!written && (at == text.length() || text.charAt(at) == ')' || ahead("OR"))) {
        return Query.all(all);
      }
      all.add(not(field));
    }
  }

  private Query not(String field) throws QueryError {
    if (!operator("NOT")) {
      return term(field);
    }
    deeper("times NOT");
    var inner = not(field);
    depth--;
    return Query.not(inner);
  }

  private void deeper(String what) throws QueryError {
    if (++depth > DEEPEST) {
      throw new QueryError("more than " + DEEPEST + " " + what, at);
    }
  }

  private Query term(String field) throws QueryError {
    space();
    int start = at;
    if (at == text.length()) {
      throw new QueryError("something is missing at the end", at);
    }
    char c = text.charAt(at);
    if (c == '(') {
      return group(field);
    }
    if (c == ')') {
      throw new QueryError("something is missing before ')'", at);
    }
    for (var operator : List.of("AND", "OR")) {
      if (ahead(operator)) {
        throw new QueryError("something is missing before " + operator, at);
      }
    }
    if (c == '-' && at + 1 < text.length() && !blank(text.charAt(at + 1))) {
      throw new QueryError("'-' excludes nothing here; write NOT before what is unwanted", at);
    }
    if (quote()) {
      return leaf(field, quoted(), start);
    }
    var word = word();
    if (at == text.length() || text.charAt(at) != ':') {
      return leaf(field, word, start);
    }
    if (!field.isEmpty()) {
      throw new QueryError(
          "'%s:' stands inside the parentheses of '%s:'; close those first".formatted(word, field),
          start);
    }
    return fielded(word, start);
  }

  private Query fielded(String word, int start) throws QueryError {
    var field = Leaves.field(word, start);
    at++;
    if (at < text.length() && text.charAt(at) == '(') {
      return group(field);
    }
    if (at == text.length() || blank(text.charAt(at)) || text.charAt(at) == ')') {
      throw new QueryError("'" + field + ":' has no value", at);
    }
    return leaf(field, quote() ? quoted() : word(), start);
  }

  private Query group(String field) throws QueryError {
    int open = at++;
    var inner = or(field);
    space();
    if (at == text.length()) {
      throw new QueryError("'(' without ')'", open);
    }
    at++;
    return inner;
  }

  private Query leaf(String field, String value, int start) throws QueryError {
    if (at < text.length() && text.charAt(at) == ':') {
      throw new QueryError("':' is not expected here; quote what it belongs to", at);
    }
    var leaf = Leaves.of(field, value, start);
    places.add(new Place(leaf, start));
    return leaf;
  }

  private boolean quote() {
    return OPENING.indexOf(text.charAt(at)) >= 0;
  }

  private String quoted() throws QueryError {
    var closing =
        switch (text.charAt(at)) {
          case '„' -> "“”\"";
          case '“', '”' -> "”\"";
          case '«' -> "»";
          case '「' -> "」";
          default -> "\"";
        };
    int start = ++at;
    while (at < text.length() && closing.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    if (at == text.length()) {
      throw new QueryError("the quotation has no end", start - 1);
    }
    return text.substring(start, at++);
  }

  private String word() throws QueryError {
    int start = at;
    while (at < text.length() && !blank(text.charAt(at)) && "():\"".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    if (at == start) {
      throw new QueryError("'" + text.charAt(at) + "' is not expected here", at);
    }
    var word = text.substring(start, at);
    if (OPERATORS.contains(word)) {
      throw new QueryError("'" + word + "' is an operator; quote it to look for the word", start);
    }
    return word;
  }

  private boolean operator(String word) {
    space();
    if (!ahead(word)) {
      return false;
    }
    at += word.length();
    return true;
  }

  private boolean ahead(String word) {
    int end = at + word.length();
    return text.startsWith(word, at)
        && (end == text.length()
            || blank(text.charAt(end))
            || text.charAt(end) == '('
            || text.charAt(end) == ')'
            || OPENING.indexOf(text.charAt(end)) >= 0);
  }

  private void space() {
    while (at < text.length() && blank(text.charAt(at))) {
      at++;
    }
  }

  private static boolean blank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
