package tocsin.ingest.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubOfferTest {
  private static final URI BASE = URI.create("https://news.example/rss.xml");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "<https://hub.example/>; rel=\"hub\" | https://hub.example/ | -",
        "<https://hub.example/>; rel=hub, </feed>; rel=self | https://hub.example/ | https://news.example/feed",
        "<https://one.example/>; rel=\"hub self\" | https://one.example/ | https://one.example/",
        "<https://x.example/>; title=\"a, b\"; rel=hub | https://x.example/ | -",
        "<https://x.example/>; rel=alternate | - | -",
        "<javascript:alert(1)>; rel=hub | - | -",
        "nonsense | - | -"
      })
  void ofHeaders_links_areReadByTheirRelations(
      String header, @Nullable String hub, @Nullable String self) {
    assertThat(HubOffer.ofHeaders(List.of(header), BASE)).isEqualTo(new HubOffer(hub, self));
  }

  @Test
  void or_headersAndDocument_headersCountFirst() {
    var header = new HubOffer("https://h.example/", null);
    var document = new HubOffer("https://d.example/", "https://self.example/");
    assertThat(header.or(document))
        .isEqualTo(new HubOffer("https://h.example/", "https://self.example/"));
    assertThat(HubOffer.NONE.or(document)).isEqualTo(document);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<rss version='2.0' xmlns:a='http://www.w3.org/2005/Atom'><channel><link>https://n.example/</link><a:link rel='hub' href='https://h.example/'/><a:link rel='self' href='/f'/></channel></rss>",
        "<feed xmlns='http://www.w3.org/2005/Atom'><link rel='hub' href='https://h.example/'/><link rel='self' href='/f'/></feed>",
        "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [], \"feed_url\": \"/f\", \"hubs\": [{\"type\": \"rssCloud\", \"url\": \"https://c.example/\"}, {\"type\": \"WebSub\", \"url\": \"https://h.example/\"}]}"
      })
  void parse_documentWithHub_tellsIt(String document) throws Unparsable {
    var feed =
        FeedParser.parse(
            document.getBytes(UTF_8), null, BASE, Instant.parse("2026-06-01T12:00:00Z"));
    assertThat(feed.hub()).isEqualTo(new HubOffer("https://h.example/", "https://news.example/f"));
  }
}
