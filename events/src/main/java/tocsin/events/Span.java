package tocsin.events;

/// A stretch of a text, in UTF-16 code units: `text.substring(start, end)`.
public record Span(int start, int end) {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("span " + start + ".." + end + " is not a stretch");
    }
  }
}
