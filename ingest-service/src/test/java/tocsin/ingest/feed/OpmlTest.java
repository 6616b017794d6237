package tocsin.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
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
  void write_titles_isXmlWithTheNamesOfOpml() throws Exception {
    var written = Opml.write(List.of(feed("Ein \"Titel\" <b> & \u0001 mehr")));

    var outline =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(written.getBytes(StandardCharsets.UTF_8)))
            .getElementsByTagName("outline")
            .item(0)
            .getAttributes();
    assertThat(IntStream.range(0, outline.getLength()).mapToObj(i -> outline.item(i).getNodeName()))
        .containsExactlyInAnyOrder("type", "text", "title", "xmlUrl", "language");
    assertThat(outline.getNamedItem("xmlUrl").getNodeValue())
        .isEqualTo("https://one.example/feed?a=1&b=2");
    assertThat(outline.getNamedItem("text").getNodeValue())
        .isEqualTo("Ein \"Titel\" <b> &   mehr");
  }

  @Test
  void write_thenRead_givesTheSame() {
    var feed = feed("Ein \"Titel\" <b>");

    assertThat(Opml.read(Opml.write(List.of(feed)).getBytes(StandardCharsets.UTF_8)))
        .hasValue(List.of(new Opml.Outline(feed.url(), feed.title(), "de")));
  }

  private static Feed feed(String title) {
    return new Feed(
        "id",
        "https://one.example/feed?a=1&b=2",
        null,
        title,
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
  }
}
