package tocsin.classify.text;

import java.util.regex.Pattern;

/// The place, date and agency that open a report: `BERLIN (dpa) -`, `新华社北京1月5日电`. They name no
/// actor.
final class Dateline {
  private static final int LONGEST = 90;
  private static final String DASH = "\\s*(?:[-–—]{1,2}|\\.\\s?[-–—])\\s*";
  private static final String DATE =
      "(?:,?\\s?[\\p{L}.]{0,12}\\s?\\d{1,2}[.]?\\s?(?:de )?[\\p{L}.]{0,12}(?:,?\\s?\\d{4})?)?";
  private static final String AGENCY =
      "\\((?:[^)]{0,20}\\b)?(?:dpa|afp|reuters|ap|ansa|efe|pap|anp|lusa|xinhua|kna|epd|apa|sda|belga|bloomberg|kyodo|afx|ots|sid|agi|adnkronos|agencies|agencias)[^)]{0,25}\\)";
  private static final Pattern LATIN =
      Pattern.compile(
          "(?:" // agency, then the town: (ANSA) - ROMA, 05 GEN -
              + "(?i:"
              + AGENCY
              + ")"
              + DASH
              + "\\p{Lu}[\\p{Lu} .'/]{2,30}"
              + DATE
              + DASH
              // town, date and agency
              + "|\\p{Lu}[\\p{L} .'/,-]{1,40}?"
              + DATE
              + "\\s*(?i:"
              + AGENCY
              + ")(?:"
              + DASH
              + "|[:.]\\s+|\\s+)"
              + "|(?i:"
              + AGENCY
              + ")(?:"
              + DASH
              + "|[:.]?\\s+)"
              // a town in capitals
              + "|\\p{Lu}[\\p{Lu}\\p{M} .'/-]{2,28}"
              + DATE
              + "\\s*(?:[–—]|-{1,2}\\s|:\\s)\\s*"
              + "|\\p{Lu}{4,20}(?: \\p{Lu}{2,20}){0,2}\\.\\s+"
              // a town of one or two words, a dash, and a sentence
              + "|\\p{Lu}\\p{Ll}[\\p{L}'/]{1,18}(?:[ -]\\p{Lu}\\p{L}{1,14})?"
              + DATE
              + "\\.?\\s[–—]\\s(?=[\\p{Lu}\"„“«»'‘])"
              + ")");
  private static final Pattern CHINESE =
      Pattern.compile(
          "(?:[【〔\\[（(][^】〕\\])）]{1,30}(?:讯|訊|电|電|报道|報導|綜合|综合|記者|编译|編譯)[^】〕\\])）]{0,14}[】〕\\])）]"
              + "|(?:新华社|新華社|中新社|中新网|中新網|央视网|人民网|财联社|中央社|路透社|法新社|美联社|美聯社|共同社)[^，,。]{0,24}?(?:电|電|讯|訊|消息|报道|報導)"
              + "|\\p{IsHan}{2,14}(?:\\d{1,2}月)?\\d{1,2}日(?:电|電|讯|訊|消息)"
              + "|[（(](?:中央社|路透|法新|美聯|综合)[^）)]{0,24}[）)])[\\s　，,:：—-]*");
  private static final Pattern JAPANESE = Pattern.compile("【[^】]{2,18}】\\s*");

  private Dateline() {}

  /// Where the report begins behind the dateline of the paragraph `[start, end)`; `start` where it
  /// has none.
  static int end(String text, int start, int end) {
    char first = text.charAt(start);
    if (first < 0x2E80 && !mayHave(text, start, Math.min(end, start + LONGEST))) {
      return start;
    }
    var pattern =
        first == '【' && hasKana(text, start, end)
            ? JAPANESE
            : first >= 0x2E80 || "[（(〔".indexOf(first) >= 0 && hasHan(text, start, end)
                ? CHINESE
                : LATIN;
    var matcher = pattern.matcher(text).region(start, Math.min(end, start + LONGEST));
    return matcher.lookingAt() && matcher.end() < end ? matcher.end() : start;
  }

  /// Whether there is a dash, a bracket or a beginning in capitals: most paragraphs end the matter
  /// here.
  private static boolean mayHave(String text, int start, int end) {
    if (Character.isLowerCase(text.charAt(start))) {
      return false;
    }
    if (end - start > 2 && Character.isUpperCase(text.charAt(start + 1))) {
      return true;
    }
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == '–' || c == '—' || c == '(') {
        return true;
      }
    }
    return false;
  }

  private static boolean hasKana(String text, int start, int end) {
    return text.substring(start, Math.min(end, start + 120))
        .chars()
        .anyMatch(c -> c >= 0x3040 && c < 0x3100);
  }

  private static boolean hasHan(String text, int start, int end) {
    return text.substring(start, Math.min(end, start + 40))
        .chars()
        .anyMatch(c -> c >= 0x4E00 && c < 0xA000);
  }
}
