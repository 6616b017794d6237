package tocsin.ingest.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdom2.Content;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jdom2.Text;
import org.jdom2.output.XMLOutputter;
import org.jsoup.nodes.Entities;

/// What an item says: its body, who wrote it and what it is filed under.
///
/// The dialects nearly all feeds use are read from the tree itself, the others by Rome.
///
/// @param html the fullest body the item carries; empty where there is none
/// @see "docs/adr/0009-read-common-dialects-from-the-tree.md"
record ItemBody(String html, List<String> authors, List<String> categories) {
  private static final String RSS_1 = "http://purl.org/rss/1.0/";
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
    if (root.getNamespace().equals(Dialect.ATOM)) {
      return Optional.of("atom_1.0");
    }
    if (channel == root) {
      return Optional.empty();
    }
    if (root.getName().equals("RDF")) {
      return channel.getNamespaceURI().equals(RSS_1) ? Optional.of("rss_1.0") : Optional.empty();
    }
    var version = root.getAttributeValue("version", "").strip();
    return version.startsWith("2.") || version.matches("0\\.9[234]")
        ? Optional.of("rss_" + (version.startsWith("2.") ? "2.0" : version))
        : Optional.empty();
  }

  static ItemBody of(Element item) {
    return item.getNamespace().equals(Dialect.ATOM) ? atom(item) : rss(item);
  }

  private static ItemBody rss(Element item) {
    var html = "";
    List<String> creators = new ArrayList<>();
    List<String> authors = new ArrayList<>();
    List<String> categories = new ArrayList<>();
    List<String> subjects = new ArrayList<>();
    var own = item.getNamespace();
    for (var child : item.getChildren()) {
      boolean isNative = child.getNamespace().equals(own);
      switch (child.getName()) {
        case "description" -> html = isNative ? longer(html, markup(child)) : html;
        case "encoded" -> html = longer(html, markup(child));
        case "creator" -> creators.add(child.getValue());
        case "author" -> {
          if (isNative) {
            authors.add(child.getValue());
          }
        }
        case "category" -> {
          if (isNative) {
            categories.add(child.getValue());
          }
        }
        case "subject" -> subjects.add(child.getValue());
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
    for (var child : entry.getChildren()) {
      boolean isNative = child.getNamespace().equals(Dialect.ATOM);
      switch (child.getName()) {
        case "content", "summary" -> html = isNative ? longer(html, construct(child)) : html;
        case "author" -> {
          if (isNative) {
            XmlTree.text(child, "name").ifPresent(authors::add);
          }
        }
        case "creator" -> creators.add(child.getValue());
        case "category" ->
            categories.add(
                Objects.requireNonNullElse(child.getAttributeValue("term"), child.getValue()));
        case "subject" -> categories.add(child.getValue());
        default -> {}
      }
    }
    return new ItemBody(
        html, authors.isEmpty() ? creators.stream() : authors.stream(), categories.stream());
  }

  /// A text construct of Atom: text unless its type says otherwise.
  private static String construct(Element element) {
    var type = element.getAttributeValue("type", "").strip().toLowerCase(Locale.ROOT);
    if (type.equals("text")) {
      return "<p>" + Entities.escape(element.getValue()) + "</p>";
    }
    if (type.equals("xhtml") || type.contains("/xml") || type.contains("+xml")) {
      element.getChildren().forEach(ItemBody::withoutPrefix);
      return new XMLOutputter().outputString(element.getContent());
    }
    return markup(element);
  }

  /// What stands in an element, with the markup that is written out in it.
  private static String markup(Element element) {
    var content = element.getContent();
    if (content.size() == 1 && content.getFirst() instanceof Text text) {
      return text.getText();
    }
    if (element.getChildren().isEmpty()) {
      return element.getValue();
    }
    var markup = new StringBuilder();
    var printer = new XMLOutputter();
    for (Content part : content) {
      switch (part) {
        case Text text -> markup.append(text.getText());
        case Element inner -> {
          withoutPrefix(inner);
          markup.append(printer.outputString(inner));
        }
        default -> {}
      }
    }
    return markup.toString();
  }

  /// HTML has no namespaces.
  private static void withoutPrefix(Element element) {
    boolean isHtml =
        element.getNamespaceURI().equals("http://www.w3.org/1999/xhtml")
            || element.getNamespace().equals(Dialect.ATOM);
    if (isHtml && element.getAdditionalNamespaces().isEmpty()) {
      element.setNamespace(Namespace.NO_NAMESPACE);
    }
    element.getChildren().forEach(ItemBody::withoutPrefix);
  }

  static String longer(String one, String other) {
    return other.length() > one.length() ? other : one;
  }
}
