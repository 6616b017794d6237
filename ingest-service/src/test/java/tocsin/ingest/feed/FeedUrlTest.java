package tocsin.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tocsin.events.Ids;

class FeedUrlTest {
  @ParameterizedTest
  @CsvSource({
    "http://host.example/feed, http://host.example/feed",
    "HTTP://HOST.Example/Feed?A=b, http://host.example/Feed?A=b",
    "http://host.example/feed#a, http://host.example/feed",
    "http://host.example#a?b/c, http://host.example",
    "http://host.example:80/feed, http://host.example/feed",
    "https://host.example:443/feed, https://host.example/feed",
    "https://host.example:0443?a, https://host.example?a",
    "http://host.example:443/feed, http://host.example:443/feed",
    "http://host.example:8080/feed, http://host.example:8080/feed",
    "http://host.example:/feed, http://host.example/feed",
    "http://[2001:DB8::1]:80/feed, http://[2001:db8::1]/feed",
    "https://Bücher.example/größe, https://xn--bcher-kva.example/größe",
    "https://xn--bcher-kva.example/, https://xn--bcher-kva.example/",
    "https://straße.example/, https://straße.example/",
    "https://host.example/%7euser/../A%2fb/?, https://host.example/%7euser/../A%2fb/?",
    "https://User@HOST.example/, https://User@HOST.example/",
    "' https://host.example/ ', https://host.example/",
    "no url, no url",
    "mailto:A@B.example, mailto:A@B.example",
  })
  void normal_writtenInManyWays_isOne(String written, String normal) {
    assertThat(FeedUrl.of(written).normal()).isEqualTo(normal);
    assertThat(FeedUrl.of(normal).normal()).isEqualTo(normal);
  }

  @Test
  void ids_anotherWayToWrite_areThoseOfBoth() {
    assertThat(FeedUrl.of("HTTP://host.example/#a").ids())
        .containsExactly(Ids.feed("http://host.example/"), Ids.feed("HTTP://host.example/#a"));
    assertThat(FeedUrl.of("http://host.example/").ids())
        .containsExactly(Ids.feed("http://host.example/"));
  }
}
