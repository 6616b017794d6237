package tocsin.classify.text;

import java.util.Locale;
import java.util.Set;

/// Where sentences end, in the writing systems that end them with a mark.
final class Sentences {
  private static final int SHORTEST = 3;
  private static final int LONG = 200;
  private static final String CLOSERS = "\"”“»«’'）)」』】";

  /// Words before a dot that close nothing.
  private static final Set<String> ABBREVIATIONS =
      Set.of(
          ("mr mrs ms dr prof sen rep gov gen lt col sgt st jr sr vs inc corp ltd dept est approx jan feb mar apr jun jul aug"
                  + " sept sep oct nov dec bzw ca evtl ggf inkl vgl bd hrsg str std mio mrd tsd sog bspw mme mlle env sra srta dra"
                  + " ee sig dott avv dhr mevr blz bijv ul np hab tzn godz tys mln mld hon rev ing lic mag dipl")
              .split(" "));

  /// Words before a dot that close nothing where a number follows.
  private static final Set<String> BEFORE_NUMBERS =
      Set.of(
          "no", "nos", "nr", "art", "abs", "fig", "vol", "sec", "pp", "pag", "núm", "num", "kap",
          "rz", "ust", "par");

  /// Words that begin a sentence also behind `U.S.`.
  private static final Set<String> OPENERS =
      Set.of(
          "The", "It", "He", "She", "They", "In", "On", "But", "And", "A", "This", "That", "If",
          "For", "At", "As", "We");

  private Sentences() {}

  /// Behind the sentence that begins at `from`: its closing mark, and the quotes and spaces after
  /// it.
  static int end(String text, int from, int end) {
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      if (c > '?' && c < '…') {
        continue;
      }
      boolean closes =
          switch (c) {
            case '。', '！', '？', '｡' -> !goesOn(text, i, end);
            case '.', '!', '?', '…' -> i - from >= SHORTEST && closes(text, i, end);
            case ';', '；' -> i - from > LONG;
            default -> false;
          };
      if (closes) {
        int next = i + 1;
        while (next < end
            && (Character.isWhitespace(text.charAt(next))
                || CLOSERS.indexOf(text.charAt(next)) >= 0
                || "!?！？。…".indexOf(text.charAt(next)) >= 0)) {
          next++;
        }
        return next;
      }
    }
    return end;
  }

  /// A quotation's end inside a Japanese sentence: `「…。」と述べた`.
  private static boolean goesOn(String text, int mark, int end) {
    int next = mark + 1;
    boolean quoted = false;
    while (next < end && "」』）)".indexOf(text.charAt(next)) >= 0) {
      quoted = true;
      next++;
    }
    return quoted && next < end && text.charAt(next) >= 0x3040 && text.charAt(next) < 0x30A0;
  }

  /// A dot closes a sentence where a space and no lower-case letter follow, and what stands before
  /// it is no abbreviation, single letter or ordinal.
  private static boolean closes(String text, int mark, int end) {
    int next = mark + 1;
    while (next < end && CLOSERS.indexOf(text.charAt(next)) >= 0) {
      next++;
    }
    if (next >= end) {
      return true;
    }
    if (!Character.isWhitespace(text.charAt(next))) {
      return text.charAt(mark) != '.' && text.charAt(next) >= 0x2E80;
    }
    while (next < end && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    if (next < end && Character.isLowerCase(text.charAt(next))) {
      return false;
    }
    return text.charAt(mark) != '.' || closesAfter(text, mark, next, end);
  }

  private static boolean closesAfter(String text, int dot, int next, int end) {
    int word = dot;
    while (word > 0 && Character.isLetterOrDigit(text.charAt(word - 1))) {
      word--;
    }
    int length = dot - word;
    if (length == 1 && text.charAt(word) < 0x2E80) {
      boolean dotted = word > 1 && text.charAt(word - 1) == '.';
      return Character.isDigit(text.charAt(word))
          ? false
          : dotted && OPENERS.contains(wordAt(text, next, end));
    }
    if (length == 2 && Character.isDigit(text.charAt(dot - 1))) {
      return false;
    }
    if (length == 0 || length > 5) {
      return true;
    }
    var before = text.substring(word, dot).toLowerCase(Locale.ROOT);
    if (ABBREVIATIONS.contains(before)) {
      return false;
    }
    return !(BEFORE_NUMBERS.contains(before) && next < end && Character.isDigit(text.charAt(next)));
  }

  private static String wordAt(String text, int at, int end) {
    int to = at;
    while (to < end && Character.isLetter(text.charAt(to))) {
      to++;
    }
    return text.substring(at, to);
  }
}
