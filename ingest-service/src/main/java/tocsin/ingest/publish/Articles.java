package tocsin.ingest.publish;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.safety.Safelist;
import tocsin.events.Article;
import tocsin.events.Ids;
import tocsin.ingest.feed.DueFeed;
import tocsin.ingest.feed.Feed;
import tocsin.ingest.parse.CanonicalUrl;
import tocsin.ingest.parse.ParsedFeed;
import tocsin.ingest.parse.ParsedItem;
import tocsin.text.HtmlText;

/// Parsed items to articles: plain text, sanitised HTML, stable ids, sizes within the record's
/// limit.
public final class Articles {
  private static final int LONGEST_TITLE = 1_000;
  private static final int LONGEST_TEXT = 200_000;
  private static final int LONGEST_HTML = 200_000;

  private Articles() {}

  public static List<Candidate> of(DueFeed feed, ParsedFeed parsed, Instant fetched) {
    List<Candidate> candidates = new ArrayList<>();
    for (var item : parsed.items()) {
      candidate(feed, parsed, item, fetched).ifPresent(candidates::add);
    }
    return candidates;
  }

  private static java.util.Optional<Candidate> candidate(
      DueFeed feed, ParsedFeed parsed, ParsedItem item, Instant fetched) {
    var title = shorten(clean(item.title()), LONGEST_TITLE);
    var whole = clean(HtmlText.toText(item.html()));
    var text = shorten(whole, LONGEST_TEXT);
    if (title.isEmpty() && text.isEmpty() && item.link() == null) {
      return java.util.Optional.empty();
    }
    var html = sanitise(item.html());
    boolean fits = html.length() <= LONGEST_HTML;
    var content = Ids.hash("content", title, text);
    List<String> keys = new ArrayList<>();
    if (item.guid() != null) {
      keys.add(Ids.hash("guid", item.guid()));
    }
    if (item.link() != null) {
      keys.add(Ids.hash("link", CanonicalUrl.of(item.link())));
    }
    if (keys.isEmpty()) {
      keys.add(content);
    }
    var feedTitle = feed.title() != null ? feed.title() : parsed.title();
    var language =
        item.language() != null
            ? item.language()
            : feed.language() != null ? feed.language() : parsed.language();
    var article =
        new Article(
            Ids.article(feed.id(), keys.getFirst()),
            feed.id(),
            clean(feedTitle.isEmpty() ? Ids.host(feed.url().toString()) : feedTitle),
            item.link() == null ? null : clean(item.link()),
            title,
            text,
            html.isEmpty() || !fits ? null : html,
            List.of(),
            language,
            item.authors().stream().map(Articles::clean).toList(),
            item.categories().stream().map(Articles::clean).toList(),
            item.published(),
            item.updated(),
            fetched,
            1,
            feed.firstPoll() && feed.backlog() == Feed.Backlog.skip,
            !fits || text.length() < whole.length());
    return java.util.Optional.of(new Candidate(keys, content, article));
  }

  private static String sanitise(String html) {
    if (html.indexOf('<') < 0) {
      return "";
    }
    return clean(Jsoup.clean(html, Safelist.relaxed().removeTags("img")));
  }

  /// What PostgreSQL, JSON or a mail would refuse: NUL and other controls, halves of surrogate
  /// pairs.
  static String clean(String text) {
    int bad = 0;
    for (int i = 0; i < text.length() && bad == 0; i++) {
      char c = text.charAt(i);
      bad = c < ' ' && c != '\n' && c != '\t' || Character.isSurrogate(c) || c == 0x7F ? 1 : 0;
    }
    if (bad == 0) {
      return text;
    }
    var kept = new StringBuilder(text.length());
    text.codePoints()
        .filter(
            c -> c >= ' ' && c != 0x7F && !(c >= 0xD800 && c <= 0xDFFF) || c == '\n' || c == '\t')
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static String shorten(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end);
  }
}
