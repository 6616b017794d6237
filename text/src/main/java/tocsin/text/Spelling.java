package tocsin.text;

/// Whether a form that asks for it stands in a text in its own case, or by itself.
final class Spelling {
  private Spelling() {}

  /// @param first the first of the tokens that the form was found at
  static boolean holds(Form form, Tokens tokens, int first, int last) {
    if (form.alone()
        && (hyphen(tokens, tokens.start[first] - 1, -1) || hyphen(tokens, tokens.end[last], 1))) {
      return false;
    }
    if (form.exact()) {
      for (int i = first; i <= last; i++) {
        if (!sameCase(form, i - first, tokens.raw, tokens.start[i], tokens.end[i])) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean sameCase(Form form, int token, char[] text, int start, int end) {
    var written = form.tokens().get(token);
    int at = start;
    if (form.suffix().get(token)) {
      at = Math.max(start, end - written.length());
    } else if (token == 0 && form.glued()) {
      while (at < end && Character.isDigit(text[at]) && !Character.isDigit(written.charAt(0))) {
        at++;
      }
    }
    for (int i = 0; i < written.length(); i++) {
      char w = written.charAt(i);
      if (!Character.isLetter(w)) {
        continue;
      }
      while (at < end && !Character.isLetter(text[at])) {
        at++;
      }
      if (at < end && Character.isUpperCase(w) != Character.isUpperCase(text[at])) {
        return false;
      }
      at++;
    }
    return true;
  }

  private static boolean hyphen(Tokens tokens, int at, int direction) {
    int beyond = at + direction;
    int length = tokens.length;
    if (at < 0 || at >= length || beyond < 0 || beyond >= length) {
      return false;
    }
    return Character.getType(tokens.raw[at]) == Character.DASH_PUNCTUATION
        && Character.isLetterOrDigit(tokens.raw[beyond]);
  }
}
