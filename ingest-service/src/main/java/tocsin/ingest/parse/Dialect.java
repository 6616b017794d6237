package tocsin.ingest.parse;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jdom2.filter.Filters;

/// Brings a document into one of the dialects that are known: namespaces of drafts and missing ones
/// become those of the dialect, and encoded text becomes text.
final class Dialect {
  static final Namespace ATOM = Namespace.getNamespace("http://www.w3.org/2005/Atom");
  static final Namespace ATOM_03 = Namespace.getNamespace("http://purl.org/atom/ns#");
  private static final Namespace RSS_1 = Namespace.getNamespace("http://purl.org/rss/1.0/");
  private static final Namespace RSS_09 =
      Namespace.getNamespace("http://my.netscape.com/rdf/simple/0.9/");
  private static final Namespace RDF =
      Namespace.getNamespace("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");
  private static final Set<String> TEXTUAL =
      Set.of("", "text", "html", "xhtml", "text/plain", "text/html", "application/xhtml+xml");

  private Dialect() {}

  /// Changes the document.
  ///
  /// @return its root, which names the dialect as Rome knows it; empty where there is no feed in it
  static Optional<Element> settle(Document document) {
    var found = root(document.getRootElement());
    found.ifPresent(root -> {
      if (root != document.getRootElement()) {
        root.detach();
        document.setRootElement(root);
      }
      switch (kind(root)) {
        case "feed" -> atom(root);
        case "rdf" -> rdf(root);
        default -> rss(root);
      }
    });
    return found;
  }

  /// The feed itself, which some servers wrap in a page.
  private static Optional<Element> root(Element element) {
    if (isFeed(element)) {
      return Optional.of(element);
    }
    for (var inner : element.getDescendants(Filters.element())) {
      if (isFeed(inner)) {
        return Optional.of(inner);
      }
    }
    return Optional.empty();
  }

  private static boolean isFeed(Element element) {
    return switch (kind(element)) {
      case "rss" -> true;
      case "rdf" ->
          element.getChildren().stream()
              .anyMatch(c -> c.getName().equals("channel") || c.getName().equals("item"));
      case "feed" ->
          element.getAttribute("version") != null
              || isAtom(element.getNamespace())
              || element.getChildren().stream()
                  .anyMatch(c -> c.getName().equals("title") || c.getName().equals("entry"));
      default -> false;
    };
  }

  private static String kind(Element element) {
    return element.getName().toLowerCase(Locale.ROOT);
  }

  private static boolean isAtom(Namespace namespace) {
    return namespace.equals(ATOM) || namespace.equals(ATOM_03);
  }

  private static void atom(Element root) {
    boolean old =
        root.getAttributeValue("version", "").startsWith("0.")
            || root.getNamespaceURI().startsWith("http://purl.org/atom/");
    var wanted = old ? ATOM_03 : ATOM;
    move(root, root.getNamespace(), wanted);
    root.setName("feed");
    if (old) {
      root.setAttribute("version", "0.3");
    }
    for (var element : elements(root)) {
      if (element.getNamespace().equals(wanted)) {
        decode(element, old);
      }
    }
  }

  private static void rdf(Element root) {
    root.setName("RDF");
    move(root, root.getNamespace(), RDF);
    var core = core(root);
    if (!core.equals(RSS_1) && !core.equals(RSS_09)) {
      move(root, core, RSS_1);
    }
  }

  private static void rss(Element root) {
    var core = core(root);
    if (!core.equals(Namespace.NO_NAMESPACE)) {
      move(root, core, Namespace.NO_NAMESPACE);
    }
    root.setNamespace(Namespace.NO_NAMESPACE);
    root.setName("rss");
    var version = root.getAttributeValue("version", "").strip();
    if (!version.matches("0\\.9[0-4].*|2\\.0.*")) {
      root.setAttribute("version", "2.0");
    }
  }

  /// The namespace of the channel, which is that of everything native to the dialect.
  private static Namespace core(Element root) {
    return root.getChildren().stream()
        .filter(child -> child.getName().equals("channel") || child.getName().equals("item"))
        .findFirst()
        .map(Element::getNamespace)
        .orElse(Namespace.NO_NAMESPACE);
  }

  private static void move(Element root, Namespace from, Namespace to) {
    if (!from.equals(to)) {
      for (var element : elements(root)) {
        if (element.getNamespace().equals(from)) {
          element.setNamespace(to);
        }
      }
    }
  }

  private static List<Element> elements(Element root) {
    List<Element> elements = new ArrayList<>();
    elements.add(root);
    root.getDescendants(Filters.element()).forEach(elements::add);
    return elements;
  }

  /// Base64 is declared by the mode in Atom 0.3, and implied by a type that is no text in 1.0.
  private static void decode(Element element, boolean old) {
    boolean encoded =
        old
            ? element.getAttributeValue("mode", "").equals("base64")
            : Set.of("title", "subtitle", "summary", "rights").contains(element.getName())
                && !TEXTUAL.contains(
                    element.getAttributeValue("type", "").strip().toLowerCase(Locale.ROOT));
    if (!encoded) {
      return;
    }
    var decoded = base64(element.getValue().replaceAll("\\s", ""));
    decoded.ifPresent(text -> element.setText(Charsets.legal(text)));
    element.setAttribute("type", type(old, decoded.isPresent()));
    if (old) {
      element.setAttribute("mode", "escaped");
    }
  }

  private static String type(boolean old, boolean html) {
    if (old) {
      return html ? "text/html" : "text/plain";
    }
    return html ? "html" : "text";
  }

  /// The text; empty where it is not that of UTF-8 in Base64.
  private static Optional<String> base64(String encoded) {
    try {
      var bytes = Base64.getDecoder().decode(encoded);
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
