package tocsin.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpmlTest {
  @Test
  void read_nestedListWithOddCase_findsEveryFeed() {
    var document =
        """
        <?xml version="1.0"?><opml version="1.0"><body>
          <outline text="Folder">
            <outline text="One &amp; only" xmlUrl="https://one.example/feed?a=1&amp;b=2" language="de"/>
            <outline TITLE="Two" XMLURL="https://two.example/feed"/>
          </outline>
          <outline text="no feed" htmlUrl="https://three.example/"/>
        </body></opml>
        """;

    assertThat(Opml.read(document.getBytes(StandardCharsets.UTF_8)))
        .hasValue(
            List.of(
                new Opml.Outline("https://one.example/feed?a=1&b=2", "One & only", "de"),
                new Opml.Outline("https://two.example/feed", "Two", null)));
  }

  @Test
  void read_anotherDocument_isNoList() {
    assertThat(Opml.read("<rss/>".getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(Opml.read(new byte[0])).isEmpty();
  }

  @Test
  void write_thenRead_givesTheSame() {
    var feed =
        new Feed(
            "id",
            "https://one.example/feed?a=1&b=2",
            null,
            "Ein \"Titel\" <b>",
            "de",
            null,
            Feed.Backlog.alert,
            null,
            Feed.Status.active,
            Instant.EPOCH,
            null,
            null,
            null,
            0,
            null,
            0,
            null,
            null,
            null,
            null);

    assertThat(Opml.read(Opml.write(List.of(feed)).getBytes(StandardCharsets.UTF_8)))
        .hasValue(List.of(new Opml.Outline(feed.url(), feed.title(), "de")));
  }
}
