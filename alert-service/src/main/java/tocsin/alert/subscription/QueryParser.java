package tocsin.alert.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tocsin.alert.subscription.Query.And;
import tocsin.alert.subscription.Query.Not;
import tocsin.alert.subscription.Query.Or;
import tocsin.alert.subscription.Query.Phrase;
import tocsin.text.Form;

/// Reads queries: `theme:export-controls AND actor:(china OR usa) NOT source:example.org
/// "gigafactory"`.
///
/// `NOT` binds before `AND` before `OR`, operators in capitals, `AND` may be left out; parentheses
/// group, also behind a field. Whether the vocabulary knows the words is not asked here.
public final class QueryParser {
  private static final Set<String> FIELDS =
      Set.of("theme", "actor", "kind", "lang", "source", "author");
  private static final int LONGEST = 4_000;
  private static final int DEEPEST = 50;

  private final String text;
  private int at;
  private int depth;

  private QueryParser(String text) {
    this.text = text;
  }

  public static Query parse(String text) throws QueryError {
    if (text.length() > LONGEST) {
      throw new QueryError("a query may have " + LONGEST + " characters", LONGEST);
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
    return query;
  }

  private Query or(String field) throws QueryError {
    if (++depth > DEEPEST) {
      throw new QueryError("more than " + DEEPEST + " parentheses in one another", at);
    }
    List<Query> any = new ArrayList<>();
    any.add(and(field));
    while (operator("OR")) {
      any.add(and(field));
    }
    depth--;
    return any.size() == 1 ? any.getFirst() : new Or(any);
  }

  private Query and(String field) throws QueryError {
    List<Query> all = new ArrayList<>();
    all.add(not(field));
    while (true) {
      space();
      boolean written = operator("AND");
      if (!written && (at == text.length() || text.charAt(at) == ')' || ahead("OR"))) {
        return all.size() == 1 ? all.getFirst() : new And(all);
      }
      all.add(not(field));
    }
  }

  private Query not(String field) throws QueryError {
    if (operator("NOT")) {
      if (++depth > DEEPEST) {
        throw new QueryError("more than " + DEEPEST + " times NOT", at);
      }
      var inner = not(field);
      depth--;
      return new Not(inner);
    }
    return term(field);
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
    boolean quoted = c == '"' || c == '“' || c == '„' || c == '«';
    var word = quoted ? quoted() : word();
    if (!quoted && field.isEmpty() && at < text.length() && text.charAt(at) == ':') {
      var name = word.toLowerCase(Locale.ROOT);
      if (!FIELDS.contains(name)) {
        throw new QueryError(
            "there is no field '"
                + word
                + "'; there are "
                + String.join(", ", FIELDS.stream().sorted().toList()),
            start);
      }
      at++;
      if (at < text.length() && text.charAt(at) == '(') {
        return group(name);
      }
      if (at == text.length()
          || Character.isWhitespace(text.charAt(at))
          || text.charAt(at) == ')') {
        throw new QueryError("'" + name + ":' has no value", at);
      }
      int value = at;
      return leaf(name, text.charAt(at) == '"' ? quoted() : word(), value);
    }
    return leaf(field, word, start);
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

  private static Query leaf(String field, String value, int position) throws QueryError {
    var id = value.toLowerCase(Locale.ROOT);
    return switch (field) {
      case "theme" ->
          id.endsWith("!")
              ? new Query.Theme(id.substring(0, id.length() - 1), true)
              : new Query.Theme(id, false);
      case "actor" -> new Query.Actor(id);
      case "kind" -> new Query.Kind(id);
      case "lang" -> language(value, position);
      case "source" ->
          new Query.Source(
              id.startsWith("www.") ? id.substring(4) : value.contains(".") ? id : value);
      case "author" -> new Query.Author(value);
      default -> phrase(value, position);
    };
  }

  private static Query language(String value, int position) throws QueryError {
    if (!value.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")) {
      throw new QueryError("'" + value + "' is no language tag, such as de or zh-Hant", position);
    }
    return new Query.Language(value);
  }

  private static Query phrase(String words, int position) throws QueryError {
    try {
      return new Phrase(String.join(" ", Form.parse(words).tokens()));
    } catch (IllegalArgumentException e) {
      throw new QueryError("'" + words + "' has no letter or digit", position);
    }
  }

  private String quoted() throws QueryError {
    char open = text.charAt(at);
    var closing = open == '„' ? "“”\"" : open == '“' ? "”\"" : open == '«' ? "»" : "\"";
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
    while (at < text.length()
        && !Character.isWhitespace(text.charAt(at))
        && "():\"".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    if (at == start) {
      throw new QueryError("'" + text.charAt(at) + "' is not expected here", at);
    }
    return text.substring(start, at);
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
            || Character.isWhitespace(text.charAt(end))
            || text.charAt(end) == '('
            || text.charAt(end) == ')'
            || text.charAt(end) == '"');
  }

  private void space() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
