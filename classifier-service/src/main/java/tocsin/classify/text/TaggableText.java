package tocsin.classify.text;

import java.util.Arrays;
import java.util.List;
import tocsin.classify.text.FurnitureLines.Kind;
import tocsin.events.Evidence.Field;
import tocsin.events.Span;

/// An article's title and text cut into sentences and paragraphs, with the stretches that are
/// furniture marked.
///
/// Sentences are numbered through: the title is sentence 0, the text's begin at 1. A dateline and
/// what furniture stands at the end of a paragraph are sentences of their own.
public final class TaggableText {
  private static final int LEAD_SENTENCES = 2;
  private static final int SHORTEST_IN_LEAD = 12;
  private static final int PARAGRAPHS_WITH_DATELINE = 2;
  private static final int LONGEST_TAIL = 250;
  private static final int LONGEST_SITE = 40;

  private final String title;
  private final String text;
  private final int titleEnd;
  private final int lead;
  private int[] starts = new int[32];
  private int[] paragraphs = new int[32];
  private boolean[] furniture = new boolean[32];
  private int count;

  /// @param repeated stretches of the text that the feed repeats
  public TaggableText(String title, String text, List<Span> repeated) {
    this.title = title;
    this.text = text;
    this.titleEnd = withoutSite(title);
    cut(repeated);
    this.lead = leadEnd();
  }

  private void cut(List<Span> repeated) {
    int paragraph = 0;
    int read = 0;
    boolean said = false;
    boolean comments = false;
    boolean links = false;
    int end;
    for (int at = 0; at < text.length(); at = end + 1) {
      end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      if (end == at) {
        continue;
      }
      var line = text.substring(at, end);
      var kind = comments ? Kind.COMMENTS : FurnitureLines.ofLine(line);
      // above the first sentence it is a counter or the name of a column
      comments = kind == Kind.COMMENTS && said;
      links = kind == Kind.HEADING || links && !line.isBlank() && FurnitureLines.isHeadline(line);
      if (kind != Kind.ARTICLE || links || covered(repeated, at, end)) {
        add(at, paragraph, true);
      } else {
        said |= FurnitureLines.endsSentence(line.strip());
        int from = at;
        if (read++ < PARAGRAPHS_WITH_DATELINE) {
          from = Dateline.end(text, at, end);
          if (from > at) {
            add(at, paragraph, true);
          }
        }
        sentences(from, end, paragraph);
      }
      paragraph++;
    }
  }

  private void sentences(int from, int end, int paragraph) {
    boolean tail = false;
    for (int at = from; at < end; ) {
      int next = Sentences.end(text, at, end);
      if (!tail
          && at > from
          && FurnitureLines.ofSentence(text.substring(at, next)) != Kind.ARTICLE) {
        tail = end - at <= LONGEST_TAIL;
        add(at, paragraph, true);
      } else {
        add(at, paragraph, tail);
      }
      at = next;
    }
  }

  private void add(int start, int paragraph, boolean isFurniture) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      paragraphs = Arrays.copyOf(paragraphs, count * 2);
      furniture = Arrays.copyOf(furniture, count * 2);
    }
    starts[count] = start;
    paragraphs[count] = paragraph;
    furniture[count] = isFurniture;
    count++;
  }

  public String of(Field field) {
    return field == Field.title ? title : text;
  }

  /// The sentence of an offset in the text, from 1 on; the title is 0.
  ///
  /// @param from the sentence of an offset before, or 0
  public int sentence(int offset, int from) {
    int sentence = from;
    while (sentence < count && starts[sentence] <= offset) {
      sentence++;
    }
    return sentence;
  }

  /// The paragraph of a sentence; -1 for the title.
  public int paragraph(int sentence) {
    return sentence == 0 ? -1 : paragraphs[sentence - 1];
  }

  /// Whether what stands there, in that sentence, carries no tag.
  public boolean isFurniture(int sentence, int offset) {
    return sentence == 0 ? offset >= titleEnd : furniture[sentence - 1];
  }

  /// Whether a sentence is the title or among the first that are read.
  public boolean isLead(int sentence) {
    return sentence <= lead;
  }

  /// The title's included.
  public int sentences() {
    return count + 1;
  }

  /// How much of what carries tags a sentence is, in characters; furniture is none of it.
  public int length(int sentence) {
    if (sentence == 0) {
      return titleEnd;
    }
    int end = sentence < count ? starts[sentence] : text.length();
    return furniture[sentence - 1] ? 0 : end - starts[sentence - 1];
  }

  private int leadEnd() {
    int seen = 0;
    for (int sentence = 1; sentence <= count; sentence++) {
      if (length(sentence) > SHORTEST_IN_LEAD && ++seen == LEAD_SENTENCES) {
        return sentence;
      }
    }
    return count;
  }

  /// Where the title ends before the name of the site: `... | MIT News`.
  private static int withoutSite(String title) {
    int bar =
        Math.max(title.lastIndexOf('|'), Math.max(title.lastIndexOf('｜'), title.lastIndexOf('_')));
    return bar > 12 && title.length() - bar <= LONGEST_SITE && bar > title.length() / 2
        ? bar
        : title.length();
  }

  private static boolean covered(List<Span> spans, int start, int end) {
    for (var span : spans) {
      if (span.start() <= start && span.end() >= end) {
        return true;
      }
    }
    return false;
  }
}
