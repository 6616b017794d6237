package tocsin.ingest.publish;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.safety.Safelist;
import org.jspecify.annotations.Nullable;
import tocsin.events.Article;
import tocsin.events.EventJson;
import tocsin.events.Ids;
import tocsin.ingest.feed.DueFeed;
import tocsin.ingest.feed.Feed;
import tocsin.ingest.parse.CanonicalUrl;
import tocsin.ingest.parse.ParsedFeed;
import tocsin.ingest.parse.ParsedItem;
import tocsin.text.HtmlText;

/// Parsed items to articles: plain text, sanitised HTML, stable ids, sizes within the record's
/// limit.
///
/// @param candidates the items of a document, in its order
/// @param furniture hashes of the lines that the feed repeats, as known after this document
public record Articles(List<Candidate> candidates, Set<String> furniture) {
  private static final int LONGEST_TITLE = 1_000;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_TEXT = 200_000;
  private static final int LONGEST_SOURCE = 1_000_000; // of HTML that is looked at
  private static final int LONGEST_HTML = 200_000;
  private static final int HEADERS = 8_192; // bytes left for them

  public Articles {
    candidates = List.copyOf(candidates);
    furniture = Set.copyOf(furniture);
  }

  public static Articles of(DueFeed feed, ParsedFeed parsed, Instant fetched) {
    List<Draft> drafts = new ArrayList<>();
    for (var item : parsed.items()) {
      draft(item).ifPresent(drafts::add);
    }
    var shared = shared(drafts);
    var furniture = Furniture.learn(feed.furniture(), drafts.stream().map(Draft::words).toList());
    var candidates =
        drafts.stream()
            .map(draft -> candidate(feed, parsed, draft, shared, furniture, fetched))
            .toList();
    return new Articles(candidates, furniture.lines());
  }

  /// An item with the text a reader sees.
  private record Draft(ParsedItem item, String title, String text, boolean cut, String content) {
    /// What the item is known by first: its guid, else its link, else its content.
    String key() {
      return item.guid() != null ? item.guid().strip() : linkOr(content);
    }

    /// The same with its spaces: a guid that is written otherwise is meant to be the same, one that
    /// is the same to the letter may come from a template.
    String writtenKey() {
      return item.guid() != null ? item.guid() : linkOr(content);
    }

    Furniture.Words words() {
      return new Furniture.Words(title, text);
    }

    String linkOr(String other) {
      return item.link() == null ? other : CanonicalUrl.of(item.link());
    }
  }

  private static Optional<Draft> draft(ParsedItem item) {
    var wholeTitle = clean(item.title()).replaceAll("\\s+", " ").strip();
    var title = shorten(wholeTitle, LONGEST_TITLE);
    var html = shorten(item.html(), LONGEST_SOURCE);
    var whole = clean(HtmlText.toText(html));
    var text = shorten(whole, LONGEST_TEXT);
    if (title.isEmpty() && text.isEmpty() && item.link() == null) {
      return Optional.empty();
    }
    boolean cut =
        text.length() < whole.length()
            || html.length() < item.html().length()
            || title.length() < wholeTitle.length();
    return Optional.of(new Draft(item, title, text, cut, Ids.hash("content", title, text)));
  }

  /// First keys that items of different content share: they tell nothing apart, nothing may be lost
  /// by them.
  private static Set<String> shared(List<Draft> drafts) {
    Map<String, String> contents = new HashMap<>();
    Set<String> shared = new HashSet<>();
    for (var draft : drafts) {
      var other = contents.putIfAbsent(draft.writtenKey(), draft.content());
      if (other != null && !other.equals(draft.content())) {
        shared.add(draft.writtenKey());
      }
    }
    return shared;
  }

  private static Candidate candidate(
      DueFeed feed,
      ParsedFeed parsed,
      Draft draft,
      Set<String> shared,
      Furniture furniture,
      Instant fetched) {
    var item = draft.item();
    var first = draft.key();
    if (shared.contains(draft.writtenKey())) {
      first =
          Ids.hash(first, item.guid() == null ? draft.content() : draft.linkOr(draft.content()));
    }
    List<String> keys = new ArrayList<>();
    keys.add(Ids.hash("key", first));
    if (item.link() != null) {
      keys.add(Ids.hash("key", CanonicalUrl.of(item.link())));
      keys.add(Ids.hash("place", CanonicalUrl.place(item.link())));
    }
    if (item.published() != null) {
      keys.add(Ids.hash("text", draft.content(), item.published().toString()));
    }
    var feedTitle = feed.title() != null ? feed.title() : parsed.title();
    var html = sanitise(item);
    boolean fits = html.length() <= LONGEST_HTML;
    var article =
        new Article(
            Ids.article(feed.id(), first),
            feed.id(),
            shorten(
                clean(feedTitle.isEmpty() ? Ids.host(feed.url().toString()) : feedTitle),
                LONGEST_NAME),
            item.link() == null ? null : clean(item.link()),
            draft.title(),
            draft.text(),
            html.isEmpty() || !fits ? null : html,
            furniture.in(draft.words()),
            language(feed, parsed, item),
            item.authors().stream().map(author -> shorten(clean(author), LONGEST_NAME)).toList(),
            item.categories().stream()
                .map(category -> shorten(clean(category), LONGEST_NAME))
                .toList(),
            item.published(),
            item.updated(),
            fetched,
            1,
            feed.firstPoll() && feed.backlog() == Feed.Backlog.skip,
            draft.cut() || !fits);
    return new Candidate(keys.stream().distinct().toList(), draft.content(), article);
  }

  private static @Nullable String language(DueFeed feed, ParsedFeed parsed, ParsedItem item) {
    if (item.language() != null) {
      return item.language();
    }
    return feed.language() != null ? feed.language() : parsed.language();
  }

  static Article revised(Article a, String id, int revision, boolean backlog) {
    return new Article(
        id,
        a.feedId(),
        a.feedTitle(),
        a.url(),
        a.title(),
        a.text(),
        a.html(),
        a.furniture(),
        a.language(),
        a.authors(),
        a.categories(),
        a.published(),
        a.updated(),
        a.fetched(),
        revision,
        backlog,
        a.cut());
  }

  /// The record on the topic: without the HTML where it would be too large with it, and with half
  /// of the text as often as needed.
  static byte[] record(Article article) {
    var record = EventJson.write(article);
    if (record.length <= EventJson.MAX_BYTES - HEADERS) {
      return record;
    }
    var text = article.text();
    var shorter = article.html() == null ? shorten(text, text.length() / 2) : text;
    return record(
        new Article(
            article.id(),
            article.feedId(),
            article.feedTitle(),
            article.url(),
            article.title(),
            shorter,
            null,
            article.furniture().stream().filter(span -> span.end() <= shorter.length()).toList(),
            article.language(),
            article.authors(),
            article.categories(),
            article.published(),
            article.updated(),
            article.fetched(),
            article.revision(),
            article.backlog(),
            true));
  }

  private static String sanitise(ParsedItem item) {
    if (item.html().indexOf('<') < 0 || item.html().length() > LONGEST_SOURCE) {
      return "";
    }
    var base = item.link() == null ? "" : item.link();
    return clean(Jsoup.clean(item.html(), base, Safelist.relaxed().removeTags("img")));
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
