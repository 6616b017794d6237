package tocsin.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    assertThat(read(document))
        .isEqualTo(
            feeds(
                new Opml.Outline("https://one.example/feed?a=1&b=2", "One & only", "de"),
                new Opml.Outline("https://two.example/feed", "Two", null)));
  }

  @Test
  void read_anotherDocument_isNoList() {
    assertThat(read("<rss/>")).isEqualTo(new Opml.Reading.NoOpml());
    assertThat(read("{\"opml\": 1}")).isEqualTo(new Opml.Reading.NoOpml());
    assertThat(read("")).isEqualTo(new Opml.Reading.NoOpml());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<opml><body><outline xmlUrl='https://a.example/?a=1&b=2'/></body></opml>",
        "<opml><body><outline xmlUrl='https://a.example/?a=1&b=2'></body></opml>",
        "<OPML><Body><Outline XmlUrl=https://a.example/?a=1&amp;b=2 /></body></opml>",
        "<opml><body><outline xmlUrl='https://a.example/?a=1&b=2'/></body>",
        "<opml><body><outline xmlUrl='https://a.example/?a=1&b=2'/></opml>",
        "\uFEFF<!-- mine --><opml><body><outline xmlUrl='https://a.example/?a=1&b=2'/></body></opml>\n",
      })
  void read_somewhatMalformed_isRead(String document) {
    assertThat(read(document))
        .isEqualTo(feeds(new Opml.Outline("https://a.example/?a=1&b=2", null, null)));
  }

  @Test
  void read_lineBreaksInATitle_areBlanks() {
    assertThat(
            read("<opml><body><outline title='A\n  b' xmlUrl='https://a.example/'/></body></opml>"))
        .isEqualTo(feeds(new Opml.Outline("https://a.example/", "A b", null)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<opml/>", "<opml version='2.0'><body/></opml>", "<opml></opml>"})
  void read_emptyList_isOne(String document) {
    assertThat(read(document)).isEqualTo(feeds());
  }

  @ParameterizedTest
  @CsvSource({
    "'<opml><body><outline', 1",
    "'<opml>', 1",
    "'<opml>\\n<body>\\n', 3",
    "'<opml><body>\\n<outline xmlUrl=\"https://a.example/\"/>\\n<outline xmlUrl=\"https://b.exa', 3",
    "'<opml><body>\\n<outline xmlUrl=\"https://a.example/\"/>', 2",
    "'<opml><body>\\n<outline text=\"folder\"><outline xmlUrl=\"https://a.example/\"/></outline>\\n</bod', 3",
    "'<opml><head/><body><!-- </body></opml>', 1",
  })
  void read_withoutItsEnd_isTruncated(String document, int line) {
    assertThat(read(document.replace("\\n", "\n"))).isEqualTo(new Opml.Reading.Truncated(line));
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
    assertThat(outline.getNamedItem("text").getNodeValue()).isEqualTo("Ein \"Titel\" <b> &   mehr");
  }

  @Test
  void write_thenRead_givesTheSame() {
    var feed = feed("Ein \"Titel\" <b>");

    assertThat(read(Opml.write(List.of(feed))))
        .isEqualTo(feeds(new Opml.Outline(feed.url(), feed.title(), "de")));
  }

  private static Opml.Reading read(String document) {
    return Opml.read(document.getBytes(StandardCharsets.UTF_8));
  }

  private static Opml.Reading feeds(Opml.Outline... outlines) {
    return new Opml.Reading.Feeds(List.of(outlines));
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
