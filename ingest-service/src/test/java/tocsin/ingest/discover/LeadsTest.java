package tocsin.ingest.discover;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeadsTest {
  private static final URI PAGE = URI.create("https://news.example/blog/post.html");

  @ParameterizedTest
  @CsvSource({
    "https://www.youtube.com/channel/UC123_-x/videos, https://www.youtube.com/feeds/videos.xml?channel_id=UC123_-x",
    "https://youtube.com/playlist?list=PL1, https://www.youtube.com/feeds/videos.xml?playlist_id=PL1",
    "https://github.com/quarkusio/quarkus, https://github.com/quarkusio/quarkus/releases.atom",
    "https://github.com/quarkusio/quarkus/releases/tag/3.0, https://github.com/quarkusio/quarkus/releases.atom",
    "https://social.example/@office, https://social.example/@office.rss",
    "https://medium.com/@office, https://medium.com/feed/@office",
    "https://www.reddit.com/r/java/top/, https://www.reddit.com/r/java/.rss",
    "https://bsky.app/profile/a.example, https://bsky.app/profile/a.example/rss"
  })
  void known_sites_followFromTheAddress(URI page, URI feed) {
    assertThat(Leads.known(page)).containsExactly(feed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://news.example/",
        "https://www.youtube.com/@office",
        "https://github.com/quarkusio",
        "https://evil.example/?u=https://github.com/a/b"
      })
  void known_others_doNot(URI page) {
    assertThat(Leads.known(page)).isEmpty();
  }

  @Test
  void named_linkElements_comeBeforeLinks() {
    var page =
        """
        <html><head><base href="/site/">
        <link rel="alternate" type="application/rss+xml" title="News" href="rss?a=1&amp;b=2#x">
        <link rel="ALTERNATE nofollow" type="Application/Atom+XML; charset=utf-8" href="HTTPS://A.example:443/atom">
        <link rel="alternate" hreflang="de" href="/de"><link rel="stylesheet" href="feed.css">
        </head><body><a href="/rss.xml">RSS</a><a href="/about">About</a><a href="javascript:feed()">x</a>
        """;

    assertThat(Leads.named(page.getBytes(UTF_8), "text/html; charset=nonsense", PAGE))
        .containsExactly(
            URI.create("https://news.example/site/rss?a=1&b=2"),
            URI.create("https://a.example/atom"),
            URI.create("https://news.example/rss.xml"));
  }

  @Test
  void named_noPage_isNothing() {
    assertThat(Leads.named(new byte[] {0, 1, 2, (byte) 0xff}, null, PAGE)).isEmpty();
  }

  @Test
  void usual_besideThePageThenAtTheTop() {
    assertThat(Leads.usual(PAGE))
        .hasSize(10)
        .startsWith(URI.create("https://news.example/blog/feed"))
        .contains(URI.create("https://news.example/rss.xml"));
  }
}
