package tocsin.ingest.parse;

import java.util.Set;
import org.jsoup.nodes.Entities;
import tocsin.ingest.parse.xml.Element;

/// Elements of a feed written out as HTML, which has no namespaces.
final class Markup {
  private static final Set<String> PLAIN = Set.of("", "http://www.w3.org/1999/xhtml", Dialect.ATOM);
  private static final Set<String> VOID =
      Set.of(
          "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
          "track", "wbr");

  private Markup() {}

  /// What stands in an element.
  static String inside(Element parent) {
    var html = new StringBuilder();
    writeInside(parent, html);
    return html.toString();
  }

  /// What stands in an element whose text is HTML already.
  static String ofHtml(Element parent) {
    if (parent.children().isEmpty()) {
      return parent.text();
    }
    var html = new StringBuilder(parent.text());
    for (var child : parent.children()) {
      write(child, html);
      html.append(child.tail());
    }
    return html.toString();
  }

  private static void writeInside(Element parent, StringBuilder html) {
    html.append(Entities.escape(parent.text()));
    for (var child : parent.children()) {
      write(child, html);
      html.append(Entities.escape(child.tail()));
    }
  }

  private static void write(Element element, StringBuilder html) {
    var name =
        PLAIN.contains(element.namespace())
            ? element.name()
            : prefixed(element.prefix(), element.name());
    html.append('<').append(name);
    for (var attribute : element.attributes()) {
      html.append(' ')
          .append(prefixed(attribute.prefix(), attribute.name()))
          .append("=\"")
          .append(Entities.escape(attribute.value()))
          .append('"');
    }
    html.append('>');
    writeInside(element, html);
    if (!VOID.contains(name)) {
      html.append("</").append(name).append('>');
    }
  }

  private static String prefixed(String prefix, String name) {
    return prefix.isEmpty() ? name : prefix + ":" + name;
  }
}
