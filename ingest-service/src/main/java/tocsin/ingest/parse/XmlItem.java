package tocsin.ingest.parse;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tocsin.ingest.parse.xml.Attribute;
import tocsin.ingest.parse.xml.Element;

/// What is read of an item from the tree itself in every dialect, since Rome replaces missing ids,
/// misreads dates and leaves out what other namespaces say.
record XmlItem(
    @Nullable String guid,
    @Nullable String link,
    String title,
    @Nullable String language,
    @Nullable Instant published,
    @Nullable Instant updated) {
  private static final List<String> PUBLISHED =
      List.of("pubDate", "published", "issued", "date", "created");
  private static final List<String> UPDATED = List.of("updated", "modified");

  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");
  private static final Pattern WEB = Pattern.compile("https?://\\S+", Pattern.CASE_INSENSITIVE);

  /// @param base for relative links, where the item declares no other
  static XmlItem of(Element item, URI base, Instant now) {
    var published = date(item, PUBLISHED, now);
    var updated = date(item, UPDATED, now);
    return new XmlItem(
        guid(item).orElse(null),
        link(item, XmlTree.base(item, base)),
        TextConstruct.title(item),
        XmlTree.language(item).orElse(null),
        published != null ? published : updated,
        updated);
  }

  private static Optional<String> guid(Element item) {
    for (var guid : XmlTree.children(item, "guid")) {
      var written = guid.value();
      if (!written.isBlank()) {
        return Optional.of(written);
      }
    }
    return XmlTree.text(item, "id")
        .map(id -> declaredBase(item, id))
        .or(() -> about(item))
        .or(() -> XmlTree.text(item, "identifier"));
  }

  /// An id of Atom is a URI and counts from `xml:base`; from nothing else, or it would change with
  /// the address of the document.
  private static String declaredBase(Element item, String id) {
    if (SCHEME.matcher(id).lookingAt()) {
      return id;
    }
    return XmlTree.declaredBase(XmlTree.child(item, "id").orElse(item))
        .map(base -> Links.absolute(id, base))
        .orElse(id);
  }

  private static Optional<String> about(Element item) {
    return item.attributes().stream()
        .filter(attribute -> attribute.name().equals("about"))
        .map(Attribute::value)
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  private static @Nullable String link(Element item, URI base) {
    List<Supplier<List<String>>> places =
        List.of(
            () -> XmlTree.texts(item, "link"),
            () -> references(item),
            () -> permalink(item),
            () -> enclosed(item));
    for (var place : places) {
      for (var written : place.get()) {
        var link = Links.absolute(written, base);
        if (link != null) {
          return link;
        }
      }
    }
    return null;
  }

  /// `link` elements of Atom, in any dialect: pages before other documents.
  private static List<String> references(Element item) {
    var links = item.children().stream().filter(XmlItem::isReference).toList();
    return Stream.concat(
            links.stream().filter(XmlItem::isPage), links.stream().filter(link -> !isPage(link)))
        .map(link -> link.attributeOrEmpty("href"))
        .toList();
  }

  private static boolean isReference(Element element) {
    if (!element.name().equals("link") || element.attribute("href") == null) {
      return false;
    }
    var rel = element.attribute("rel");
    return rel == null || rel.strip().equals("alternate");
  }

  private static boolean isPage(Element link) {
    var type = link.attributeOrEmpty("type").toLowerCase(Locale.ROOT);
    return type.isEmpty() || type.contains("html");
  }

  private static List<String> permalink(Element item) {
    var guid =
        XmlTree.child(item, "guid")
            .filter(g -> !"false".equalsIgnoreCase(g.attribute("isPermaLink")))
            .map(g -> g.value().strip());
    return Stream.concat(guid.stream(), about(item).stream())
        .filter(url -> WEB.matcher(url).matches())
        .toList();
  }

  /// An item that is nothing but a recording.
  private static List<String> enclosed(Element item) {
    return item.children().stream()
        .filter(e -> e.name().equals("enclosure") || e.name().equals("link"))
        .map(e -> {
          var url = e.attribute("url");
          return url == null ? e.attributeOrEmpty("href") : url;
        })
        .toList();
  }

  static boolean isDate(Element element) {
    return element.children().isEmpty()
        && (PUBLISHED.contains(element.name()) || UPDATED.contains(element.name()));
  }

  /// The first that can be read of the names that come first.
  private static @Nullable Instant date(Element item, List<String> names, Instant now) {
    Instant best = null;
    int rank = names.size();
    for (var element : item.children()) {
      int own = names.indexOf(element.name());
      if (own >= 0 && own < rank && element.children().isEmpty()) {
        var read = PublishedDate.read(element.text().strip(), now);
        best = read.orElse(best);
        rank = read.isPresent() ? own : rank;
      }
    }
    return best;
  }
}
