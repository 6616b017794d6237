package tocsin.ingest.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tocsin.events.Ids;
import tocsin.events.Span;

/// The lines a feed repeats from item to item ("Subscribe to our newsletter"), learnt from its
/// documents. Digits and an item's own title do not tell two lines apart ("The post TITLE appeared
/// first on ...").
final class Furniture {
  private static final int MOST_LINES = 200;
  private static final int SHORTEST = 8;
  private static final int REPEATED = 3;

  /// One item in so many has the line.
  private static final int SHARE = 4;

  private static final Pattern DIGITS = Pattern.compile("\\d+");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private final Set<String> lines;

  private Furniture(Set<String> lines) {
    this.lines = lines;
  }

  /// An item's words.
  record Words(String title, String text) {}

  /// @param known hashes of lines
  static Furniture learn(Set<String> known, List<Words> items) {
    Map<String, Integer> counts = new HashMap<>();
    var distinct = new HashSet<>(items);
    for (var item : distinct) {
      Set<String> own = new HashSet<>();
      item.text().lines().filter(Furniture::counts).forEach(l -> own.add(hash(l, item.title())));
      own.forEach(line -> counts.merge(line, 1, Integer::sum));
    }
    int enough = Math.max(REPEATED, distinct.size() / SHARE);
    Set<String> lines = new LinkedHashSet<>();
    counts.forEach((line, count) -> {
      if (count >= enough) {
        lines.add(line);
      }
    });
    lines.addAll(known);
    return new Furniture(
        lines.stream().limit(MOST_LINES).collect(java.util.stream.Collectors.toSet()));
  }

  Set<String> lines() {
    return lines;
  }

  /// Where the text repeats what the feed repeats; nowhere where it is nothing else.
  List<Span> in(Words item) {
    List<Span> spans = new ArrayList<>();
    boolean other = false;
    int start = 0;
    var text = item.text();
    while (start < text.length()) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      var line = text.substring(start, end);
      if (counts(line) && lines.contains(hash(line, item.title()))) {
        spans.add(new Span(start, end));
      } else {
        other |= !line.isBlank();
      }
      start = end + 1;
    }
    return other ? spans : List.of();
  }

  private static boolean counts(String line) {
    return line.strip().length() >= SHORTEST;
  }

  private static String hash(String line, String title) {
    var untitled = title.length() < SHORTEST ? line : line.replace(title, "\u0000");
    var plain = DIGITS.matcher(untitled.toLowerCase(Locale.ROOT)).replaceAll("0");
    return Ids.hash("line", SPACES.matcher(plain.strip()).replaceAll(" ")).substring(0, 11);
  }
}
