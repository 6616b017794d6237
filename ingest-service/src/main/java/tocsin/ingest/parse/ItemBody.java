package tocsin.ingest.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.nodes.Entities;
import tocsin.ingest.parse.xml.Element;

/// What an item says: its body, who wrote it and what it is filed under.
///
/// The dialects nearly all feeds use are read from the tree itself, the others by Rome.
///
/// @param html the fullest body the item carries; empty where there is none
/// @see "docs/adr/0009-read-common-dialects-from-the-tree.md"
record ItemBody(String html, List<String> authors, List<String> categories) {
  private static final int MOST_AUTHORS = 20;
  private static final int MOST_CATEGORIES = 100;

  ItemBody(String html, Stream<String> authors, Stream<String> categories) {
    this(
        html,
        authors
            .filter(name -> !name.isBlank())
            .map(TextConstruct::plain)
            .distinct()
            .limit(MOST_AUTHORS)
            .toList(),
        categories
            .filter(name -> !name.isBlank())
            .map(String::strip)
            .distinct()
            .limit(MOST_CATEGORIES)
            .toList());
  }

  /// The name of the dialect, where it is one of those that are read here.
  ///
  /// @param root as [Dialect] settled it
  static Optional<String> dialect(Element root, Element channel) {
    if (root.namespace().equals(Dialect.ATOM)) {
      return Optional.of("atom_1.0");
    }
    if (channel == root) {
      return Optional.empty();
    }
    if (root.name().equals("RDF")) {
      return channel.namespace().equals(Dialect.RSS_1) ? Optional.of("rss_1.0") : Optional.empty();
    }
    var version = root.attributeOrEmpty("version").strip();
    return version.startsWith("2.") || version.matches("0\\.9[234]")
        ? Optional.of("rss_" + (version.startsWith("2.") ? "2.0" : version))
        : Optional.empty();
  }

  static ItemBody of(Element item) {
    return item.namespace().equals(Dialect.ATOM) ? atom(item) : rss(item);
  }

  private static ItemBody rss(Element item) {
    var html = "";
    List<String> creators = new ArrayList<>();
    List<String> authors = new ArrayList<>();
    List<String> categories = new ArrayList<>();
    List<String> subjects = new ArrayList<>();
    var own = item.namespace();
    for (var child : item.children()) {
      boolean isNative = child.namespace().equals(own);
      switch (child.name()) {
        case "description" -> html = isNative ? longer(html, Markup.ofHtml(child)) : html;
        case "encoded" -> html = longer(html, Markup.ofHtml(child));
        case "creator" -> creators.add(child.value());
        case "author" -> {
          if (isNative) {
            authors.add(child.value());
          }
        }
        case "category" -> {
          if (isNative) {
            categories.add(child.value());
          }
        }
        case "subject" -> subjects.add(child.value());
        default -> {}
      }
    }
    return new ItemBody(
        html,
        Stream.concat(creators.stream(), authors.stream()),
        Stream.concat(categories.stream(), subjects.stream()));
  }

  private static ItemBody atom(Element entry) {
    var html = "";
    List<String> authors = new ArrayList<>();
    List<String> creators = new ArrayList<>();
    List<String> categories = new ArrayList<>();
    for (var child : entry.children()) {
      boolean isNative = child.namespace().equals(Dialect.ATOM);
      switch (child.name()) {
        case "content", "summary" -> html = isNative ? longer(html, construct(child)) : html;
        case "author" -> {
          if (isNative) {
            XmlTree.text(child, "name").ifPresent(authors::add);
          }
        }
        case "creator" -> creators.add(child.value());
        case "category" ->
            categories.add(Objects.requireNonNullElse(child.attribute("term"), child.value()));
        case "subject" -> categories.add(child.value());
        default -> {}
      }
    }
    return new ItemBody(
        html, authors.isEmpty() ? creators.stream() : authors.stream(), categories.stream());
  }

  /// A text construct of Atom: text unless its type says otherwise.
  private static String construct(Element element) {
    var type = element.attributeOrEmpty("type").strip().toLowerCase(Locale.ROOT);
    if (type.equals("text")) {
      return "<p>" + Entities.escape(element.value()) + "</p>";
    }
    if (type.equals("xhtml") || type.contains("/xml") || type.contains("+xml")) {
      return Markup.inside(element);
    }
    return Markup.ofHtml(element);
  }

  static String longer(String one, String other) {
    return other.length() > one.length() ? other : one;
  }
}
