package tocsin.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/// What counts as the same letter: NFKC, lower case, without accents, traditional Chinese as
/// simplified.
///
/// Works char by char, so that offsets in the folded and the original text stay tied; a char may
/// fold to none (combining marks, soft hyphen, zero-width characters) or to several (`ß`, `ﬁ`). The
/// pairs of `traditional-simplified.txt` are those of CLDR's transform Traditional-Simplified.
public final class Folding {
  /// What a char is to the spotter.
  enum Kind {
    /// a letter or digit: part of a token
    LETTER,
    /// Han or Kana: a token of its own
    IDEOGRAPH,
    /// counts for nothing, also within a token
    SKIPPED,
    /// between two tokens of one form: space, hyphen, apostrophe
    SOFT,
    /// ends a form: punctuation, brackets, quotes
    HARD
  }

  private static final Kind[] KINDS = Kind.values();
  private static final byte SKIPPED = (byte) Kind.SKIPPED.ordinal();

  /// each char's kind, as its ordinal
  static final byte[] KIND = new byte[1 << 16];

  /// the folded char of a letter that folds to one; 0 where it is none or folds to several
  static final char[] LETTER = new char[1 << 16];

  /// the folded char; 0 where it folds to several
  static final char[] FOLDED = new char[1 << 16];

  private static final String[] EXPANDED = new String[1 << 16];

  static {
    EXPANDED[0] = "\0";
    for (int c = 0; c < 1 << 16; c++) {
      KIND[c] = (byte) kindOf(c).ordinal();
      FOLDED[c] = (char) c;
      if (KIND[c] == Kind.LETTER.ordinal() && !plain(c)) {
        fold(c);
      } else if (c >= 0xF900 && c <= 0xFAFF || c >= 0xFF65 && c <= 0xFF9F) {
        fold(c);
      }
    }
    for (var pair : resource("traditional-simplified.txt").split("\\s+")) {
      FOLDED[pair.charAt(0)] = pair.charAt(1);
    }
    for (int c = 0; c < 1 << 16; c++) {
      LETTER[c] = KIND[c] == Kind.LETTER.ordinal() ? FOLDED[c] : 0;
    }
  }

  private Folding() {}

  static Kind kind(char c) {
    return KINDS[KIND[c]];
  }

  /// Appends what `c` folds to.
  static int append(char c, char[] out, int at) {
    char folded = FOLDED[c];
    if (folded != 0) {
      out[at] = folded;
      return at + 1;
    }
    var several = EXPANDED[c];
    several.getChars(0, several.length(), out, at);
    return at + several.length();
  }

  /// No char folds to more than this many.
  static final int LONGEST_EXPANSION = 18;

  /// The folded text, skipped characters left out: two texts are the same to a reader of alerts
  /// exactly if their folded forms are equal.
  public static String fold(String text) {
    var out = new char[text.length() + LONGEST_EXPANSION];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (KIND[c] != SKIPPED) {
        if (length + LONGEST_EXPANSION > out.length) {
          out = Arrays.copyOf(out, out.length * 2);
        }
        length = append(c, out, length);
      }
    }
    return new String(out, 0, length);
  }

  private static boolean plain(int c) {
    return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 0xAC00 && c <= 0xD7A3;
  }

  private static void fold(int c) {
    var folded =
        Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    folded = Normalizer.normalize(folded.replace("ß", "ss"), Normalizer.Form.NFD);
    var bare = new StringBuilder();
    for (int i = 0; i < folded.length(); i++) {
      char f = folded.charAt(i);
      if (KIND[f] != Kind.SKIPPED.ordinal() && kindOf(f) != Kind.SKIPPED) {
        bare.append(stroked(f));
      }
    }
    if (bare.isEmpty()) {
      return;
    }
    if (bare.length() == 1) {
      FOLDED[c] = bare.charAt(0);
    } else {
      FOLDED[c] = 0;
      EXPANDED[c] = bare.toString();
    }
  }

  /// Letters whose stroke Unicode does not decompose.
  private static char stroked(char c) {
    return switch (c) {
      case 'ł' -> 'l';
      case 'ø' -> 'o';
      case 'đ' -> 'd';
      case 'ı' -> 'i';
      default -> c;
    };
  }

  private static Kind kindOf(int c) {
    if (c >= 0xD800 && c <= 0xDFFF) {
      return Kind.HARD;
    }
    var script = Character.UnicodeScript.of(c);
    if (script == Character.UnicodeScript.HAN
        || script == Character.UnicodeScript.HIRAGANA
        || script == Character.UnicodeScript.KATAKANA
        || c == 'ー') {
      return Character.isLetterOrDigit(c) ? Kind.IDEOGRAPH : Kind.HARD;
    }
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> Kind.SKIPPED;
      case Character.COMBINING_SPACING_MARK -> Kind.LETTER;
      case Character.SPACE_SEPARATOR, Character.DASH_PUNCTUATION -> Kind.SOFT;
      default -> {
        if (Character.isLetterOrDigit(c)) {
          yield Kind.LETTER;
        }
        boolean soft =
            c == '\'' || c == '’' || c == 'ʼ' || c == '\n' || c == '\t' || c == '\r' || c == '・'
                || c == '·';
        yield soft ? Kind.SOFT : Kind.HARD;
      }
    };
  }

  private static String resource(String name) {
    try (InputStream in = Folding.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
