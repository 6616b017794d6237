package tocsin.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
  private static final URI BASE = URI.create("https://news.example/feeds/rss.xml");

  @ParameterizedTest
  @CsvSource({
    "https://a.example/b, https://a.example/b",
    "/b, https://news.example/b",
    "b, https://news.example/feeds/b",
    "../b, https://news.example/b",
    "//a.example/b, https://a.example/b",
    "?id=1, https://news.example/feeds/rss.xml?id=1",
    "' https://a.example/b ', https://a.example/b",
    "https://a.example/b c|d, https://a.example/b%20c%7Cd",
    "https://a.example/b?c[]=d, https://a.example/b?c%5B%5D=d",
    "https://a.example/100%, https://a.example/100%25",
    "https://a.example/%C3%A4, https://a.example/%C3%A4",
    "https://[2001:db8::1]/b, https://[2001:db8::1]/b",
    "https://müller.example/ä, https://xn--mller-kva.example/ä"
  })
  void absolute_webLinks_areKept(String written, String link) {
    assertThat(Links.absolute(written, BASE)).isEqualTo(link);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "data:text/html,x",
        "mailto:a@b.example",
        "file:///etc/passwd",
        "ftp://a.example/",
        "http://",
        "https:///b",
        "  "
      })
  void absolute_anythingElse_isNoLink(String written) {
    assertThat(Links.absolute(written, BASE)).isNull();
  }

  @Test
  void absolute_tooLong_isNoLink() {
    assertThat(Links.absolute("https://a.example/" + "x".repeat(2_100), BASE)).isNull();
  }

  @Test
  void absolute_originUnknown_staysRelative() {
    assertThat(Links.absolute("/b", URI.create("file:///"))).isEqualTo("/b");
  }
}
