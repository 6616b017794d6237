package tocsin.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An article as a feed carried it: the value of topic `articles-fetched`, keyed by [#id].
///
/// @param id stable for the item, see [Ids#article]
/// @param feedId see [Ids#feed]
/// @param feedTitle the feed's own title, or its host where it has none
/// @param url the item's link, absolute; null where the item has none
/// @param title plain text, never null, empty where the item has none
/// @param text plain text; evidence offsets count its UTF-16 code units
/// @param html sanitised body, at most 200 kB; null where the item had no markup
/// @param furniture stretches of [#text] that this feed repeats from item to item
/// @param language as the item, else the feed, declares it (BCP 47); null where neither does
/// @param published as the item states it; null where it does not, or not credibly
/// @param updated as the item states it; null where it does not
/// @param fetched when the poll that brought this revision read the feed
/// @param revision 1 when first seen, one higher for each changed text
/// @param backlog whether the feed was registered to keep its first items quiet and this is one of
///   them: tagged and kept in history, opens no alert
/// @param cut whether text or html was shortened to keep the record below its limit
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Article(
    String id,
    String feedId,
    String feedTitle,
    @Nullable String url,
    String title,
    String text,
    @Nullable String html,
    List<Span> furniture,
    @Nullable String language,
    List<String> authors,
    List<String> categories,
    @Nullable Instant published,
    @Nullable Instant updated,
    Instant fetched,
    int revision,
    boolean backlog,
    boolean cut) {

  public Article {
    Checks.present("id", id);
    Checks.present("feedId", feedId);
    Checks.present("fetched", fetched);
    feedTitle = Checks.orEmpty(feedTitle);
    title = Checks.orEmpty(title);
    text = Checks.orEmpty(text);
    furniture = Checks.copy(furniture);
    authors = Checks.copy(authors);
    categories = Checks.copy(categories);
    Checks.within("furniture", furniture, text);
    revision = Math.max(1, revision);
  }
}
