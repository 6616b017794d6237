package tocsin.ingest.feed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.ParseSettings;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/// Lists of feeds as OPML 2.0, the format that feed readers exchange. Written as the format wants
/// it; read with what is wrong in the lists that are about: odd case, bare ampersands, outlines
/// that are not closed, no declaration. Only a list without its end is not read.
final class Opml {
  /// What no XML document can hold (XML 1.0, 2.2).
  private static final Pattern NO_XML =
      Pattern.compile("[^\\t\\n\\r\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

  private Opml() {}

  /// A feed of a list.
  ///
  /// @param language null where the list does not tell
  record Outline(String url, @Nullable String title, @Nullable String language) {}

  /// What a document holds.
  sealed interface Reading {
    /// The feeds, in the order of the document, however deep they are nested.
    record Feeds(List<Outline> outlines) implements Reading {
      public Feeds {
        outlines = List.copyOf(outlines);
      }
    }

    /// The end of the list is missing.
    ///
    /// @param line the document ends in
    record Truncated(int line) implements Reading {}

    record NoOpml() implements Reading {}
  }

  static Reading read(byte[] document) {
    var root = parse(document).firstElementChild();
    if (root == null || !root.normalName().equals("opml")) {
      return new Reading.NoOpml();
    }
    if (!isClosed(root) && root.children().stream().noneMatch(Opml::isClosedBody)) {
      return new Reading.Truncated(root.endSourceRange().end().lineNumber());
    }
    List<Outline> outlines = new ArrayList<>();
    for (var outline : root.getElementsByTag("outline")) {
      attribute(outline, "xmlUrl")
          .ifPresent(url ->
              outlines.add(
                  new Outline(
                      url,
                      attribute(outline, "title").or(() -> attribute(outline, "text")).orElse(null),
                      attribute(outline, "language").orElse(null))));
    }
    return new Reading.Feeds(outlines);
  }

  private static boolean isClosedBody(Element child) {
    return child.normalName().equals("body") && isClosed(child);
  }

  /// By an end tag, or by the slash of an empty element, whose end lies where it begins.
  private static boolean isClosed(Element element) {
    var end = element.endSourceRange();
    return !end.isImplicit() || end.startPos() == element.sourceRange().startPos();
  }

  static String write(List<Feed> feeds) {
    var document = new Document("");
    // else the names of attributes lose their case
    document.parser(Parser.xmlParser());
    document.outputSettings().syntax(Document.OutputSettings.Syntax.xml).prettyPrint(false);
    var root = document.appendElement("opml").attr("version", "2.0");
    root.appendElement("head").appendElement("title").text("Feeds of Tocsin");
    var body = root.appendElement("body");
    for (var feed : feeds) {
      var title = feed.title() == null ? feed.url() : feed.title();
      var text = NO_XML.matcher(title).replaceAll(" ");
      var outline = body.appendText("\n").appendElement("outline");
      outline.attr("type", "rss").attr("text", text).attr("title", text);
      outline.attr("xmlUrl", feed.url());
      if (feed.language() != null) {
        outline.attr("language", feed.language());
      }
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + document.outerHtml() + "\n";
  }

  /// Names in lower case, since writers differ in theirs.
  private static Document parse(byte[] document) {
    try {
      return Jsoup.parse(
          new ByteArrayInputStream(document),
          null,
          "",
          Parser.xmlParser().settings(ParseSettings.htmlDefault).setTrackPosition(true));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> attribute(Element outline, String name) {
    var written = outline.attributes().getIgnoreCase(name);
    // line breaks in a value are blanks (XML 1.0, 3.3.3)
    var value = written.replaceAll("\\s+", " ").strip();
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }
}
