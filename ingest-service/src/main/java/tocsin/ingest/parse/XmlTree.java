package tocsin.ingest.parse;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tocsin.ingest.parse.xml.Element;

/// Reading elements by their local names, those of the dialect itself before those of modules.
final class XmlTree {
  private XmlTree() {}

  /// Children of this name, the native ones first.
  static List<Element> children(Element parent, String name) {
    List<Element> natives = List.of();
    List<Element> others = List.of();
    for (var child : parent.children()) {
      if (child.name().equals(name)) {
        if (isNative(child, parent)) {
          natives = with(natives, child);
        } else {
          others = with(others, child);
        }
      }
    }
    if (natives.isEmpty()) {
      return others;
    }
    natives.addAll(others);
    return natives;
  }

  private static List<Element> with(List<Element> some, Element one) {
    var more = some.isEmpty() ? new ArrayList<Element>(2) : some;
    more.add(one);
    return more;
  }

  static Optional<Element> child(Element parent, String name) {
    return children(parent, name).stream().findFirst();
  }

  /// The text of children of this name that have any, with what stands in their elements.
  static List<String> texts(Element parent, String name) {
    List<String> texts = List.of();
    for (var child : children(parent, name)) {
      var text = child.value().strip();
      if (!text.isEmpty()) {
        texts = texts.isEmpty() ? new ArrayList<>(2) : texts;
        texts.add(text);
      }
    }
    return texts;
  }

  static Optional<String> text(Element parent, String name) {
    var texts = texts(parent, name);
    return texts.isEmpty() ? Optional.empty() : Optional.of(texts.getFirst());
  }

  static boolean isNative(Element child, Element parent) {
    return child.namespace().equals(parent.namespace());
  }

  static Optional<String> language(Element element) {
    return Optional.ofNullable(element.attribute(Element.XML, "lang"))
        .or(() -> text(element, "language"))
        .flatMap(LanguageTag::of);
  }

  /// What relative references in an element count from.
  static URI base(@Nullable Element element, URI document) {
    if (element == null) {
      return document;
    }
    var outer = base(element.parent(), document);
    var own = element.attribute(Element.XML, "base");
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
