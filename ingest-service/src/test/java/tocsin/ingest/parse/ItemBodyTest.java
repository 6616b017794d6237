package tocsin.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tocsin.ingest.parse.xml.Element;
import tocsin.ingest.parse.xml.Malformed;

/// What is read of common dialects from the tree, beside what Rome reads of the same documents.
class ItemBodyTest {
  private static final Path ZOO =
      Path.of(System.getProperty("tocsin.root", ".."), "../shared/feedzoo/files").normalize();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<description>a &lt;b&gt;</description> | a <b>",
        "<description>a</description><content:encoded>longer</content:encoded> | longer",
        "<description>a <b>bold</b> word</description> | a <b>bold</b> word",
        "<description><div xmlns='http://www.w3.org/1999/xhtml'>x</div></description> |"
            + " <div>x</div>",
        "<description><![CDATA[<p>x</p>]]></description> | <p>x</p>",
        "<media:description>of the picture</media:description> | ''",
      })
  void of_rss_takesTheFullestBody(String item, String html) throws Malformed {
    assertThat(rss(item).html()).isEqualTo(html);
  }

  @Test
  void of_rss_takesEveryAuthorAndCategoryOnce() throws Malformed {
    var body =
        rss(
            "<author>b@example.org"
                + " (Ben)</author><dc:creator>Ann</dc:creator><dc:creator>Ann</dc:creator><category>AI</category><category>"
                + " </category><dc:subject>Law</dc:subject>");
    assertThat(body.authors()).containsExactly("Ann", "b@example.org (Ben)");
    assertThat(body.categories()).containsExactly("AI", "Law");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<content type='html'>&lt;p&gt;x</content> | <p>x",
        "<content type='text'>a &lt; b</content> | <p>a &lt; b</p>",
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>x</p></div></content> |"
            + " <div><p>x</p></div>",
        "<content type='xhtml'><h:div"
            + " xmlns:h='http://www.w3.org/1999/xhtml'><h:p>x</h:p></h:div></content> | x",
      })
  void of_atom_takesConstructsByTheirType(String content, String html) throws Malformed {
    assertThat(atom(content).html()).contains(html);
  }

  /// Rome names one author where a document names several, and takes no text beside elements.
  @Test
  void of_zoo_readsNoLessThanRome() throws IOException {
    assumeTrue(Files.exists(ZOO), "needs ../shared/feedzoo, not here");
    List<String> otherwise = new ArrayList<>();
    int[] compared = new int[1];
    try (var files = Files.walk(ZOO)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        var text = Charsets.decode(Files.readAllBytes(file), null).strip();
        var ours = ours(text);
        var romes = romes(text);
        if (ours.isEmpty() || romes.isEmpty()) {
          continue;
        }
        int items = Math.min(ours.get().bodies().size(), romes.get().bodies().size());
        for (int i = 0; i < items; i++) {
          var our = ours.get().bodies().get(i);
          var rome = romes.get().bodies().get(i);
          compared[0]++;
          if (!our.authors().containsAll(rome.authors())
              || !our.categories().containsAll(rome.categories())
              || our.html().length() < rome.html().length() && !our.html().contains("<div>")) {
            otherwise.add("%s%n  ours %s%n  rome %s".formatted(ZOO.relativize(file), our, rome));
          }
        }
        if (!ours.get().format().equals(romes.get().format())) {
          otherwise.add(file + ": " + ours.get().format() + ", by Rome " + romes.get().format());
        }
      }
    }
    Files.write(Files.createDirectories(Path.of("target")).resolve("bodies.txt"), otherwise);
    assertThat(compared[0]).isGreaterThan(1_000);
    assertThat(otherwise).hasSizeLessThan(compared[0] / 100);
  }

  private static Optional<RomeFeed> ours(String text) {
    return settled(text)
        .flatMap(root -> {
          var channel = XmlTree.child(root, "channel").orElse(root);
          return ItemBody.dialect(root, channel)
              .map(dialect ->
                  new RomeFeed(dialect, items(root).stream().map(ItemBody::of).toList()));
        });
  }

  private static Optional<RomeFeed> romes(String text) {
    return settled(text)
        .flatMap(root -> {
          try {
            return Optional.of(RomeFeed.read(root));
          } catch (Unparsable | RuntimeException e) {
            return Optional.empty();
          }
        });
  }

  private static Optional<Element> settled(String text) {
    try {
      return Dialect.settle(XmlDocument.read(text));
    } catch (Malformed e) {
      return Optional.empty();
    }
  }

  private static List<Element> items(Element root) {
    return root.descendants().stream()
        .filter(element -> element.name().equals("item") || element.name().equals("entry"))
        .toList();
  }

  private static ItemBody rss(String item) throws Malformed {
    return first(
        "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'"
            + " xmlns:media='http://search.yahoo.com/mrss/'"
            + " xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><item>"
            + item
            + "</item></channel></rss>");
  }

  private static ItemBody atom(String content) throws Malformed {
    return first("<feed xmlns='http://www.w3.org/2005/Atom'><entry>" + content + "</entry></feed>");
  }

  private static ItemBody first(String document) throws Malformed {
    return ItemBody.of(items(XmlDocument.read(document)).getFirst());
  }
}
