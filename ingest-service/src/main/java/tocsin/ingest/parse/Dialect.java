package tocsin.ingest.parse;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tocsin.ingest.parse.xml.Element;

/// Brings a document into one of the dialects that are known: namespaces of drafts and missing ones
/// become those of the dialect, and encoded text becomes text.
final class Dialect {
  static final String ATOM = "http://www.w3.org/2005/Atom";
  static final String ATOM_03 = "http://purl.org/atom/ns#";
  static final String RSS_1 = "http://purl.org/rss/1.0/";
  private static final String RSS_09 = "http://my.netscape.com/rdf/simple/0.9/";
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final Set<String> CONSTRUCTS = Set.of("title", "subtitle", "summary", "rights");
  private static final Set<String> TEXTUAL =
      Set.of("", "text", "html", "xhtml", "text/plain", "text/html", "application/xhtml+xml");

  private Dialect() {}

  /// Changes the tree.
  ///
  /// @return the feed, which names the dialect as Rome knows it; empty where there is none
  static Optional<Element> settle(Element document) {
    var found = root(document);
    found.ifPresent(root -> {
      root.detach();
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
    return element.descendants().stream().filter(Dialect::isFeed).findFirst();
  }

  private static boolean isFeed(Element element) {
    return switch (kind(element)) {
      case "rss" -> true;
      case "rdf" ->
          element.children().stream()
              .anyMatch(c -> c.name().equals("channel") || c.name().equals("item"));
      case "feed" ->
          element.attribute("version") != null
              || isAtom(element)
              || element.children().stream()
                  .anyMatch(c -> c.name().equals("title") || c.name().equals("entry"));
      default -> false;
    };
  }

  private static String kind(Element element) {
    return element.name().toLowerCase(Locale.ROOT);
  }

  static boolean isAtom(Element element) {
    return element.namespace().equals(ATOM) || element.namespace().equals(ATOM_03);
  }

  private static void atom(Element root) {
    boolean old =
        root.attributeOrEmpty("version").startsWith("0.")
            || root.namespace().startsWith("http://purl.org/atom/");
    var wanted = old ? ATOM_03 : ATOM;
    move(root, root.namespace(), "", wanted);
    root.rename("feed");
    if (old) {
      root.set("version", "0.3");
    }
    for (var element : root.descendants()) {
      if (element.namespace().equals(wanted)) {
        decode(element, old);
      }
    }
  }

  private static void rdf(Element root) {
    root.rename("RDF");
    move(root, root.namespace(), "rdf", RDF);
    var core = core(root);
    if (!core.equals(RSS_1) && !core.equals(RSS_09)) {
      move(root, core, "", RSS_1);
    }
  }

  private static void rss(Element root) {
    var core = core(root);
    move(root, core, "", "");
    root.move("", "");
    root.rename("rss");
    var version = root.attributeOrEmpty("version").strip();
    if (!version.matches("0\\.9[0-4].*|2\\.0.*")) {
      root.set("version", "2.0");
    }
  }

  /// The namespace of the channel, which is that of everything native to the dialect.
  private static String core(Element root) {
    return root.children().stream()
        .filter(child -> child.name().equals("channel") || child.name().equals("item"))
        .findFirst()
        .map(Element::namespace)
        .orElse("");
  }

  private static void move(Element root, String from, String prefix, String to) {
    if (from.equals(to)) {
      return;
    }
    if (root.namespace().equals(from)) {
      root.move(prefix, to);
    }
    for (var element : root.descendants()) {
      if (element.namespace().equals(from)) {
        element.move(prefix, to);
      }
    }
  }

  /// Base64 is declared by the mode in Atom 0.3, and implied by a type that is no text in 1.0.
  private static void decode(Element element, boolean old) {
    boolean encoded =
        old
            ? element.attributeOrEmpty("mode").equals("base64")
            : CONSTRUCTS.contains(element.name())
                && !TEXTUAL.contains(
                    element.attributeOrEmpty("type").strip().toLowerCase(Locale.ROOT));
    if (!encoded) {
      return;
    }
    var decoded = base64(element.value().replaceAll("\\s", ""));
    decoded.ifPresent(text -> element.fill(Charsets.legal(text)));
    element.set("type", type(old, decoded.isPresent()));
    if (old) {
      element.set("mode", "escaped");
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
