package tocsin.ingest.parse;

import org.jdom2.Content;
import org.jdom2.Namespace;
import org.jdom2.Text;
import org.jdom2.Verifier;
import tocsin.ingest.parse.xml.Attribute;
import tocsin.ingest.parse.xml.Element;

/// A feed as a tree of the kind that Rome takes.
///
/// It lacks what is read elsewhere: the dates of items, on which Rome would spend most of its time,
/// and bases, since links are resolved already and Rome fails where one is odd.
final class JdomTree {
  private JdomTree() {}

  static org.jdom2.Element of(Element written) {
    var element =
        new org.jdom2.Element(
            written.name(), Namespace.getNamespace(written.prefix(), written.namespace()));
    for (var declared : written.declarations()) {
      var namespace = Namespace.getNamespace(declared.prefix(), declared.namespace());
      if (Verifier.checkNamespaceCollision(namespace, element) == null) {
        element.addNamespaceDeclaration(namespace);
      }
    }
    for (var attribute : written.attributes()) {
      if (!isBase(attribute) && !leadsNowhere(attribute, written)) {
        element.setAttribute(
            attribute.name(),
            attribute.value(),
            Namespace.getNamespace(attribute.prefix(), attribute.namespace()));
      }
    }
    addText(element, written.text());
    boolean isItem = written.name().equals("item") || written.name().equals("entry");
    for (var child : written.children()) {
      if (!isItem || !XmlItem.isDate(child)) {
        element.addContent((Content) of(child));
      }
      addText(element, child.tail());
    }
    return element;
  }

  private static boolean isBase(Attribute attribute) {
    return attribute.name().equals("base") && attribute.namespace().equals(Element.XML);
  }

  /// The relation of a link that has no address: Rome fails on it.
  private static boolean leadsNowhere(Attribute attribute, Element element) {
    return attribute.name().equals("rel")
        && element.name().equals("link")
        && element.attributeOrEmpty("href").isBlank();
  }

  private static void addText(org.jdom2.Element element, String text) {
    if (!text.isEmpty()) {
      element.addContent((Content) new Text(text));
    }
  }
}
