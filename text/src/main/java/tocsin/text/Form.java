package tocsin.text;

import java.util.ArrayList;
import java.util.List;

/// A word or phrase as it is written in the vocabulary or in a query: flags, then tokens.
///
/// `=` the letters' case counts, as it does in an abbreviation with dots; `!` not as a part of a
/// hyphenated compound; a `*` at the end of a token: any word that begins so.
///
/// @param tokens as written, without the stars
/// @param prefix which of the tokens had a star
public record Form(
    String text, List<String> tokens, List<Boolean> prefix, boolean exact, boolean alone) {

  /// @throws IllegalArgumentException where nothing is left to match
  public static Form parse(String written) {
    boolean exact = false;
    boolean alone = false;
    int at = 0;
    for (; at < written.length(); at++) {
      char c = written.charAt(at);
      if (c == '=') {
        exact = true;
      } else if (c == '!') {
        alone = true;
      } else {
        break;
      }
    }
    var body = written.substring(at);
    var tokens = new ArrayList<String>();
    var prefix = new ArrayList<Boolean>();
    var cut = new Tokens().read(body);
    for (int i = 0; i < cut.size; i++) {
      var token = body.substring(cut.start[i], cut.end[i]);
      // an abbreviation with dots is one in its case: U.S., not us
      exact |= token.indexOf('.') >= 0;
      tokens.add(token.replace(".", ""));
      prefix.add(cut.end[i] < body.length() && body.charAt(cut.end[i]) == '*');
    }
    if (tokens.isEmpty()) {
      throw new IllegalArgumentException("the form '" + written + "' has no letter or digit");
    }
    return new Form(written, List.copyOf(tokens), List.copyOf(prefix), exact, alone);
  }

  /// The same form with another last token: how inflections are made.
  public Form withEnding(String ending) {
    var inflected = new ArrayList<>(tokens);
    inflected.set(tokens.size() - 1, tokens.getLast() + ending);
    return new Form(text, List.copyOf(inflected), prefix, exact, alone);
  }

  public boolean hasPrefix() {
    return prefix.contains(true);
  }
}
