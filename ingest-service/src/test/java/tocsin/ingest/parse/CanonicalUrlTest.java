package tocsin.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalUrlTest {
  @ParameterizedTest
  @CsvSource({
    "HTTPS://Example.ORG/A, https://example.org/A",
    "https://example.org:443/a, https://example.org/a",
    "http://example.org:8080/a, http://example.org:8080/a",
    "https://example.org, https://example.org/",
    "https://example.org/a#part, https://example.org/a",
    "https://example.org/a?utm_source=rss&id=1&utm_campaign=x, https://example.org/a?id=1",
    "https://example.org/a?fbclid=1, https://example.org/a",
    "https://example.org/a?b=2&a=1, https://example.org/a?b=2&a=1",
    "https://example.org/a?q=utm_source, https://example.org/a?q=utm_source",
    "https://example.org/%7Ea, https://example.org/%7Ea",
    "no url at all, no url at all",
    "mailto:a@b.example, mailto:a@b.example"
  })
  void of_sameArticle_isTheSame(String url, String canonical) {
    assertThat(CanonicalUrl.of(url)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource({
    "http://www.example.org/a?utm_source=x, https://example.org/a, true",
    "https://example.org/a, https://example.org/b, false",
    "https://example.org/a?id=1, https://example.org/a?id=2, false"
  })
  void place_movedSite_staysTheSame(String one, String other, boolean same) {
    assertThat(CanonicalUrl.place(one).equals(CanonicalUrl.place(other))).isEqualTo(same);
  }
}
