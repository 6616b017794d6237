package tocsin.alert.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tocsin.events.Evidence;

/// Evidence as stretches of a text to be marked.
public final class Marks {
  private Marks() {}

  /// A stretch of text that is evidence, or lies between such.
  public record Piece(String text, boolean marked) {}

  /// In the order of title and text; of spans that are the same, one.
  static List<Evidence> ordered(List<Evidence> evidence) {
    List<Evidence> ordered = new ArrayList<>();
    evidence.stream()
        .sorted(
            Comparator.comparing(Evidence::field)
                .thenComparingInt(Evidence::start)
                .thenComparingInt(Evidence::end))
        .forEach(e -> {
          if (ordered.isEmpty() || !samePlace(ordered.getLast(), e)) {
            ordered.add(e);
          }
        });
    return ordered;
  }

  private static boolean samePlace(Evidence one, Evidence other) {
    return one.field() == other.field() && one.start() == other.start() && one.end() == other.end();
  }

  /// A text cut at the ends of the evidence in it; spans that touch or overlap become one.
  ///
  /// @param evidence of this text, with offsets in it; what does not stand there is left out
  public static List<Piece> of(String text, List<Evidence> evidence) {
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    int end = 0;
    int start = -1;
    for (var e : ordered(evidence)) {
      if (!text.startsWith(e.text(), e.start())) {
        continue;
      }
      if (start >= 0 && e.start() <= end) {
        end = Math.max(end, e.end());
        continue;
      }
      if (start >= 0) {
        add(pieces, text.substring(at, start), false);
        add(pieces, text.substring(start, end), true);
        at = end;
      }
      start = e.start();
      end = e.end();
    }
    if (start >= 0) {
      add(pieces, text.substring(at, start), false);
      add(pieces, text.substring(start, end), true);
      at = end;
    }
    add(pieces, text.substring(at), false);
    return pieces;
  }

  private static void add(List<Piece> pieces, String text, boolean marked) {
    if (!text.isEmpty()) {
      pieces.add(new Piece(text, marked));
    }
  }
}
