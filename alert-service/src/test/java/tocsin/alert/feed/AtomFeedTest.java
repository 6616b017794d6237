package tocsin.alert.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import tocsin.alert.delivery.AlertContent;
import tocsin.alert.delivery.DeliveryLog.AlertView;
import tocsin.alert.delivery.Parcels;

class AtomFeedTest {
  private static Document document(String title) throws Exception {
    var content = AlertContent.of(Parcels.article(title));
    var alert =
        new AlertView(
            "alert-1",
            "sub-1",
            "Chips",
            Parcels.OPENED,
            content.article(),
            content.excerpt(),
            content.themes(),
            content.actors(),
            List.of(),
            List.of("china"),
            "v1",
            List.of());
    var self = "https://tocsin.example/feeds/t.atom";
    var xml = new AtomFeed("sub-1", "Chips & <more>", self, Parcels.OPENED, List.of(alert)).xml();
    var factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  private static String text(Document document, String element, int at) {
    return document
        .getElementsByTagNameNS("http://www.w3.org/2005/Atom", element)
        .item(at)
        .getTextContent();
  }

  @ParameterizedTest
  @CsvSource({
    "plain, Chips, Chips",
    "markup, '<script>alert(1)</script> & ]]>', '<script>alert(1)</script> & ]]>'",
    "no XML, 'a\u0000b\u0008c\ufffed', abcd",
    "half a pair, 'a\ud83eb', ab",
    "a pair, 'a🤖b', a🤖b",
    "nothing, ' ', (without a title)"
  })
  void xml_ofAnyTitle_isWellFormed(String what, String title, String shown) throws Exception {
    var document = document(title);
    assertThat(text(document, "title", 0)).isEqualTo("Chips & <more>");
    assertThat(text(document, "title", 1)).as(what).isEqualTo(shown);
    assertThat(text(document, "id", 1)).isEqualTo("urn:tocsin:alert:alert-1");
    assertThat(text(document, "updated", 1)).isEqualTo("2026-03-01T10:00:00Z");
  }
}
