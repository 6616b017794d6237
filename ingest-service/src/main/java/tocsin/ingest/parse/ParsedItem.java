package tocsin.ingest.parse;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One item of a feed, in the terms all dialects share.
///
/// @param guid the item's own id as written; null where it has none
/// @param link absolute http or https URL; null where the item has none
/// @param title plain text, may be empty
/// @param html the fullest body the item carries, as HTML; empty where there is none
public record ParsedItem(
    @Nullable String guid,
    @Nullable String link,
    String title,
    String html,
    List<String> authors,
    List<String> categories,
    @Nullable String language,
    @Nullable Instant published,
    @Nullable Instant updated) {
  public ParsedItem {
    authors = List.copyOf(authors);
    categories = List.copyOf(categories);
  }
}
