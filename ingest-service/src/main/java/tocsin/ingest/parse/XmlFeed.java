package tocsin.ingest.parse;

import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jdom2.filter.Filters;

/// An XML feed to our terms: Rome knows the dialects; ids, links, titles, dates and languages are
/// read from the tree itself.
final class XmlFeed {
  private XmlFeed() {}

  static ParsedFeed read(Document document, URI source, Instant now, boolean repaired)
      throws Unparsable {
    var name = document.getRootElement().getName();
    var root =
        Dialect.settle(document)
            .orElseThrow(() ->
                new Unparsable("the document is XML but no feed (root element '" + name + "')"));
    var channel = channel(root);
    var base = base(channel, source);
    var rows =
        items(root, channel).stream()
            .limit(ParsedFeed.MOST_ITEMS)
            .map(item -> XmlItem.detach(item, base, now))
            .toList();
    var title = TextConstruct.title(channel);
    var advice = advice(channel);
    var language = XmlTree.language(root).or(() -> XmlTree.language(channel));
    forgetBases(root);
    SyndFeed feed;
    try {
      var input = new SyndFeedInput();
      input.setPreserveWireFeed(false);
      feed = input.build(document);
    } catch (FeedException | IllegalArgumentException e) {
      throw new Unparsable(
          "the document is XML but no feed we read (root element '"
              + name
              + "'): "
              + FeedParser.oneLine(e.getMessage()));
    }
    List<ParsedItem> items = new ArrayList<>();
    var entries = feed.getEntries();
    for (int i = 0; i < Math.min(entries.size(), rows.size()); i++) {
      items.add(item(entries.get(i), rows.get(i)));
    }
    return new ParsedFeed(
        Objects.requireNonNullElse(feed.getFeedType(), "unknown"),
        title,
        language.orElse(null),
        advice,
        repaired,
        items);
  }

  private static ParsedItem item(SyndEntry entry, XmlItem row) {
    return new ParsedItem(
        row.guid(),
        row.link(),
        row.title(),
        html(entry),
        authors(entry),
        entry.getCategories().stream()
            .map(category -> category.getName())
            .filter(name -> name != null && !name.isBlank())
            .map(String::strip)
            .distinct()
            .limit(100)
            .toList(),
        row.language(),
        row.published(),
        row.updated());
  }

  private static List<String> authors(SyndEntry entry) {
    return Stream.concat(
            entry.getAuthors().stream().map(person -> person.getName()),
            Stream.of(Objects.requireNonNullElse(entry.getAuthor(), "")))
        .filter(name -> name != null && !name.isBlank())
        .map(TextConstruct::plain)
        .distinct()
        .limit(20)
        .toList();
  }

  /// The longest of what the item carries.
  private static String html(SyndEntry entry) {
    return Stream.concat(entry.getContents().stream(), Stream.ofNullable(entry.getDescription()))
        .filter(content -> content.getValue() != null)
        .map(content -> isPlain(content) ? escape(content.getValue()) : content.getValue())
        .reduce("", (one, other) -> other.length() > one.length() ? other : one);
  }

  private static boolean isPlain(SyndContent content) {
    return "text".equals(content.getType());
  }

  private static String escape(String text) {
    return "<p>" + org.jsoup.nodes.Entities.escape(text) + "</p>";
  }

  private static List<Element> items(Element root, Element channel) {
    for (var parent : List.of(channel, root)) {
      var items =
          parent.getChildren().stream()
              .filter(child -> child.getName().equals("item") || child.getName().equals("entry"))
              .toList();
      if (!items.isEmpty()) {
        return items;
      }
    }
    return List.of();
  }

  /// The element that describes the feed as a whole: in Atom the root.
  private static Element channel(Element root) {
    return XmlTree.child(root, "channel").orElse(root);
  }

  /// In RSS relative links count from the site, which need not be where the document is served.
  private static URI base(Element channel, URI source) {
    return channel.getName().equals("channel")
        ? XmlTree.texts(channel, "link")
            .map(link -> Links.absolute(link, source))
            .filter(link -> link != null && link.startsWith("http"))
            .findFirst()
            .map(URI::create)
            .orElse(source)
        : source;
  }

  /// Links are resolved already, and Rome fails where a base is odd.
  private static void forgetBases(Element root) {
    root.removeAttribute("base", Namespace.XML_NAMESPACE);
    for (var element : root.getDescendants(Filters.element())) {
      element.removeAttribute("base", Namespace.XML_NAMESPACE);
      if (element.getName().equals("link") && element.getAttributeValue("href", "").isBlank()) {
        element.removeAttribute("rel");
      }
    }
  }

  private static Advice advice(Element channel) {
    Set<Integer> hours =
        words(channel, "skipHours")
            .filter(hour -> hour.matches("\\d{1,2}"))
            .map(hour -> Integer.parseInt(hour) % 24)
            .collect(Collectors.toSet());
    Set<DayOfWeek> days =
        words(channel, "skipDays")
            .flatMap(day ->
                Stream.of(DayOfWeek.values()).filter(known -> known.name().equalsIgnoreCase(day)))
            .collect(Collectors.toSet());
    return new Advice(ttl(channel).or(() -> updatePeriod(channel)).orElse(null), hours, days);
  }

  private static Stream<String> words(Element channel, String list) {
    return XmlTree.child(channel, list).stream()
        .flatMap(skipped -> skipped.getChildren().stream())
        .map(Element::getTextTrim);
  }

  private static Optional<Duration> ttl(Element channel) {
    return XmlTree.text(channel, "ttl")
        .filter(minutes -> minutes.matches("\\d{1,9}"))
        .map(minutes -> Duration.ofMinutes(Long.parseLong(minutes)));
  }

  /// `sy:updatePeriod` and `sy:updateFrequency`, of the RSS module for syndication.
  private static Optional<Duration> updatePeriod(Element channel) {
    long frequency =
        XmlTree.text(channel, "updateFrequency")
            .filter(times -> times.matches("[1-9]\\d{0,5}"))
            .map(Long::parseLong)
            .orElse(1L);
    return XmlTree.text(channel, "updatePeriod")
        .map(period ->
            switch (period.toLowerCase(Locale.ROOT)) {
              case "hourly" -> Duration.ofHours(1);
              case "daily" -> Duration.ofDays(1);
              case "weekly" -> Duration.ofDays(7);
              case "monthly" -> Duration.ofDays(30);
              case "yearly" -> Duration.ofDays(365);
              default -> Duration.ZERO;
            })
        .map(period -> period.dividedBy(frequency))
        .filter(Duration::isPositive);
  }
}
