package tocsin.text;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/// HTML to plain text: blocks become lines, entities characters, markup nothing.
///
/// What a reader would not read as part of the article by the structure of the page alone (scripts,
/// styles, navigation, forms, embedded media) is left out. The text is what evidence offsets count
/// in, so the same HTML always gives the same text.
public final class HtmlText {
  private static final Set<String> DROPPED =
      Set.of(
          "script",
          "style",
          "template",
          "noscript",
          "iframe",
          "object",
          "svg",
          "math",
          "canvas",
          "nav",
          "form",
          "button",
          "select",
          "textarea",
          "head",
          "audio",
          "video",
          "figcaption");
  private static final Set<String> LINES =
      Set.of("br", "li", "tr", "dt", "dd", "option", "caption", "figure", "hr");

  private HtmlText() {}

  /// @param html a document or a fragment, however broken
  /// @return lines separated by a newline, paragraphs by an empty line; no other control
  ///   characters, no runs of spaces, no space at either end
  public static String toText(String html) {
    var text = new Lines();
    NodeTraversor.filter(
        new NodeFilter() {
          @Override
          public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode words) {
              text.add(words.getWholeText());
            } else if (node instanceof Element element) {
              if (DROPPED.contains(element.normalName())) {
                return FilterResult.SKIP_ENTIRELY;
              }
              text.edge(breaksOf(element));
            }
            return FilterResult.CONTINUE;
          }

          @Override
          public FilterResult tail(Node node, int depth) {
            if (node instanceof Element element && !element.normalName().equals("br")) {
              text.edge(breaksOf(element));
            }
            return FilterResult.CONTINUE;
          }
        },
        Jsoup.parseBodyFragment(html).body());
    return text.toString();
  }

  private static int breaksOf(Element element) {
    if (LINES.contains(element.normalName())) {
      return 1;
    }
    return element.isBlock() ? 2 : 0;
  }

  /// Text under construction: white space runs become one space, edges of blocks newlines.
  private static final class Lines {
    private final StringBuilder out = new StringBuilder();
    private int breaks;
    private boolean space;

    void edge(int count) {
      breaks = Math.max(breaks, count);
    }

    void add(String words) {
      for (int i = 0; i < words.length(); i++) {
        char c = words.charAt(i);
        if (Character.isWhitespace(c) || c == '\u00a0' || Character.isISOControl(c)) {
          space = true;
        } else {
          separate();
          out.append(c);
        }
      }
    }

    private void separate() {
      if (out.isEmpty()) {
        breaks = 0;
      } else if (breaks > 0) {
        out.repeat('\n', breaks);
      } else if (space) {
        out.append(' ');
      }
      breaks = 0;
      space = false;
    }

    @Override
    public String toString() {
      return out.toString();
    }
  }
}
