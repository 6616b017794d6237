package tocsin.ingest.parse;

import com.rometools.rome.io.impl.XmlFixerReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
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
      return builder.build(new XmlFixerReader(new StringReader(text)));
    } catch (IOException e) {
      throw new JDOMException(e.getMessage(), e);
    }
  }

  /// One attempt at mending: a document type without an own subset and illegal characters go, known
  /// prefixes are declared, tags are balanced.
  static String repair(String text) {
    var clean =
        ILLEGAL_REFERENCE.matcher(HARMLESS_DOCTYPE.matcher(text).replaceFirst("")).replaceAll("");
    var kept = new StringBuilder(clean.length());
    clean
        .codePoints()
        .filter(c ->
            c >= 0x20 && c != 0xFFFE && c != 0xFFFF && !(c >= 0xD800 && c <= 0xDFFF)
                || c == '\n'
                || c == '\t'
                || c == '\r')
        .forEach(kept::appendCodePoint);
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
      PREFIXES.forEach((prefix, uri) -> {
        if (!root.hasAttr("xmlns:" + prefix)) {
          root.attr("xmlns:" + prefix, uri);
        }
      });
      while (root.nextSibling() != null) {
        java.util.Objects.requireNonNull(root.nextSibling()).remove();
      }
    }
    return tree.outerHtml();
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
