package tocsin.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import tocsin.events.Article;
import tocsin.events.EventJson;
import tocsin.ingest.parse.Advice;
import tocsin.ingest.parse.HubOffer;
import tocsin.ingest.parse.ParsedFeed;
import tocsin.ingest.parse.ParsedItem;

class ArticlesTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  @Test
  void of_html_becomesTextAndSafeHtml() {
    var article =
        article("T", "<p onclick='x()'>One</p><script>x()</script><p>Two <img src=x></p>");
    assertThat(article.text()).isEqualTo("One\n\nTwo");
    assertThat(article.html()).contains("<p>One</p>").doesNotContain("script", "onclick", "img");
    assertThat(article.cut()).isFalse();
  }

  @Test
  void of_controlsAndHalvesOfPairs_areDropped() {
    var article = article("a\u0000b\ud83d\r\nc\u0007", "x\u0000y");
    assertThat(article.title()).isEqualTo("ab c");
    assertThat(article.text()).isEqualTo("xy");
  }

  @Test
  void of_longTitle_isCutBetweenPairs() {
    var article = article("x".repeat(999) + "😀😀", "");
    assertThat(article.title()).isEqualTo("x".repeat(999));
    assertThat(article.cut()).isTrue();
  }

  @Test
  void of_noFeedTitle_isTheHost() {
    assertThat(article("T", "").feedTitle()).isEqualTo("news.example");
  }

  @Test
  void record_hugeArticle_staysBelowTheLimit() {
    var names = Collections.nCopies(100, "\u4e2d".repeat(1_000));
    var html = "<p>" + "中文字".repeat(200_000) + "</p>";
    var item = new ParsedItem("1", null, "T", html, names.subList(0, 20), names, null, null, null);
    var document =
        new ParsedFeed(
            "rss_2.0",
            "名".repeat(1_000_000),
            null,
            Advice.NONE,
            HubOffer.NONE,
            false,
            List.of(item));
    var huge = Articles.of(DueFeeds.NEW.feed(), document, NOW).candidates().getFirst().article();
    assertThat(huge.cut()).isTrue();
    assertThat(Articles.record(huge)).hasSizeLessThan(EventJson.MAX_BYTES);
  }

  private static Article article(String title, String html) {
    var item = new ParsedItem("1", null, title, html, List.of(), List.of(), null, null, null);
    var document =
        new ParsedFeed("rss_2.0", "", null, Advice.NONE, HubOffer.NONE, false, List.of(item));
    return Articles.of(DueFeeds.NEW.feed(), document, NOW).candidates().getFirst().article();
  }
}
