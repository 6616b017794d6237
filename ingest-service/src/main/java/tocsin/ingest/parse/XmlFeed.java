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
import org.jdom2.Content;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jspecify.annotations.Nullable;
import tocsin.text.HtmlText;

/// An XML feed to our terms: Rome knows the dialects; ids, dates and languages are read from the
/// tree itself, since Rome replaces missing ids and misreads dates.
final class XmlFeed {
  private static final Set<String> PUBLISHED =
      Set.of("pubDate", "published", "issued", "created", "date");
  private static final Set<String> UPDATED = Set.of("updated", "modified");
  private static final int MOST_ITEMS = 2_000;

  private XmlFeed() {}

  static ParsedFeed read(Document document, URI base, Instant now, boolean repaired)
      throws Unparsable {
    var root = document.getRootElement();
    var rows =
        items(root).stream().limit(MOST_ITEMS).map(item -> Row.detach(item, base, now)).toList();
    var advice = advice(root);
    var language =
        language(root).or(() -> Optional.ofNullable(channel(root)).flatMap(XmlFeed::language));
    SyndFeed feed;
    try {
      var input = new SyndFeedInput();
      input.setPreserveWireFeed(false);
      feed = input.build(document);
    } catch (FeedException | IllegalArgumentException e) {
      throw new Unparsable(
          "the document is XML but no feed we read (root element '"
              + root.getName()
              + "'): "
              + FeedParser.oneLine(e.getMessage()));
    }
    List<ParsedItem> items = new ArrayList<>();
    var entries = feed.getEntries();
    for (int i = 0; i < Math.min(entries.size(), rows.size()); i++) {
      items.add(item(entries.get(i), rows.get(i), base));
    }
    return new ParsedFeed(
        Objects.requireNonNullElse(feed.getFeedType(), "unknown"),
        plain(feed.getTitle()),
        language.orElse(null),
        advice,
        repaired,
        items);
  }

  /// What is read from the tree, and taken out of it where Rome would spend its time on it.
  private record Row(
      @Nullable String guid,
      @Nullable String link,
      @Nullable String language,
      @Nullable Instant published,
      @Nullable Instant updated) {

    static Row detach(Element item, URI base, Instant now) {
      var guid = text(item, "guid").or(() -> text(item, "id")).or(() -> about(item));
      boolean permalink =
          guid.isPresent()
              && child(item, "guid")
                  .map(g -> !"false".equalsIgnoreCase(g.getAttributeValue("isPermaLink")))
                  .orElse(false)
              && guid.get().matches("(?i)https?://\\S+");
      var own = xmlBase(item, base);
      var link = permalink ? guid.orElse(null) : null;
      var published = date(item, PUBLISHED, now);
      var updated = date(item, UPDATED, now);
      return new Row(
          guid.orElse(null),
          Links.absolute(link, own),
          XmlFeed.language(item).orElse(null),
          published != null ? published : updated,
          updated);
    }

    private static @Nullable Instant date(Element item, Set<String> names, Instant now) {
      Instant found = null;
      for (var element : List.copyOf(item.getChildren())) {
        if (names.contains(element.getName()) && element.getChildren().isEmpty()) {
          if (found == null) {
            found = PublishedDate.read(element.getTextTrim(), now).orElse(null);
          }
          item.removeContent((Content) element);
        }
      }
      return found;
    }
  }

  private static ParsedItem item(SyndEntry entry, Row row, URI base) {
    var link = Links.absolute(entry.getLink(), base);
    return new ParsedItem(
        row.guid(),
        link != null ? link : row.link(),
        title(entry),
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
        .map(XmlFeed::plain)
        .distinct()
        .limit(20)
        .toList();
  }

  private static String title(SyndEntry entry) {
    var title = entry.getTitleEx();
    if (title == null || title.getValue() == null) {
      return "";
    }
    return isPlain(title) ? title.getValue().strip() : plain(title.getValue());
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

  static String plain(@Nullable String html) {
    if (html == null) {
      return "";
    }
    return html.indexOf('<') < 0 && html.indexOf('&') < 0
        ? html.strip().replaceAll("\\s+", " ")
        : HtmlText.toText(html).replaceAll("\\s+", " ");
  }

  private static List<Element> items(Element root) {
    List<Element> items = new ArrayList<>();
    var channel = channel(root);
    for (var parent : channel == null ? List.of(root) : List.of(channel, root)) {
      for (var child : parent.getChildren()) {
        if (child.getName().equals("item") || child.getName().equals("entry")) {
          items.add(child);
        }
      }
      if (!items.isEmpty()) {
        break;
      }
    }
    return items;
  }

  private static @Nullable Element channel(Element root) {
    return child(root, "channel").orElse(null);
  }

  private static Optional<Element> child(Element parent, String name) {
    return parent.getChildren().stream().filter(c -> c.getName().equals(name)).findFirst();
  }

  private static Optional<String> text(Element parent, String name) {
    return child(parent, name).map(Element::getTextTrim).filter(text -> !text.isEmpty());
  }

  private static Optional<String> about(Element item) {
    return item.getAttributes().stream()
        .filter(attribute -> attribute.getName().equals("about"))
        .map(attribute -> attribute.getValue().strip())
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  private static Optional<String> language(Element element) {
    var declared =
        Optional.ofNullable(element.getAttributeValue("lang", Namespace.XML_NAMESPACE))
            .or(() -> text(element, "language"));
    return declared.flatMap(LanguageTag::of);
  }

  private static Advice advice(Element root) {
    var channel = Objects.requireNonNullElse(channel(root), root);
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
    return child(channel, list).stream()
        .flatMap(skipped -> skipped.getChildren().stream())
        .map(Element::getTextTrim);
  }

  private static Optional<Duration> ttl(Element channel) {
    return text(channel, "ttl")
        .filter(minutes -> minutes.matches("\\d{1,9}"))
        .map(minutes -> Duration.ofMinutes(Long.parseLong(minutes)));
  }

  /// `sy:updatePeriod` and `sy:updateFrequency`, of the RSS module for syndication.
  private static Optional<Duration> updatePeriod(Element channel) {
    long frequency =
        text(channel, "updateFrequency")
            .filter(times -> times.matches("[1-9]\\d{0,5}"))
            .map(Long::parseLong)
            .orElse(1L);
    return text(channel, "updatePeriod")
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

  private static URI xmlBase(Element element, URI base) {
    var own = element.getAttributeValue("base", Namespace.XML_NAMESPACE);
    if (own == null) {
      return base;
    }
    try {
      return base.resolve(own.strip());
    } catch (IllegalArgumentException e) {
      return base;
    }
  }
}
