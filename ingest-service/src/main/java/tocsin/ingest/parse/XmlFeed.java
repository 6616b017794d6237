package tocsin.ingest.parse;

import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tocsin.ingest.parse.xml.Element;

/// An XML feed to our terms. Ids, links, titles, dates and languages are read from the tree itself,
/// in every dialect; for the rest see [ItemBody].
final class XmlFeed {
  private XmlFeed() {}

  static ParsedFeed read(Element document, URI source, Instant now, boolean repaired)
      throws Unparsable {
    var name = document.name();
    var root =
        Dialect.settle(document)
            .orElseThrow(() ->
                new Unparsable(
                    name.equalsIgnoreCase("channel")
                        ? "the document is a CDF channel, a format that is not read: ask for RSS or Atom"
                        : "the document is XML but no feed (root element '" + name + "')"));
    var channel = channel(root);
    var base = base(channel, source);
    var items = items(root, channel).stream().limit(ParsedFeed.MOST_ITEMS).toList();
    var title = TextConstruct.title(channel);
    var advice = advice(channel);
    var language = XmlTree.language(root).or(() -> XmlTree.language(channel));
    var hub = HubOffer.of(channel, source);
    var dialect = ItemBody.dialect(root, channel);
    if (channel == root && !Dialect.isAtom(root)) {
      throw new Unparsable("the document is a feed without a 'channel' element");
    }
    var rows = items.stream().map(item -> XmlItem.of(item, base, now)).toList();
    var feed =
        dialect.isPresent()
            ? new RomeFeed(dialect.get(), items.stream().map(ItemBody::of).toList())
            : RomeFeed.read(root);
    List<ParsedItem> parsed = new ArrayList<>();
    for (int i = 0; i < Math.min(feed.bodies().size(), rows.size()); i++) {
      parsed.add(item(feed.bodies().get(i), rows.get(i)));
    }
    return new ParsedFeed(
        feed.format(), title, language.orElse(null), advice, hub, repaired, parsed);
  }

  private static ParsedItem item(ItemBody body, XmlItem row) {
    return new ParsedItem(
        row.guid(),
        row.link(),
        row.title(),
        body.html(),
        body.authors(),
        body.categories(),
        row.language(),
        row.published(),
        row.updated());
  }

  private static List<Element> items(Element root, Element channel) {
    for (var parent : List.of(channel, root)) {
      var items =
          parent.children().stream()
              .filter(child -> child.name().equals("item") || child.name().equals("entry"))
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
    return channel.name().equals("channel")
        ? XmlTree.texts(channel, "link").stream()
            .map(link -> Links.absolute(link, source))
            .filter(link -> link != null && link.startsWith("http"))
            .findFirst()
            .map(URI::create)
            .orElse(source)
        : source;
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
        .flatMap(skipped -> skipped.children().stream())
        .map(word -> word.value().strip());
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
