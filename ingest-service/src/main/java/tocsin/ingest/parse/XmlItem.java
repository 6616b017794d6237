package tocsin.ingest.parse;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdom2.Content;
import org.jdom2.Element;
import org.jspecify.annotations.Nullable;

/// What is read of an item from the tree itself, since Rome replaces missing ids, misreads dates
/// and leaves out what other namespaces say.
record XmlItem(
    @Nullable String guid,
    @Nullable String link,
    String title,
    @Nullable String language,
    @Nullable Instant published,
    @Nullable Instant updated) {
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");
  private static final List<String> PUBLISHED =
      List.of("pubDate", "published", "issued", "date", "created");
  private static final List<String> UPDATED = List.of("updated", "modified");

  /// Takes the dates out of the tree: Rome would spend most of its time on them.
  ///
  /// @param base for relative links, where the item declares no other
  static XmlItem detach(Element item, URI base, Instant now) {
    var published = date(item, PUBLISHED, now);
    var updated = date(item, UPDATED, now);
    return new XmlItem(
        guid(item).orElse(null),
        link(item, XmlTree.base(item, base)).orElse(null),
        TextConstruct.title(item),
        XmlTree.language(item).orElse(null),
        published != null ? published : updated,
        updated);
  }

  private static Optional<String> guid(Element item) {
    return XmlTree.children(item, "guid")
        .map(Element::getValue)
        .filter(guid -> !guid.isBlank())
        .findFirst()
        .or(() -> XmlTree.text(item, "id").map(id -> declaredBase(item, id)))
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
    return item.getAttributes().stream()
        .filter(attribute -> attribute.getName().equals("about"))
        .map(attribute -> attribute.getValue().strip())
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  private static Optional<String> link(Element item, URI base) {
    return Stream.of(written(item), references(item), permalink(item), enclosed(item))
        .flatMap(found -> found)
        .map(link -> Links.absolute(link, base))
        .filter(link -> link != null)
        .findFirst();
  }

  /// `link` elements of Atom, in any dialect: pages before other documents.
  private static Stream<String> references(Element item) {
    var links = item.getChildren().stream().filter(XmlItem::isReference).toList();
    return Stream.concat(
            links.stream().filter(XmlItem::isPage), links.stream().filter(link -> !isPage(link)))
        .map(link -> link.getAttributeValue("href", ""));
  }

  private static boolean isReference(Element element) {
    return element.getName().equals("link")
        && element.getAttribute("href") != null
        && element.getAttributeValue("rel", "alternate").strip().equals("alternate");
  }

  private static boolean isPage(Element link) {
    var type = link.getAttributeValue("type", "").toLowerCase(Locale.ROOT);
    return type.isEmpty() || type.contains("html");
  }

  private static Stream<String> written(Element item) {
    return XmlTree.texts(item, "link");
  }

  private static Stream<String> permalink(Element item) {
    var guid =
        XmlTree.child(item, "guid")
            .filter(g -> !"false".equalsIgnoreCase(g.getAttributeValue("isPermaLink")))
            .map(g -> g.getValue().strip());
    return Stream.concat(guid.stream(), about(item).stream())
        .filter(url -> url.matches("(?i)https?://\\S+"));
  }

  /// An item that is nothing but a recording.
  private static Stream<String> enclosed(Element item) {
    return item.getChildren().stream()
        .filter(e -> e.getName().equals("enclosure") || e.getName().equals("link"))
        .map(e -> e.getAttributeValue("url", e.getAttributeValue("href", "")));
  }

  private static @Nullable Instant date(Element item, List<String> names, Instant now) {
    Instant best = null;
    int rank = names.size();
    for (var element : List.copyOf(item.getChildren())) {
      int own = names.indexOf(element.getName());
      if (own < 0 || !element.getChildren().isEmpty()) {
        continue;
      }
      if (own < rank) {
        var read = PublishedDate.read(element.getValue().strip(), now);
        best = read.orElse(best);
        rank = read.isPresent() ? own : rank;
      }
      item.removeContent((Content) element);
    }
    return best;
  }
}
