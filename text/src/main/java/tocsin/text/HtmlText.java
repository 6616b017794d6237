package tocsin.text;

import java.util.Locale;
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
/// styles, navigation, forms, embedded media, share bars, related links) is left out. The text is
/// what evidence offsets count in, so the same HTML always gives the same text.
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
          "figcaption",
          "footer");

  /// Classes that the makers of sites give to what is not the article.
  private static final Set<String> FURNITURE =
      Set.of(
          "share",
          "sharing",
          "share-buttons",
          "share-links",
          "sharedaddy",
          "sd-sharing",
          "social",
          "social-share",
          "social-links",
          "addtoany",
          "jp-relatedposts",
          "related",
          "related-posts",
          "related-articles",
          "related-links",
          "related-content",
          "read-more",
          "more-link",
          "newsletter",
          "newsletter-signup",
          "newsletter-box",
          "cookie",
          "cookie-notice",
          "cookie-banner",
          "breadcrumb",
          "breadcrumbs",
          "byline",
          "author-bio",
          "comments",
          "comment-list",
          "advert",
          "advertisement",
          "ad-slot",
          "sponsored",
          "promo",
          "tags",
          "tag-list",
          "post-tags",
          "wp-caption-text",
          "photo-credit",
          "screen-reader-text",
          "sr-only",
          "visually-hidden",
          "feedflare",
          "skip-link");

  /// What is longer is not left out by its class alone.
  private static final int LONGEST_FURNITURE = 600;

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
              if (DROPPED.contains(element.normalName()) || isFurniture(element)) {
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

  private static boolean isFurniture(Element element) {
    if (element.attributesSize() == 0) {
      return false;
    }
    if (element.hasAttr("hidden") || element.attr("role").equals("navigation")) {
      return true;
    }
    if (!element.hasAttr("class")) {
      return false;
    }
    for (var name : element.className().toLowerCase(Locale.ROOT).split("\\s+")) {
      if (FURNITURE.contains(name)) {
        return element.text().length() <= LONGEST_FURNITURE;
      }
    }
    return false;
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
