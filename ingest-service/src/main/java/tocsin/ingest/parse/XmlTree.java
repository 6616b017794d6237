package tocsin.ingest.parse;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdom2.Element;
import org.jdom2.Namespace;

/// Reading elements by their local names, those of the dialect itself before those of modules.
final class XmlTree {
  private XmlTree() {}

  /// Children of this name, the native ones first.
  static Stream<Element> children(Element parent, String name) {
    List<Element> named = new ArrayList<>();
    int natives = 0;
    for (var child : parent.getChildren()) {
      if (child.getName().equals(name)) {
        named.add(isNative(child, parent) ? natives++ : named.size(), child);
      }
    }
    return named.stream();
  }

  static Optional<Element> child(Element parent, String name) {
    return children(parent, name).findFirst();
  }

  /// The text of children of this name that have any, with what stands in their elements.
  static Stream<String> texts(Element parent, String name) {
    return children(parent, name)
        .map(child -> child.getValue().strip())
        .filter(text -> !text.isEmpty());
  }

  static Optional<String> text(Element parent, String name) {
    return texts(parent, name).findFirst();
  }

  static boolean isNative(Element child, Element parent) {
    return child.getNamespace().equals(parent.getNamespace());
  }

  static Optional<String> language(Element element) {
    return Optional.ofNullable(element.getAttributeValue("lang", Namespace.XML_NAMESPACE))
        .or(() -> text(element, "language"))
        .flatMap(LanguageTag::of);
  }

  /// What relative references in an element count from.
  static URI base(Element element, URI document) {
    var parent = element.getParentElement();
    var outer = parent == null ? document : base(parent, document);
    var own = element.getAttributeValue("base", Namespace.XML_NAMESPACE);
    return own == null ? outer : resolve(outer, own).orElse(outer);
  }

  /// The base that the document itself declares for the element.
  static Optional<URI> declaredBase(Element element) {
    var base = base(element, URI.create(""));
    return base.isAbsolute() ? Optional.of(base) : Optional.empty();
  }

  private static Optional<URI> resolve(URI base, String reference) {
    try {
      return Optional.of(base.resolve(reference.strip()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
