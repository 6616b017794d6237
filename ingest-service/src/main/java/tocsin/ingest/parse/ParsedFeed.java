package tocsin.ingest.parse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A feed document as it was read.
///
/// @param format as the document names itself: `rss_2.0`, `atom_1.0`, `json_1.1`, ...
/// @param hub who would tell of new items
/// @param repaired whether the document was broken and read after mending
public record ParsedFeed(
    String format,
    String title,
    @Nullable String language,
    Advice advice,
    HubOffer hub,
    boolean repaired,
    List<ParsedItem> items) {
  /// More are not read.
  public static final int MOST_ITEMS = 2_000;

  public ParsedFeed {
    items = List.copyOf(items);
  }
}
