package tocsin.classify.text;

import java.util.Arrays;
import java.util.List;
import tocsin.events.Evidence.Field;
import tocsin.events.Span;

/// An article's title and text cut into sentences and paragraphs, with the stretches that are
/// furniture marked.
///
/// Sentences are numbered through: the title is sentence 0, the text's begin at 1.
public final class TaggableText {
  private final String title;
  private final String text;
  private final int[] sentences;
  private final int sentenceCount;
  private final int[] paragraphOf;
  private final boolean[] furniture;
  private final int lead;

  private static final int LEAD_SENTENCES = 2;
  private static final int SHORTEST_SENTENCE = 3;

  public TaggableText(String title, String text, List<Span> repeated) {
    this.title = title;
    this.text = text;
    int[] starts = new int[64];
    int[] paragraphs = new int[64];
    boolean[] marked = new boolean[64];
    int count = 0;
    int paragraph = 0;
    boolean comments = false;
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      if (end > at) {
        var line = text.substring(at, end);
        comments = comments || FurnitureLines.startsComments(line.strip());
        boolean skip = comments || covered(repeated, at, end) || FurnitureLines.isFurniture(line);
        for (int from = at; from < end; ) {
          int next = sentenceEnd(from, end);
          if (count + 1 >= starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            paragraphs = Arrays.copyOf(paragraphs, count * 2);
            marked = Arrays.copyOf(marked, count * 2);
          }
          starts[count] = from;
          paragraphs[count] = paragraph;
          marked[count] = skip;
          count++;
          from = next;
        }
        paragraph++;
      }
      at = end + 1;
    }
    sentences = starts;
    sentenceCount = count;
    paragraphOf = paragraphs;
    furniture = marked;
    lead = leadEnd();
  }

  public String of(Field field) {
    return field == Field.title ? title : text;
  }

  /// The sentence of an offset: 0 in the title, from 1 on in the text.
  public int sentence(Field field, int offset) {
    if (field == Field.title) {
      return 0;
    }
    int found = Arrays.binarySearch(sentences, 0, sentenceCount, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /// The paragraph of a sentence; -1 for the title.
  public int paragraph(int sentence) {
    return sentence == 0 ? -1 : paragraphOf[sentence - 1];
  }

  public boolean isFurniture(int sentence) {
    return sentence > 0 && furniture[sentence - 1];
  }

  /// Whether a sentence is the title or among the first that are read.
  public boolean isLead(int sentence) {
    return sentence <= lead;
  }

  public int sentences() {
    return sentenceCount + 1;
  }

  private int leadEnd() {
    int seen = 0;
    for (int i = 0; i < sentenceCount; i++) {
      int end = i + 1 < sentenceCount ? sentences[i + 1] : text.length();
      if (!furniture[i] && end - sentences[i] > 20 && ++seen == LEAD_SENTENCES) {
        return i + 1;
      }
    }
    return sentenceCount;
  }

  private static boolean covered(List<Span> spans, int start, int end) {
    for (var span : spans) {
      if (span.start() <= start && span.end() >= end) {
        return true;
      }
    }
    return false;
  }

  /// Behind the sentence that begins at `from`: its closing mark and the quotes and spaces after
  /// it.
  private int sentenceEnd(int from, int end) {
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      boolean full = c == '。' || c == '！' || c == '？';
      boolean mark = c == '.' || c == '!' || c == '?' || c == '…' || c == ';' && i - from > 200;
      if (full || mark && i - from >= SHORTEST_SENTENCE && closes(i, end)) {
        int next = i + 1;
        while (next < end
            && (Character.isWhitespace(text.charAt(next))
                || "\"”“»«’'）)」』".indexOf(text.charAt(next)) >= 0)) {
          next++;
        }
        return next;
      }
    }
    return end;
  }

  /// A dot closes a sentence where a space and no lower-case letter follow, and what stands before
  /// it is neither a single letter nor a number.
  private boolean closes(int dot, int end) {
    int next = dot + 1;
    while (next < end && "\"”»’')".indexOf(text.charAt(next)) >= 0) {
      next++;
    }
    if (next >= end) {
      return true;
    }
    if (!Character.isWhitespace(text.charAt(next))) {
      return false;
    }
    while (next < end && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    if (next < end && Character.isLowerCase(text.charAt(next))) {
      return false;
    }
    if (text.charAt(dot) != '.') {
      return true;
    }
    int word = dot;
    while (word > 0 && Character.isLetterOrDigit(text.charAt(word - 1))) {
      word--;
    }
    int length = dot - word;
    boolean number = length > 0 && length < 3 && Character.isDigit(text.charAt(dot - 1));
    return length != 1 && !number;
  }
}
