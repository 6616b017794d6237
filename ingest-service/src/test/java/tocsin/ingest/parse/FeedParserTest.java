package tocsin.ingest.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedParserTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final URI BASE = URI.create("https://news.example/feeds/rss.xml");

  @Test
  void parse_rss_readsEveryField() throws Unparsable {
    var feed =
        parse(
            """
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
                 xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel><title>News &amp;amp; more</title><language>de_AT</language><ttl>30</ttl>
            <skipHours><hour>2</hour><hour>24</hour></skipHours><skipDays><day>Sunday</day></skipDays>
            <item><title>A &lt;b&gt;bold&lt;/b&gt; title</title><link>/a</link>
              <guid isPermaLink="false"> x-1 </guid><pubDate>Tue, 18 Nov 2025 10:11:12 GMT</pubDate>
              <dc:creator>Ann</dc:creator><category>AI</category><category>AI</category>
              <description>short</description>
              <content:encoded>&lt;p&gt;The whole text&lt;/p&gt;</content:encoded></item>
            </channel></rss>
            """);
    assertThat(feed.format()).isEqualTo("rss_2.0");
    assertThat(feed.title()).isEqualTo("News & more");
    assertThat(feed.language()).isEqualTo("de-AT");
    assertThat(feed.repaired()).isFalse();
    assertThat(feed.advice())
        .isEqualTo(new Advice(Duration.ofMinutes(30), Set.of(2, 0), Set.of(DayOfWeek.SUNDAY)));
    var item = feed.items().getFirst();
    assertThat(item.title()).isEqualTo("A bold title");
    assertThat(item.link()).isEqualTo("https://news.example/a");
    assertThat(item.guid()).isEqualTo(" x-1 ");
    assertThat(item.html()).isEqualTo("<p>The whole text</p>");
    assertThat(item.authors()).containsExactly("Ann");
    assertThat(item.categories()).containsExactly("AI");
    assertThat(item.published()).isEqualTo("2025-11-18T10:11:12Z");
  }

  @Test
  void parse_atom_readsEveryField() throws Unparsable {
    var feed =
        parse(
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr" xml:base="https://site.example/">
            <title type="text">A &lt;b&gt; c</title>
            <entry><id>urn:x:1</id><title type="html">L&amp;#39;IA &lt;i&gt;ici&lt;/i&gt;</title>
              <link rel="enclosure" href="https://cdn.example/a.mp3"/>
              <link rel="alternate" type="text/plain" href="/a.txt"/>
              <link href="a.html"/><updated>2025-11-18T10:11:12Z</updated>
              <author><name>Ann</name></author><category term="AI"/>
              <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Text</p></div></content>
            </entry></feed>
            """);
    assertThat(feed.title()).isEqualTo("A <b> c");
    assertThat(feed.language()).isEqualTo("fr");
    var item = feed.items().getFirst();
    assertThat(item.title()).isEqualTo("L'IA ici");
    assertThat(item.link()).isEqualTo("https://site.example/a.html");
    assertThat(item.html()).contains("<p>Text</p>");
    assertThat(item.published()).isEqualTo("2025-11-18T10:11:12Z");
    assertThat(item.updated()).isEqualTo("2025-11-18T10:11:12Z");
  }

  @Test
  void parse_json_readsEveryField() throws Unparsable {
    var feed =
        parse(
            """
            {"version": "https://jsonfeed.org/version/1.1", "title": "News", "language": "en",
             "items": [{"id": 7, "url": "/a", "title": "T", "content_text": "a < b",
               "authors": [{"name": "Ann"}], "tags": ["AI"],
               "date_published": "2025-11-18T10:11:12+01:00"}]}
            """);
    assertThat(feed.format()).isEqualTo("json_1.1");
    var item = feed.items().getFirst();
    assertThat(item.guid()).isEqualTo("7");
    assertThat(item.link()).isEqualTo("https://news.example/a");
    assertThat(item.html()).isEqualTo("<p>a &lt; b</p>");
    assertThat(item.published()).isEqualTo("2025-11-18T09:11:12Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<rss version='0.91'><channel><item><title>T</title></item></channel></rss> | rss_0.91U",
        "<rss><channel><item><title>T</title></item></channel></rss> | rss_2.0",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel/><item><title>T</title></item></rdf:RDF> | rss_1.0",
        "<RDF xmlns='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><channel xmlns=''/><item xmlns=''><title>T</title></item></RDF> | rss_1.0",
        "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><title>T</title></entry></feed> | atom_0.3",
        "<feed><entry><title>T</title></entry></feed> | atom_1.0",
        "<html><body><rss version='2.0'><channel><item><title>T</title></item></channel></rss></body></html> | rss_2.0"
      })
  void parse_dialects_areNamed(String document, String format) throws Unparsable {
    var feed = parse(document);
    assertThat(feed.format()).isEqualTo(format);
    assertThat(feed.items()).extracting(ParsedItem::title).containsExactly("T");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<rss version='2.0'><channel><item><title>T</title><content:encoded>x</content:encoded></item></channel></rss>",
        "<rss version='2.0'><channel><item><title>T</title><odd:thing>x</odd:thing></item></channel></rss>",
        "<rss version='2.0'><channel><item><title>T\u0001</title></item></channel></rss>",
        "<rss version='2.0'><channel><item><title>T&#x1F;</title></item></channel></rss>",
        "<!DOCTYPE rss SYSTEM 'rss.dtd'><rss version='2.0'><channel><item><title>T</title></item></channel></rss>",
        "<rss version='2.0'><!-- a -- b --><channel><item><title>T</title></item></channel></rss>",
        "warning <?xml version='1.0'?><rss version='2.0'><channel><item><title>T</title></item></channel></rss>",
        "<rss version='2.0'><channel><item><title>T</title></item></channel></rss> junk <",
        "<rss version='2.0'><channel><item><title>T</item></channel></rss>",
        "<rss version='2.0'><channel><item><title>T</title></item><item><title>cut in the mid"
      })
  void parse_broken_isReadAfterRepair(String document) throws Unparsable {
    var feed = parse(document);
    assertThat(feed.repaired()).isTrue();
    assertThat(feed.items()).extracting(ParsedItem::title).containsExactly("T");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | the document is empty",
        "<html><body>Hello</body></html> | no feed (root element 'html')",
        "{\"error\": 1} | no JSON Feed",
        "{\"version\": | not JSON",
        "no markup | not XML: line 1, column 1: Unexpected character 'n'",
        "<rss><item><title>T</title></item></rss> | without a 'channel'",
        "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss><channel><title>&x;</title></channel></rss> | DOCTYPE"
      })
  void parse_noFeed_saysWhy(String document, String reason) {
    assertThatThrownBy(() -> parse(document))
        .isInstanceOf(Unparsable.class)
        .hasMessageContaining(reason);
  }

  @Test
  void parse_image_isRefusedByItsType() {
    assertThatThrownBy(() -> FeedParser.parse("<rss/>".getBytes(UTF_8), "image/png", BASE, NOW))
        .isInstanceOf(Unparsable.class)
        .hasMessageContaining("image/png");
  }

  @Test
  void parse_updatePeriod_isAdvice() throws Unparsable {
    var feed =
        parse(
            """
            <rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel>
            <sy:updatePeriod> daily </sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>
            </channel></rss>
            """);
    assertThat(feed.advice().ttl()).isEqualTo(Duration.ofHours(6));
  }

  /// Some parsers count references, and take 100,000 of them.
  @Test
  void parse_muchEscapedMarkup_isRead() throws Unparsable {
    var feed =
        parse(
            "<rss version='2.0'><channel><item><title>T</title><description>"
                + "&lt;b&gt;".repeat(60_000)
                + "</description></item></channel></rss>");
    assertThat(feed.items().getFirst().html()).hasSize(180_000);
  }

  @Test
  void parse_longTextWithoutSpaces_isNoName() throws Unparsable {
    var text = "\u65b0".repeat(1_500);
    var feed =
        parse(
            "<!DOCTYPE rss SYSTEM 'r.dtd'><rss version='2.0'><channel><title>N</title><item><title>T</title>"
                + "<description><![CDATA[%s]]></description></item></channel></rss>"
                    .formatted(text));
    assertThat(feed.items().getFirst().html()).contains(text);
  }

  @Test
  void parse_referenceWithCapitalX_isACharacter() throws Unparsable {
    var feed =
        parse(
            """
            <rss version='2.0'><channel><title>N</title><item><title>T</title>
            <guid>https://a.example/?x=1&#X26;y=2</guid><link>https://a.example/?x=1&#X26;y=2</link>
            </item></channel></rss>
            """);
    assertThat(feed.items().getFirst().guid()).isEqualTo("https://a.example/?x=1&y=2");
    assertThat(feed.items().getFirst().link()).isEqualTo("https://a.example/?x=1&y=2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<?xml ", "<!DOCTYPE ", "<!DOCTYPE"})
  void parse_beginningsWithoutEnd_areRefused(String beginning) {
    assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () ->
            assertThatThrownBy(() -> parse(beginning.repeat(300_000)))
                .isInstanceOf(Unparsable.class));
  }

  @Test
  void parse_sameNameInManyNamespaces_isRead() {
    var many = "<x:id/>".repeat(300_000) + "<id/>".repeat(300_000);
    assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () ->
            parse(
                "<rss version='2.0' xmlns:x='u'><channel><title>N</title><item><title>T</title>%s</item></channel></rss>"
                    .formatted(many)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<link>https://a.example/?a=1&copy=2</link>",
        "<link><![CDATA[https://a.example/?a=1&copy=2]]></link>",
        "<atom:link xmlns:atom='http://www.w3.org/2005/Atom' href='https://a.example/?a=1&copy=2'/>"
      })
  void parse_bareAmpersand_isOne(String link) throws Unparsable {
    var feed = parse("<rss version='2.0'><channel><item>" + link + "</item></channel></rss>");
    assertThat(feed.items().getFirst().link()).isEqualTo("https://a.example/?a=1&copy=2");
    assertThat(feed.repaired()).isFalse();
  }

  private static ParsedFeed parse(String document) throws Unparsable {
    return FeedParser.parse(document.getBytes(UTF_8), null, BASE, NOW);
  }
}
