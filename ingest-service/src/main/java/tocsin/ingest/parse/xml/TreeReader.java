package tocsin.ingest.parse.xml;

import static javax.xml.stream.XMLStreamConstants.CDATA;
import static javax.xml.stream.XMLStreamConstants.CHARACTERS;
import static javax.xml.stream.XMLStreamConstants.DTD;
import static javax.xml.stream.XMLStreamConstants.END_ELEMENT;
import static javax.xml.stream.XMLStreamConstants.ENTITY_REFERENCE;
import static javax.xml.stream.XMLStreamConstants.PROCESSING_INSTRUCTION;
import static javax.xml.stream.XMLStreamConstants.SPACE;
import static javax.xml.stream.XMLStreamConstants.START_ELEMENT;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.jspecify.annotations.Nullable;

/// Reads XML text into a tree: no document types, no entities but those of XML itself, and all
/// limits set here, whatever else is on the class path.
public final class TreeReader {
  private static final int DEEPEST = 256; // elements in one another
  private static final int MOST_ATTRIBUTES = 1_000; // of an element
  private static final int MOST_DECLARATIONS = 1_000; // of prefixes, in scope at once
  private static final int LONGEST_NAME = 1_000; // characters
  private static final int MOST_NAMES =
      1_000; // different ones: the parser finds them by a weak hash
  private static final int LONGEST_ATTRIBUTE = 20_000_000; // characters: longer than a document

  private final XMLStreamReader reader;
  private final StringBuilder parts = new StringBuilder();
  private final Set<String> names = new HashSet<>();
  private String words = "";
  private @Nullable Element root;
  private @Nullable Element open;
  private int declared;

  private TreeReader(XMLStreamReader reader) {
    this.reader = reader;
  }

  /// The root of the tree.
  public static Element read(String text) throws Malformed {
    int forbidden = Math.max(text.indexOf('\ufffe'), text.indexOf('\uffff'));
    if (forbidden >= 0) {
      throw new Malformed("a character that XML forbids, at offset " + forbidden);
    }
    TreeReader tree;
    try {
      tree = new TreeReader(factory().createXMLStreamReader(Reader.of(text)));
    } catch (XMLStreamException e) {
      throw malformed(e, e.getLocation());
    }
    try {
      return tree.read();
    } catch (XMLStreamException e) {
      throw malformed(e, e.getLocation() == null ? tree.reader.getLocation() : e.getLocation());
    }
  }

  /// One for each document, so that no document leaves names behind that slow or fill those after
  /// it.
  private static XMLInputFactory factory() {
    var factory = new WstxInputFactory();
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEEPEST);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MOST_ATTRIBUTES);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, LONGEST_ATTRIBUTE);
    factory.setProperty(WstxInputProperties.P_MAX_ENTITY_COUNT, 1L);
    factory.setProperty(WstxInputProperties.P_MAX_ENTITY_DEPTH, 1);
    factory.setProperty(WstxInputProperties.P_MAX_DTD_DEPTH, 1);
    return factory;
  }

  private Element read() throws XMLStreamException, Malformed {
    while (reader.hasNext()) {
      switch (reader.next()) {
        case START_ELEMENT -> start();
        case END_ELEMENT -> end();
        case CHARACTERS, CDATA, SPACE -> add(reader.getText());
        case PROCESSING_INSTRUCTION -> name(reader.getPITarget());
        case DTD -> throw malformed("a document type (DOCTYPE) is not read");
        case ENTITY_REFERENCE ->
            throw malformed("the entity '" + reader.getLocalName() + "' is not known");
        default -> {}
      }
    }
    reader.close();
    if (root == null) {
      throw malformed("there is no element");
    }
    return root;
  }

  private void start() throws Malformed {
    flush();
    var element =
        new Element(
            open,
            orEmpty(reader.getPrefix()),
            orEmpty(reader.getNamespaceURI()),
            name(reader.getLocalName()),
            attributes(),
            declarations());
    if (open == null) {
      root = element;
    } else {
      open.add(element);
    }
    open = element;
  }

  private void end() {
    flush();
    declared -= reader.getNamespaceCount();
    open = open == null ? null : open.parent();
  }

  private List<Attribute> attributes() throws Malformed {
    int count = reader.getAttributeCount();
    if (count == 0) {
      return List.of();
    }
    List<Attribute> attributes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      attributes.add(
          new Attribute(
              orEmpty(reader.getAttributePrefix(i)),
              orEmpty(reader.getAttributeNamespace(i)),
              name(reader.getAttributeLocalName(i)),
              reader.getAttributeValue(i)));
    }
    return attributes;
  }

  private List<Declaration> declarations() throws Malformed {
    int count = reader.getNamespaceCount();
    if (count == 0) {
      return List.of();
    }
    declared += count;
    if (declared > MOST_DECLARATIONS) {
      throw malformed("more than " + MOST_DECLARATIONS + " prefixes are declared");
    }
    var own = orEmpty(reader.getPrefix());
    List<Declaration> declarations = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      var prefix = name(orEmpty(reader.getNamespacePrefix(i)));
      if (!prefix.equals(own)) {
        declarations.add(new Declaration(prefix, orEmpty(reader.getNamespaceURI(i))));
      }
    }
    return declarations;
  }

  private String name(String name) throws Malformed {
    if (name.length() > LONGEST_NAME) {
      throw malformed("a name has more than " + LONGEST_NAME + " characters");
    }
    if (names.add(name) && names.size() > MOST_NAMES) {
      throw malformed("there are more than " + MOST_NAMES + " different names");
    }
    return name;
  }

  private void add(String text) {
    if (words.isEmpty()) {
      words = text;
    } else {
      parts.append(parts.isEmpty() ? words : "").append(text);
    }
  }

  private void flush() {
    if (open != null && !words.isEmpty()) {
      open.add(parts.isEmpty() ? words : parts.toString());
    }
    words = "";
    parts.setLength(0);
  }

  private Malformed malformed(String message) {
    var at = reader.getLocation();
    return new Malformed(at.getLineNumber(), at.getColumnNumber(), message);
  }

  private static Malformed malformed(XMLStreamException e, @Nullable Location at) {
    var message = String.valueOf(e.getMessage());
    int place = message.indexOf("\n at [row,col");
    return at == null
        ? new Malformed(message)
        : new Malformed(
            at.getLineNumber(),
            at.getColumnNumber(),
            place < 0 ? message : message.substring(0, place));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
