package tocsin.ingest.parse;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document.OutputSettings.Syntax;
import org.jsoup.nodes.DocumentType;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.XmlDeclaration;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;
import tocsin.ingest.parse.xml.Element;
import tocsin.ingest.parse.xml.Malformed;
import tocsin.ingest.parse.xml.TreeReader;

/// XML text of a feed to a tree, as it is or mended.
final class XmlDocument {
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

  /* Bounded, so that a text of nothing but their beginnings is not run through again from each. */
  private static final Pattern HARMLESS_DOCTYPE =
      Pattern.compile("<!DOCTYPE[^<>\\[]{0,2000}>", Pattern.CASE_INSENSITIVE);
  private static final Pattern DECLARATION = Pattern.compile("<\\?xml[?\\s][^<>]{0,2000}>");
  private static final Pattern OWN_DOCTYPE =
      Pattern.compile("<!DOCTYPE[^<>\\[]{0,2000}\\[|<!ENTITY", Pattern.CASE_INSENSITIVE);

  /// Reading one takes jsoup the square of its length. A CDATA section is none.
  private static final Pattern LONG_NAME = Pattern.compile("<[^\\s/<>!?][^\\s/<>]{1000}");

  private static final Pattern END =
      Pattern.compile("</(?:\\w+:)?(?:rss|rdf|feed)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern ILLEGAL_REFERENCE =
      Pattern.compile("&#(?:x0*(?:[0-8BCEFbcef]|1[0-9A-Fa-f])|0*(?:[0-8]|1[124-9]|2\\d|3[01]));");

  private XmlDocument() {}

  /// The root.
  static Element read(String text) throws Malformed {
    return TreeReader.read(References.settle(text));
  }

  /// One attempt at mending: a document type without an own subset, comments and illegal characters
  /// go, known prefixes are declared, tags are balanced.
  ///
  /// @throws Malformed where the document declares a document type of its own, whose entities would
  ///   be anybody's guess, or has a name without end
  static String repair(String text) throws Malformed {
    if (OWN_DOCTYPE.matcher(text).find()) {
      throw new Malformed("a document type with declarations of its own is not read");
    }
    if (LONG_NAME.matcher(text).find()) {
      throw new Malformed("a name has more than 1,000 characters");
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
    tree.filter((node, depth) ->
        node instanceof Comment || node instanceof XmlDeclaration || node instanceof DocumentType
            ? NodeFilter.FilterResult.REMOVE
            : NodeFilter.FilterResult.CONTINUE);
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
}
