package tocsin.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tocsin.events.Article;
import tocsin.ingest.feed.Feed;
import tocsin.ingest.parse.Advice;
import tocsin.ingest.parse.HubOffer;
import tocsin.ingest.parse.ParsedFeed;
import tocsin.ingest.parse.ParsedItem;

/// Which items are the same article, from poll to poll.
class NewsTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final Instant THEN = Instant.parse("2026-05-01T12:00:00Z");

  private final Map<String, String> keys = new HashMap<>();
  private final Map<String, News.Seen> seen = new HashMap<>();

  @Test
  void poll_again_findsNothingNew() {
    assertThat(poll(item("1", "/a", "A"), item("2", "/b", "B")).fresh()).isEqualTo(2);
    assertThat(poll(item("2", "/b", "B"), item("1", "/a", "A")).articles()).isEmpty();
  }

  @Test
  void poll_edited_isANewRevision() {
    var id = poll(item("1", "/a", "A")).articles().getFirst().id();
    var edited = poll(item("1", "/a", "A, edited")).articles();
    assertThat(edited).extracting(Article::id).containsExactly(id);
    assertThat(edited).extracting(Article::revision).containsExactly(2);
    assertThat(poll(item("1", "/a", "A")).articles().getFirst().revision()).isEqualTo(3);
  }

  @Test
  void poll_redated_isTheSame() {
    poll(item("1", "/a", "A"));
    assertThat(poll(item("1", "/a", "A", THEN)).articles()).isEmpty();
  }

  @Test
  void poll_linkMovedToAnotherSite_isTheSame() {
    poll(item("1", "/a", "A"));
    assertThat(poll(item("1", "https://other.example/a", "A")).articles()).isEmpty();
  }

  @Test
  void poll_guidChanged_isTheSameByLinkAndText() {
    poll(item("1", "/a", "A"));
    assertThat(poll(item("1?2", "/a", "A")).articles()).isEmpty();
    assertThat(poll(item("1?3", "/a", "A")).articles()).isEmpty();
  }

  @Test
  void poll_noGuid_isTheSameByLink() {
    poll(item(null, "/a?utm_source=x", "A"));
    assertThat(poll(item(null, "/a?utm_source=y", "A, edited")).changed()).isEqualTo(1);
  }

  @Test
  void poll_siteMovedToHttps_isTheSame() {
    poll(item(null, "http://www.news.example/a", "A"));
    assertThat(poll(item(null, "https://news.example/a", "A")).articles()).isEmpty();
  }

  @Test
  void poll_everythingButTextAndDateChanged_isTheSame() {
    poll(item("1", "/a", "A", THEN));
    assertThat(poll(item("9", "/z", "A", THEN)).articles()).isEmpty();
  }

  @Test
  void poll_repeatedTitleAtOneLink_isNotLost() {
    poll(item("1", "/daily", "Daily brief of Monday"));
    assertThat(poll(item("2", "/daily", "Daily brief of Tuesday")).fresh()).isEqualTo(1);
  }

  @Test
  void poll_sameTextTwiceInOneDocument_isTwoItems() {
    assertThat(poll(item("1", "/a", "A"), item("2", "/b", "A")).fresh()).isEqualTo(2);
  }

  @Test
  void poll_sharedGuid_keepsEveryItem() {
    assertThat(poll(item("x", "/a", "A"), item("x", "/b", "B")).fresh()).isEqualTo(2);
    assertThat(poll(item("x", "/a", "A"), item("x", "/b", "B")).articles()).isEmpty();
    assertThat(poll(item("x", "/c", "C"), item("x", "/a", "A")).fresh()).isEqualTo(1);
  }

  @Test
  void poll_guidWithSpaces_isTheSame() {
    assertThat(poll(item("x", "/a", "A"), item(" x ", "/b", "B")).fresh()).isEqualTo(1);
  }

  @Test
  void poll_vanishedAndBack_isTheSame() {
    poll(item("1", "/a", "A"));
    poll();
    assertThat(poll(item("1", "/a", "A")).articles()).isEmpty();
  }

  @Test
  void poll_nothingToRead_isNoItem() {
    assertThat(poll(item(null, null, "")).articles()).isEmpty();
  }

  @Test
  void poll_backlogToSkip_isMarkedOnTheFirstPollOnly() {
    var skipping = DueFeeds.NEW.with(Feed.Backlog.skip);
    assertThat(poll(skipping, item("1", "/a", "A")).articles()).allMatch(Article::backlog);
    var later = DueFeeds.polled(NOW).with(Feed.Backlog.skip);
    assertThat(poll(later, item("2", "/b", "B")).articles()).noneMatch(Article::backlog);
    assertThat(poll(later, item("1", "/a", "A, edited")).articles()).allMatch(Article::backlog);
  }

  private News poll(ParsedItem... items) {
    return poll(DueFeeds.NEW, items);
  }

  private News poll(DueFeeds feed, ParsedItem... items) {
    var document =
        new ParsedFeed(
            "rss_2.0", "T", null, Advice.NONE, HubOffer.NONE, false, Arrays.asList(items));
    var candidates = Articles.of(feed.feed(), document, NOW).candidates();
    var news = News.of(candidates, keys, seen);
    news.keys().forEach(keys::putIfAbsent);
    seen.putAll(news.seen());
    return news;
  }

  private static ParsedItem item(@Nullable String guid, @Nullable String link, String text) {
    return item(guid, link, text, null);
  }

  private static ParsedItem item(
      @Nullable String guid, @Nullable String link, String text, @Nullable Instant published) {
    var url = link == null ? null : URI.create("https://news.example/").resolve(link).toString();
    return new ParsedItem(guid, url, text, "", List.of(), List.of(), null, published, null);
  }
}
