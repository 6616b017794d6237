package tocsin.ingest.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemLimitTest {
  @ParameterizedTest
  @CsvSource({"10, 10", "2000, 2000", "2001, 2000", "30000, 2000"})
  void parse_manyItems_readsTheFirst(int items, int read) throws Unparsable {
    var document =
        IntStream.range(0, items)
            .mapToObj(
                i -> "<item><guid>" + i + "</guid><title>" + "x".repeat(250) + "</title></item>")
            .collect(
                Collectors.joining(
                    "", "<rss version='2.0'><channel><title>T</title>", "</channel></rss>"));
    var feed =
        FeedParser.parse(
            document.getBytes(UTF_8), null, URI.create("https://a.example/"), Instant.EPOCH);
    assertThat(feed.repaired()).isFalse();
    assertThat(feed.items()).hasSize(read);
    assertThat(feed.items().getLast().guid()).isEqualTo(String.valueOf(read - 1));
  }
}
