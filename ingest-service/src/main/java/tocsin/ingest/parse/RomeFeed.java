package tocsin.ingest.parse;

import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jdom2.Document;
import org.jsoup.nodes.Entities;
import tocsin.ingest.parse.xml.Element;

/// A feed of a rare dialect, as Rome reads it.
record RomeFeed(String format, List<ItemBody> bodies) {
  /// @throws Unparsable where Rome does not know it
  static RomeFeed read(Element root) throws Unparsable {
    SyndFeed feed;
    try {
      var input = new SyndFeedInput();
      input.setPreserveWireFeed(false);
      feed = input.build(new Document(JdomTree.of(root)));
    } catch (FeedException | IllegalArgumentException e) {
      throw new Unparsable(
          "the document is XML but no feed we read: " + FeedParser.oneLine(e.getMessage()));
    }
    return new RomeFeed(
        Objects.requireNonNullElse(feed.getFeedType(), "unknown"),
        feed.getEntries().stream().limit(ParsedFeed.MOST_ITEMS).map(RomeFeed::body).toList());
  }

  private static ItemBody body(SyndEntry entry) {
    return new ItemBody(
        html(entry),
        Stream.concat(
                entry.getAuthors().stream().map(person -> person.getName()),
                Stream.ofNullable(entry.getAuthor()))
            .filter(Objects::nonNull),
        entry.getCategories().stream()
            .map(category -> category.getName())
            .filter(Objects::nonNull));
  }

  /// The longest of what the item carries.
  private static String html(SyndEntry entry) {
    return Stream.concat(entry.getContents().stream(), Stream.ofNullable(entry.getDescription()))
        .filter(content -> content.getValue() != null)
        .map(content -> isPlain(content) ? escape(content.getValue()) : content.getValue())
        .reduce("", ItemBody::longer);
  }

  private static boolean isPlain(SyndContent content) {
    return "text".equals(content.getType());
  }

  private static String escape(String text) {
    return "<p>" + Entities.escape(text) + "</p>";
  }
}
