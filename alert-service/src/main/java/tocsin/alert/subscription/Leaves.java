package tocsin.alert.subscription;

import java.net.IDN;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tocsin.alert.subscription.Query.Leaf;
import tocsin.text.Form;

/// What a field and its value mean: each value in the one form it is compared in.
final class Leaves {
  private static final List<String> FIELDS =
      List.of("actor", "author", "kind", "lang", "source", "theme");
  static final Pattern FEED = Pattern.compile("[A-Za-z0-9_-]{22}");
  private static final Pattern HOST = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");
  private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*");
  private static final Set<String> LANGUAGES =
      Stream.concat(
              Arrays.stream(Locale.getISOLanguages()),
              Arrays.stream(Locale.getAvailableLocales()).map(Locale::getLanguage))
          .collect(Collectors.toUnmodifiableSet());

  private Leaves() {}

  static String field(String written, int position) throws QueryError {
    var field = written.toLowerCase(Locale.ROOT);
    if (FIELDS.contains(field)) {
      return field;
    }
    if (field.equals("http") || field.equals("https")) {
      throw new QueryError("an address is no word; write source: and the host alone", position);
    }
    throw new QueryError(
        "there is no field '%s'; there are %s".formatted(written, String.join(", ", FIELDS)),
        position);
  }

  static Leaf of(String field, String value, int position) throws QueryError {
    var id = value.strip().toLowerCase(Locale.ROOT);
    return switch (field) {
      case "theme" -> theme(id, position);
      case "actor" -> new Query.Actor(present(id, field, position));
      case "kind" -> new Query.Kind(present(id, field, position));
      case "lang" -> language(value.strip(), position);
      case "source" -> source(value.strip(), position);
      case "author" -> author(value, position);
      default -> phrase(value, position);
    };
  }

  private static Leaf theme(String written, int position) throws QueryError {
    var id = written.replaceAll("!+$", "");
    int marks = written.length() - id.length();
    if (marks > 1) {
      throw new QueryError(
          "'!' stands once behind a theme: 'theme:" + present(id, "theme", position) + "!'",
          position);
    }
    return new Query.Theme(present(id, "theme", position), marks == 1);
  }

  private static String present(String id, String field, int position) throws QueryError {
    if (id.isEmpty()) {
      throw new QueryError("'" + field + ":' has no value", position);
    }
    if (id.indexOf('"') >= 0) {
      throw new QueryError("'" + id + "' has a quotation mark in it", position);
    }
    return id;
  }

  private static Leaf language(String value, int position) throws QueryError {
    var parts = value.split("-");
    if (!TAG.matcher(value).matches()
        || !(LANGUAGES.contains(parts[0].toLowerCase(Locale.ROOT))
            || parts[0].equalsIgnoreCase("und"))) {
      var meant = named(value);
      throw new QueryError(
          "'%s' is no language tag, such as de or zh-Hant%s"
              .formatted(value, meant.isEmpty() ? "" : "; did you mean " + meant + "?"),
          position);
    }
    parts[0] = parts[0].toLowerCase(Locale.ROOT);
    for (int i = 1; i < parts.length; i++) {
      parts[i] =
          switch (parts[i].length()) {
            case 2 -> parts[i].toUpperCase(Locale.ROOT);
            case 4 ->
                parts[i].substring(0, 1).toUpperCase(Locale.ROOT)
                    + parts[i].substring(1).toLowerCase(Locale.ROOT);
            default -> parts[i].toLowerCase(Locale.ROOT);
          };
    }
    return new Query.Language(String.join("-", parts));
  }

  /// The tag of the language with this name in English, German or itself; empty where there is
  /// none.
  private static String named(String name) {
    for (var language : LANGUAGES.stream().sorted().toList()) {
      var locale = Locale.forLanguageTag(language);
      for (var in : List.of(Locale.ENGLISH, Locale.GERMAN, locale)) {
        if (locale.getDisplayLanguage(in).equalsIgnoreCase(name)) {
          return language;
        }
      }
    }
    return "";
  }

  private static Leaf source(String value, int position) throws QueryError {
    if (FEED.matcher(value).matches()) {
      return new Query.Source(value);
    }
    var host = value.toLowerCase(Locale.ROOT);
    if (!HOST.matcher(host).matches()) {
      try {
        host = IDN.toASCII(host).toLowerCase(Locale.ROOT);
      } catch (IllegalArgumentException e) {
        host = "";
      }
    }
    if (!HOST.matcher(host).matches()) {
      throw new QueryError(
          "'" + value + "' is neither a host, such as example.org, nor the id of a feed", position);
    }
    return new Query.Source(host.startsWith("www.") ? host.substring(4) : host);
  }

  private static Leaf author(String value, int position) throws QueryError {
    var name = value.replaceAll("[\"\\s\\p{Z}]+", " ").strip();
    if (Query.words(name).isEmpty()) {
      throw new QueryError("'" + value + "' has no letter or digit", position);
    }
    return new Query.Author(name);
  }

  private static Leaf phrase(String written, int position) throws QueryError {
    if (written.chars().noneMatch(Character::isLetterOrDigit)) {
      throw new QueryError("'" + written + "' has no letter or digit", position);
    }
    var form = Form.parse(written);
    var words = new StringBuilder();
    for (int i = 0; i < form.tokens().size(); i++) {
      var token = form.tokens().get(i).replace(".", "");
      boolean prefix = form.prefix().get(i);
      if (prefix && token.length() < 3 && token.charAt(0) < 0x2E80) {
        throw new QueryError(
            "'" + token + "*' stands for too much: three letters, then *", position);
      }
      words.append(words.isEmpty() ? "" : " ").append(token).append(prefix ? "*" : "");
    }
    return new Query.Phrase(words.toString());
  }
}
