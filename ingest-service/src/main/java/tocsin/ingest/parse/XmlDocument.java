package tocsin.ingest.parse;

import com.rometools.rome.io.impl.XmlFixerReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jdom2.Document;
import org.jdom2.JDOMException;
import org.jdom2.input.SAXBuilder;
import org.jdom2.input.sax.XMLReaderJDOMFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document.OutputSettings.Syntax;
import org.jsoup.nodes.Entities;
import org.jsoup.parser.Parser;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/// XML text to a tree, with the JDK's own parser, no DTDs, no external entities, and its limits set
/// explicitly, whatever else is on the class path.
final class XmlDocument {
  private static final Map<String, String> LIMITS =
      Map.of(
          "maxElementDepth", "256",
          "entityExpansionLimit", "1",
          "elementAttributeLimit", "1000",
          "maxXMLNameLimit", "1000");
  private static final Map<String, String> PREFIXES =
      Map.ofEntries(
          Map.entry("content", "http://purl.org/rss/1.0/modules/content/"),
          Map.entry("dc", "http://purl.org/dc/elements/1.1/"),
          Map.entry("dcterms", "http://purl.org/dc/terms/"),
          Map.entry("media", "http://search.yahoo.com/mrss/"),
          Map.entry("atom", "http://www.w3.org/2005/Atom"),
          Map.entry("sy", "http://purl.org/rss/1.0/modules/syndication/"),
          Map.entry("slash", "http://purl.org/rss/1.0/modules/slash/"),
          Map.entry("wfw", "http://wellformedweb.org/CommentAPI/"),
          Map.entry("itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"),
          Map.entry("georss", "http://www.georss.org/georss"),
          Map.entry("geo", "http://www.w3.org/2003/01/geo/wgs84_pos#"),
          Map.entry("thr", "http://purl.org/syndication/thread/1.0"),
          Map.entry("feedburner", "http://rssnamespace.org/feedburner/ext/1.0"),
          Map.entry("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
          Map.entry("xlink", "http://www.w3.org/1999/xlink"));

  private static final Pattern HARMLESS_DOCTYPE =
      Pattern.compile("<!DOCTYPE[^>\\[]*>", Pattern.CASE_INSENSITIVE);
  private static final Pattern DECLARATION = Pattern.compile("<\\?xml[?\\s][^>]*>");
  private static final Pattern OWN_DOCTYPE =
      Pattern.compile("<!DOCTYPE[^>\\[]*\\[|<!ENTITY", Pattern.CASE_INSENSITIVE);

  /// What the five entities of XML and numbers do not account for.
  private static final Pattern ENTITIES_OF_HTML =
      Pattern.compile("&(?!(?:amp|lt|gt|quot|apos|#\\d{1,7}|#x[0-9A-Fa-f]{1,6});)");

  private static final Pattern END =
      Pattern.compile("</(?:\\w+:)?(?:rss|rdf|feed)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern ILLEGAL_REFERENCE =
      Pattern.compile("&#(?:x0*(?:[0-8BCEFbcef]|1[0-9A-Fa-f])|0*(?:[0-8]|1[124-9]|2\\d|3[01]));");

  private static final XMLReaderJDOMFactory READERS =
      new XMLReaderJDOMFactory() {
        @Override
        public XMLReader createXMLReader() throws JDOMException {
          return reader();
        }

        @Override
        public boolean isValidating() {
          return false;
        }
      };

  private XmlDocument() {}

  /// @throws JDOMException where the text is not well-formed or beyond the limits
  static Document read(String text) throws JDOMException {
    try {
      var builder = new SAXBuilder(READERS);
      builder.setExpandEntities(false);
      var reader = new StringReader(text);
      return builder.build(
          ENTITIES_OF_HTML.matcher(text).find() ? new XmlFixerReader(reader) : reader);
    } catch (IOException e) {
      throw new JDOMException(e.getMessage(), e);
    }
  }

  /// One attempt at mending: a document type without an own subset and illegal characters go, known
  /// prefixes are declared, tags are balanced.
  ///
  /// @throws JDOMException where the document declares a document type of its own: its entities
  ///   would be anybody's guess
  static String repair(String text) throws JDOMException {
    if (OWN_DOCTYPE.matcher(text).find()) {
      throw new JDOMException("a document type with declarations of its own is not read");
    }
    var plain = DECLARATION.matcher(HARMLESS_DOCTYPE.matcher(text).replaceFirst("")).replaceAll("");
    var clean = ILLEGAL_REFERENCE.matcher(plain.replace("&#X", "&#x")).replaceAll("");
    var kept = Charsets.legal(clean);
    int start = kept.indexOf("<");
    var tree = Jsoup.parse(start < 0 ? "" : kept.substring(start), "", Parser.xmlParser());
    tree.outputSettings()
        .syntax(Syntax.xml)
        .escapeMode(Entities.EscapeMode.xhtml)
        .prettyPrint(false);
    tree.childNodes().stream()
        .filter(node ->
            node instanceof org.jsoup.nodes.XmlDeclaration
                || node instanceof org.jsoup.nodes.DocumentType)
        .toList()
        .forEach(org.jsoup.nodes.Node::remove);
    var root = tree.firstElementChild();
    if (root != null) {
      declarePrefixes(root);
      if (!END.matcher(kept).find()) {
        dropLast(root);
      }
      while (root.nextSibling() != null) {
        java.util.Objects.requireNonNull(root.nextSibling()).remove();
      }
    }
    return tree.outerHtml();
  }

  /// Those that are in use: known ones mean what they usually mean, others anything.
  private static void declarePrefixes(org.jsoup.nodes.Element root) {
    Set<String> used = new TreeSet<>();
    for (var element : root.getAllElements()) {
      prefix(element.tagName()).ifPresent(used::add);
      element.attributes().forEach(attribute -> prefix(attribute.getKey()).ifPresent(used::add));
    }
    used.removeAll(Set.of("xml", "xmlns"));
    for (var prefix : used) {
      if (!root.hasAttr("xmlns:" + prefix)) {
        root.attr("xmlns:" + prefix, PREFIXES.getOrDefault(prefix, "urn:undeclared:" + prefix));
      }
    }
  }

  private static Optional<String> prefix(String name) {
    int colon = name.indexOf(':');
    return colon > 0 ? Optional.of(name.substring(0, colon)) : Optional.empty();
  }

  /// A document that ends before its root does was cut: what it ends in may be half an item.
  private static void dropLast(org.jsoup.nodes.Element root) {
    var items = root.select("item, entry");
    if (!items.isEmpty()) {
      items.get(items.size() - 1).remove();
    }
  }

  private static XMLReader reader() throws JDOMException {
    try {
      var factory = SAXParserFactory.newDefaultInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      var reader = factory.newSAXParser().getXMLReader();
      for (var limit : LIMITS.entrySet()) {
        reader.setProperty("jdk.xml." + limit.getKey(), limit.getValue());
      }
      return reader;
    } catch (ParserConfigurationException | SAXException e) {
      throw new JDOMException("the XML parser of this JDK cannot be set up safely", e);
    }
  }
}
