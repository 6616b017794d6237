package tocsin.alert.delivery;

import java.text.BreakIterator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import tocsin.events.Evidence;

/// A passage of an article's text that shows why it alerts.
///
/// @param start where it begins in the text, in UTF-16 code units
/// @param text at most [#LENGTH] code units
public record Excerpt(int start, String text) {
  static final int LENGTH = 300;

  /// The passage that holds the most evidence; the beginning where there is none in the text.
  public static Excerpt of(String text, List<Evidence> evidence) {
    var spans =
        evidence.stream()
            .filter(e -> e.field() == Evidence.Field.text && e.end() - e.start() < LENGTH)
            .sorted(Comparator.comparingInt(Evidence::start))
            .toList();
    int best = 0;
    int most = -1;
    for (int i = 0; i < spans.size(); i++) {
      int from = sentenceStart(text, spans.get(i).start());
      int held = 0;
      for (int j = i; j < spans.size() && spans.get(j).end() <= from + LENGTH; j++) {
        held++;
      }
      if (held > most) {
        most = held;
        best = from;
      }
    }
    int end = wordEnd(text, best, Math.min(text.length(), best + LENGTH));
    return new Excerpt(best, text.substring(best, end));
  }

  /// The evidence that stands in the passage, moved to its offsets.
  public List<Evidence> within(List<Evidence> evidence) {
    return evidence.stream()
        .filter(e ->
            e.field() == Evidence.Field.text
                && e.start() >= start
                && e.end() <= start + text.length())
        .map(
            e -> new Evidence(e.field(), e.start() - start, e.end() - start, e.text(), e.concept()))
        .toList();
  }

  /// The beginning of the sentence around an offset, or of the word where the sentence begins too
  /// far before.
  private static int sentenceStart(String text, int offset) {
    int floor = Cut.end(text, Math.max(0, offset - LENGTH / 2));
    var sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
    sentences.setText(text.substring(floor, Math.min(text.length(), offset + 1)));
    int last = floor == 0 ? 0 : -1;
    for (int at = sentences.next(); at != BreakIterator.DONE; at = sentences.next()) {
      if (floor + at <= offset) {
        last = floor + at;
      }
    }
    if (last >= 0) {
      return last;
    }
    int word = floor;
    while (word < offset && Character.isLetterOrDigit(text.codePointAt(word))) {
      word += Character.charCount(text.codePointAt(word));
    }
    return Math.min(word, offset);
  }

  /// The last place at which the passage may be cut without cutting a word or a surrogate pair.
  private static int wordEnd(String text, int start, int end) {
    if (end == text.length()) {
      return end;
    }
    var words = BreakIterator.getWordInstance(Locale.ROOT);
    words.setText(text.substring(start, Math.min(text.length(), end + 40)));
    int cut = words.preceding(end - start + 1);
    return cut <= 0 ? Cut.end(text, end) : Cut.end(text, start + cut);
  }
}
