package tocsin.text;

import java.util.ArrayList;
import java.util.List;

/// A word or phrase as it is written in the vocabulary or in a query: flags, then tokens.
///
/// `=` the letters' case counts, as it does in an abbreviation with dots; `!` not as a part of a
/// hyphenated compound; `#` also behind a number it is glued to (`60bn`); a `*` at the end of a
/// token: any word that begins so; else at its beginning, behind a space: any word that ends so.
///
/// @param tokens as written, without the stars
/// @param prefix which of the tokens had a star at the end
/// @param suffix which of the tokens had a star at the beginning
/// @param glued whether the first token may follow a number without a space
public record Form(
    String text,
    List<String> tokens,
    List<Boolean> prefix,
    List<Boolean> suffix,
    boolean exact,
    boolean alone,
    boolean glued) {

  /// @throws IllegalArgumentException where nothing is left to match
  public static Form parse(String written) {
    boolean exact = false;
    boolean alone = false;
    boolean glued = false;
    int at = 0;
    for (; at < written.length(); at++) {
      char c = written.charAt(at);
      if (c == '=') {
        exact = true;
      } else if (c == '!') {
        alone = true;
      } else if (c == '#') {
        glued = true;
      } else {
        break;
      }
    }
    var body = written.substring(at);
    var tokens = new ArrayList<String>();
    var prefix = new ArrayList<Boolean>();
    var suffix = new ArrayList<Boolean>();
    var cut = new Tokens().read(body);
    for (int i = 0; i < cut.size; i++) {
      int start = cut.start[i];
      int end = cut.end[i];
      var token = body.substring(start, end);
      boolean begins = end < body.length() && body.charAt(end) == '*';
      boolean ends =
          !begins
              && start > 0
              && body.charAt(start - 1) == '*'
              && (start == 1 || Character.isWhitespace(body.charAt(start - 2)));
      // an abbreviation with dots is one in its case: U.S., not us
      exact |= token.indexOf('.') >= 0;
      tokens.add(token.replace(".", ""));
      prefix.add(begins);
      suffix.add(ends);
    }
    if (tokens.isEmpty()) {
      throw new IllegalArgumentException("the form '" + written + "' has no letter or digit");
    }
    return new Form(
        written,
        List.copyOf(tokens),
        List.copyOf(prefix),
        List.copyOf(suffix),
        exact,
        alone,
        glued);
  }

  /// The same form with another last token: how inflections are made.
  public Form withEnding(String ending) {
    var inflected = new ArrayList<>(tokens);
    inflected.set(tokens.size() - 1, tokens.getLast() + ending);
    return new Form(text, List.copyOf(inflected), prefix, suffix, exact, alone, glued);
  }

  public boolean hasPrefix() {
    return prefix.contains(true);
  }
}
