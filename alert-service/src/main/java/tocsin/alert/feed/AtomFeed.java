package tocsin.alert.feed;

import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import tocsin.alert.delivery.DeliveryLog.AlertView;

/// Alerts of one subscription as an Atom document, RFC 4287.
///
/// @param self where it is served
/// @param updated when there was last something new
record AtomFeed(String id, String title, String self, Instant updated, List<AlertView> alerts) {
  private static final String ATOM = "http://www.w3.org/2005/Atom";

  AtomFeed {
    alerts = List.copyOf(alerts);
  }

  String xml() {
    var out = new StringWriter();
    try {
      var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("feed");
      xml.writeDefaultNamespace(ATOM);
      text(xml, "id", "urn:tocsin:subscription:" + id);
      text(xml, "title", title);
      text(xml, "updated", updated.toString());
      link(xml, "self", self);
      text(xml, "generator", "Tocsin");
      for (var alert : alerts) {
        entry(xml, alert);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return out.toString();
  }

  private static void entry(XMLStreamWriter xml, AlertView alert) throws XMLStreamException {
    var article = alert.article();
    xml.writeStartElement("entry");
    text(xml, "id", "urn:tocsin:alert:" + alert.id());
    text(xml, "title", article.title().isBlank() ? "(without a title)" : article.title());
    text(xml, "updated", alert.opened().toString());
    if (article.published() != null) {
      text(xml, "published", article.published().toString());
    }
    if (article.url() != null) {
      link(xml, "alternate", article.url());
    }
    xml.writeStartElement("author");
    text(xml, "name", article.source().isEmpty() ? article.feed() : article.source());
    xml.writeEndElement();
    for (var theme : alert.themes()) {
      category(xml, "theme", theme.id());
    }
    for (var actor : alert.actors()) {
      category(xml, "actor", actor.id());
    }
    text(xml, "summary", alert.excerpt().text());
    xml.writeEndElement();
  }

  private static void category(XMLStreamWriter xml, String kind, String id)
      throws XMLStreamException {
    xml.writeEmptyElement("category");
    xml.writeAttribute("scheme", "urn:tocsin:" + kind);
    xml.writeAttribute("term", legal(id));
  }

  private static void link(XMLStreamWriter xml, String relation, String url)
      throws XMLStreamException {
    xml.writeEmptyElement("link");
    xml.writeAttribute("rel", relation);
    xml.writeAttribute("href", legal(url));
  }

  private static void text(XMLStreamWriter xml, String element, @Nullable String text)
      throws XMLStreamException {
    xml.writeStartElement(element);
    xml.writeCharacters(legal(text == null ? "" : text));
    xml.writeEndElement();
  }

  /// Without characters that XML 1.0 has no way to write.
  private static String legal(String text) {
    var legal = new StringBuilder(text.length());
    text.codePoints()
        .filter(c ->
            c >= 0x20 && c <= 0xD7FF
                || c == '\t'
                || c == '\n'
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000)
        .forEach(legal::appendCodePoint);
    return legal.toString();
  }
}
