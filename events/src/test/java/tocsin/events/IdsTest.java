package tocsin.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdsTest {
  /// Stored rows and topics hold these: another value would send every alert again.
  @Test
  void ids_areWhatTheyWereInEveryEarlierVersion() {
    var feed = Ids.feed("https://news.example/feed.xml");
    var article = Ids.article(feed, "urn:uuid:1");
    var alert = Ids.alert(article, "subscription-1");

    assertThat(feed).isEqualTo("glXr4kLyPMxqg7RE9h9qRQ");
    assertThat(article).isEqualTo("9nTzL3NYVCnfM_AfGjla2w");
    assertThat(alert).isEqualTo("JhUjtkmfD8jFnXDrZGM1Wg");
    assertThat(Ids.delivery("subscription-1", alert)).isEqualTo("4BKZuGFEA80waBnRaqjUTw");
    assertThat(Ids.article(feed, "条目")).isEqualTo("OV0gy7apIoOQlSl9GD2rOg");
  }

  @Test
  void hash_tellsListsApartThatConcatenateAlike() {
    assertThat(Ids.hash("ab", "c")).isNotEqualTo(Ids.hash("a", "bc"));
    assertThat(Ids.hash("a1:b")).isNotEqualTo(Ids.hash("a", "b"));
    assertThat(Ids.hash("")).isNotEqualTo(Ids.hash());
  }

  @Test
  void hash_isSafeInUrlsAndInWebhookIds() {
    for (int i = 0; i < 1000; i++) {
      assertThat(Ids.hash("x" + i)).matches("[A-Za-z0-9_-]{22}");
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "https://www.Gazette.Example/a, gazette.example",
        "http://news.example:8080/, news.example",
        "https://www2.news.example/, www2.news.example",
        "https://[::1]/, [::1]",
        "mailto:a@b.example, ''",
        "https://two words/, ''",
        "'', ''",
        "null, ''",
      })
  void host_isLowerCaseWithoutWww(String url, String host) {
    assertThat(Ids.host(url)).isEqualTo(host);
  }
}
