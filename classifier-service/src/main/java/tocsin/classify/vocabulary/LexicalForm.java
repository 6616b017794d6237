package tocsin.classify.vocabulary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tocsin.text.Form;

/// A form with the language it is written in.
///
/// @param language as the file says; `any` where it belongs to none
/// @param only whether it counts only on texts of that language
record LexicalForm(Form form, String language, boolean only) {
  private static final Pattern STAR_AT_EITHER_END =
      Pattern.compile("(?:^|\\s)[=!#]*\\*[\\p{L}\\p{M}\\p{N}]+\\*");
  private static final List<String> ROMANCE = List.of("s", "es");
  private static final Map<String, List<String>> ENDINGS =
      Map.of(
          "en", List.of("s"),
          "de", List.of("s", "es", "n", "en", "e", "er", "em"),
          "nl", List.of("s", "en", "e"),
          "fr", ROMANCE,
          "es", ROMANCE,
          "pt", ROMANCE,
          "it", List.of());

  /// The form and its inflections.
  List<Form> inflected() {
    List<Form> forms = new ArrayList<>();
    forms.add(form);
    if (!form.hasPrefix() && endsInLetter()) {
      var endings = form.exact() ? List.of("s") : ENDINGS.getOrDefault(language, List.of());
      endings.forEach(ending -> forms.add(form.withEnding(ending)));
    }
    return forms;
  }

  private boolean endsInLetter() {
    var last = form.tokens().getLast();
    char c = last.charAt(last.length() - 1);
    return Character.isLetter(c) && c < 0x0250;
  }

  /// Phrases as they stand, of no language.
  static List<LexicalForm> phrases(Yaml list) {
    List<LexicalForm> phrases = new ArrayList<>();
    list.list().forEach(phrase -> add(phrases, phrase, "any", false));
    return phrases;
  }

  private static void add(List<LexicalForm> to, Yaml written, String language, boolean only) {
    var form = written.string();
    if (STAR_AT_EITHER_END.matcher(form).find()) {
      written.problem("a word of '" + form + "' has a star at either end; it may have one");
    }
    try {
      to.add(new LexicalForm(Form.parse(form), language, only));
    } catch (IllegalArgumentException e) {
      written.problem(e.getMessage() == null ? "is no form" : e.getMessage());
    }
  }

  static List<LexicalForm> read(Yaml byLanguage) {
    List<LexicalForm> forms = new ArrayList<>();
    byLanguage
        .fields()
        .forEach((key, written) -> {
          boolean only = key.endsWith("!");
          var language = only ? key.substring(0, key.length() - 1) : key;
          for (var form : written.list()) {
            add(forms, form, language, only);
          }
        });
    return forms;
  }
}
