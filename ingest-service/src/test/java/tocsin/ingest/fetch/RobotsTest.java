package tocsin.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RobotsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "User-agent: *;Crawl-delay: 10 | 10000",
        "user-AGENT:*;Disallow: /;crawl-DELAY : 2.5 # s | 2500",
        "User-agent: *;Crawl-delay: 10;User-agent: Tocsin;Crawl-delay: 3 | 3000",
        "User-agent: tocsin;User-agent: other;Crawl-delay: 4 | 4000",
        "User-agent: other;Crawl-delay: 4 | -",
        "User-agent: other;Crawl-delay: 4;User-agent: *;Disallow: | -",
        "User-agent: *;Crawl-delay: 86400 | 60000",
        "User-agent: *;Crawl-delay: soon | -",
        "User-agent: *;Crawl-delay: -5 | -",
        "<html>User-agent | -"
      })
  void crawlDelay_ofItsGroup_isRead(String lines, @Nullable Long millis) {
    assertThat(Robots.crawlDelay(lines.replace(';', '\n')))
        .isEqualTo(Optional.ofNullable(millis).map(Duration::ofMillis));
  }
}
