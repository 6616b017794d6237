package tocsin.alert.delivery;

/// Text cut to a length, never within a surrogate pair.
public final class Cut {
  private Cut() {}

  /// @param longest in UTF-16 code units; what is longer ends in `…`
  public static String to(int longest, String text) {
    return text.length() <= longest ? text : text.substring(0, end(text, longest - 1)) + "…";
  }

  /// The place itself, or the one before it where it stands within a pair.
  static int end(String text, int at) {
    boolean within =
        at > 0
            && at < text.length()
            && Character.isLowSurrogate(text.charAt(at))
            && Character.isHighSurrogate(text.charAt(at - 1));
    return within ? at - 1 : at;
  }
}
