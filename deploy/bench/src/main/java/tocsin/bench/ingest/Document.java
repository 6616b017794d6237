package tocsin.bench.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;

/// A feed of 50 items as news sites write them: title, link, guid, date, author, categories, a
/// picture and a summary, with or without the whole text.
record Document(String name, byte[] bytes) {
  static final int ITEMS = 50;

  private static final String[] WORDS =
      ("the a of on in for and government regulator model chip export rule safety board company"
              + " announced published said will new draft law compute data centre institute test"
              + " standards agency court minister panel report week after before against €5bn Köln")
          .split(" ");

  /// @param words of the whole text of an item; 0 where it has none
  static Document of(String name, int words) {
    var random = new Random(1);
    var feed =
        new StringBuilder(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" \
            xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
            <channel><title>The Example Post &amp; Courier</title><link>https://news.example/</link>
            <language>en</language><ttl>15</ttl>
            """);
    var newest = Instant.parse("2026-05-20T10:00:00Z");
    for (int i = 0; i < ITEMS; i++) {
      var date =
          DateTimeFormatter.RFC_1123_DATE_TIME.format(
              newest.minusSeconds(i * 1_700L).atOffset(ZoneOffset.UTC));
      feed.append(
          """
          <item><title>%s</title><link>https://news.example/2026/05/article-%d?utm_source=rss</link>
          <guid isPermaLink="false">tag:news.example,2026:%d</guid><pubDate>%s</pubDate>
          <dc:creator>Ann Example</dc:creator><category>Technology</category><category><![CDATA[AI policy]]></category>
          <media:content url="https://cdn.news.example/%d.jpg" medium="image" width="1200" height="675"/>
          <description>&lt;p&gt;%s&lt;/p&gt;</description>%s</item>
          """
              .formatted(
                  text(random, 9),
                  i,
                  i,
                  date,
                  i,
                  text(random, 30),
                  words == 0
                      ? ""
                      : "<content:encoded><![CDATA[<p>%s</p><p>%s</p>]]></content:encoded>"
                          .formatted(text(random, words / 2), text(random, words / 2))));
    }
    return new Document(name, feed.append("</channel></rss>\n").toString().getBytes(UTF_8));
  }

  private static String text(Random random, int words) {
    var text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
    }
    return text.toString();
  }
}
