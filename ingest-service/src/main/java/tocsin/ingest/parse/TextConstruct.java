package tocsin.ingest.parse;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tocsin.ingest.parse.xml.Element;
import tocsin.text.HtmlText;

/// Titles as the dialects write them (text, escaped HTML, inline XHTML), as one line of text.
final class TextConstruct {
  private static final int LONGEST = 100_000; // of HTML that is looked at
  private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0]+");
  private static final Set<String> HIDDEN = Set.of("script", "style");

  private TextConstruct() {}

  /// Of a feed or an item; empty where it has none.
  static String title(Element parent) {
    return Stream.concat(XmlTree.children(parent, "title").stream(), inMedia(parent))
        .map(TextConstruct::line)
        .filter(title -> !title.isEmpty())
        .findFirst()
        .orElse("");
  }

  /// `media:title` also stands in `media:group` and `media:content`.
  private static Stream<Element> inMedia(Element parent) {
    return parent.children().stream()
        .filter(child -> child.namespace().contains("/mrss"))
        .flatMap(media -> XmlTree.children(media, "title").stream());
  }

  private static String line(Element title) {
    if (!title.children().isEmpty()) {
      return oneLine(inline(title));
    }
    return isText(title) ? oneLine(title.value()) : plain(title.value());
  }

  /// The words between inline markup.
  private static String inline(Element element) {
    var text = new StringBuilder(element.text());
    for (var child : element.children()) {
      text.append(HIDDEN.contains(child.name()) ? "" : inline(child)).append(child.tail());
    }
    return text.toString();
  }

  /// In RSS nobody says which it is: read as HTML.
  private static boolean isText(Element title) {
    var namespace = title.namespace();
    var type = title.attributeOrEmpty("type").toLowerCase(Locale.ROOT);
    return (namespace.equals(Dialect.ATOM) || namespace.equals(Dialect.ATOM_03))
        && !type.contains("html");
  }

  /// HTML as one line of text.
  static String plain(String written) {
    var html = written.length() > LONGEST ? written.substring(0, LONGEST) : written;
    return html.indexOf('<') < 0 && html.indexOf('&') < 0
        ? oneLine(html)
        : oneLine(HtmlText.toText(html));
  }

  private static String oneLine(String text) {
    return isOneLine(text) ? text : SPACE.matcher(text).replaceAll(" ").strip();
  }

  /// Whether nothing is to be done, as with nearly all titles.
  private static boolean isOneLine(String text) {
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) && (c != ' ' || before == ' ') || c == '\u00a0') {
        return false;
      }
      before = c;
    }
    return text.isEmpty() || before != ' ';
  }
}
