package tocsin.ingest.parse.xml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An element with the text up to its first child, its children, and the text that follows it in
/// its parent.
///
/// Text and CDATA are one; comments and processing instructions are left out.
public final class Element {
  public static final String XML = "http://www.w3.org/XML/1998/namespace";

  private final List<Declaration> declarations;
  private @Nullable Element parent;
  private String prefix;
  private String namespace;
  private String name;
  private List<Attribute> attributes;
  private List<Element> children = List.of();
  private String text = "";
  private String tail = "";

  /// @param declarations without that of its own namespace
  Element(
      @Nullable Element parent,
      String prefix,
      String namespace,
      String name,
      List<Attribute> attributes,
      List<Declaration> declarations) {
    this.parent = parent;
    this.prefix = prefix;
    this.namespace = namespace;
    this.name = name;
    this.attributes = attributes;
    this.declarations = declarations;
  }

  /// Null at the root.
  public @Nullable Element parent() {
    return parent;
  }

  public String name() {
    return name;
  }

  /// Empty where there is none.
  public String prefix() {
    return prefix;
  }

  /// Empty where there is none.
  public String namespace() {
    return namespace;
  }

  public List<Attribute> attributes() {
    return Collections.unmodifiableList(attributes);
  }

  /// Without that of its own namespace.
  public List<Declaration> declarations() {
    return Collections.unmodifiableList(declarations);
  }

  public List<Element> children() {
    return Collections.unmodifiableList(children);
  }

  /// Of an attribute in no namespace; null where there is none.
  public @Nullable String attribute(String attribute) {
    return attribute("", attribute);
  }

  public @Nullable String attribute(String space, String attribute) {
    for (var one : attributes) {
      if (one.name().equals(attribute) && one.namespace().equals(space)) {
        return one.value();
      }
    }
    return null;
  }

  /// Of an attribute in no namespace; empty where there is none.
  public String attributeOrEmpty(String attribute) {
    var value = attribute(attribute);
    return value == null ? "" : value;
  }

  /// Up to the first child.
  public String text() {
    return text;
  }

  /// What follows the element in its parent, up to the next child of that.
  public String tail() {
    return tail;
  }

  /// All the text in it, with that of the elements in it.
  public String value() {
    if (children.isEmpty()) {
      return text;
    }
    var value = new StringBuilder();
    addValue(value);
    return value.toString();
  }

  private void addValue(StringBuilder value) {
    value.append(text);
    for (var child : children) {
      child.addValue(value);
      value.append(child.tail);
    }
  }

  /// All elements in it, in the order of the document.
  public List<Element> descendants() {
    List<Element> found = new ArrayList<>();
    addDescendants(found);
    return found;
  }

  private void addDescendants(List<Element> found) {
    for (var child : children) {
      found.add(child);
      child.addDescendants(found);
    }
  }

  /// Makes it the root of a tree of its own.
  public void detach() {
    parent = null;
  }

  public void rename(String newName) {
    name = newName;
  }

  public void move(String newPrefix, String newNamespace) {
    prefix = newPrefix;
    namespace = newNamespace;
  }

  /// Sets an attribute that is in no namespace.
  public void set(String attribute, String value) {
    List<Attribute> changed = new ArrayList<>(attributes);
    changed.removeIf(one -> one.name().equals(attribute) && one.namespace().isEmpty());
    changed.add(new Attribute("", "", attribute, value));
    attributes = changed;
  }

  /// Replaces all there is in it.
  public void fill(String newText) {
    children = List.of();
    text = newText;
  }

  void add(Element child) {
    if (children.isEmpty()) {
      children = new ArrayList<>(4);
    }
    children.add(child);
  }

  /// What follows all there is in it.
  void add(String words) {
    if (children.isEmpty()) {
      text = words;
    } else {
      children.getLast().tail = words;
    }
  }
}
