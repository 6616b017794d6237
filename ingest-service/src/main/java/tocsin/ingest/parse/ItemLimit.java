package tocsin.ingest.parse;

import java.util.regex.Pattern;

/// Takes out of a document what comes after so many items, before it becomes a tree that would fill
/// the memory.
final class ItemLimit {
  /// A tree takes many times the memory of its text.
  private static final int SMALL = 500_000;

  private static final Pattern END =
      Pattern.compile("</(?:\\w{1,20}:)?(?:item|entry)\\s{0,9}>", Pattern.CASE_INSENSITIVE);

  private ItemLimit() {}

  static String cut(String document) {
    if (document.length() < SMALL) {
      return document;
    }
    var ends = END.matcher(document);
    int from = -1;
    int to = -1;
    for (int items = 1; ends.find(); items++) {
      from = items == ParsedFeed.MOST_ITEMS ? ends.end() : from;
      to = ends.end();
    }
    return from < 0 || to == from ? document : document.substring(0, from) + document.substring(to);
  }
}
