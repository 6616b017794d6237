package tocsin.ingest.parse;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;

/// Ampersands as XML wants them, which many feeds write as HTML allows them.
final class References {
  private static final Set<String> OF_XML = Set.of("amp", "lt", "gt", "quot", "apos");

  /// RSS 0.91 took its entities from HTML 4, where two were other characters than they are now.
  private static final Map<String, String> OF_HTML_4 = Map.of("lang", "\u2329", "rang", "\u232a");

  private static final Pattern NUMBER = Pattern.compile("#(?:\\d+|[xX][0-9A-Fa-f]+)");
  private static final int LONGEST = 32; // characters of a name, as in HTML
  private static final int MOST = 100_000; // replaced in a document: it grows by them

  private final String text;
  private final StringBuilder settled = new StringBuilder();
  private int replaced;
  private int kept; // up to here the text is in what is settled
  private int cdata; // where the section starts that ends last of those looked at
  private int afterCdata;

  private References(String text) {
    this.text = text;
  }

  /// With HTML's entities as numbers (`&nbsp;` as `&#160;`), and outside of CDATA an ampersand that
  /// refers to nothing as `&amp;`, and `&#X41;` as `&#x41;`. An entity that nobody knows stays.
  static String settle(String text) {
    return new References(text).settle();
  }

  private String settle() {
    for (int at = text.indexOf('&'); at >= 0 && replaced < MOST; at = text.indexOf('&', at + 1)) {
      int end = end(at + 1);
      if (end < 0) {
        if (!isInCdata(at)) {
          replace(at, at + 1, "&amp;");
        }
      } else {
        var numbers = numbers(text.substring(at + 1, end));
        if (text.startsWith("#X", at + 1) && !isInCdata(at)) {
          replace(at + 1, at + 3, "#x");
        } else if (!numbers.isEmpty()) {
          replace(at, end + 1, numbers);
        }
      }
    }
    return kept == 0 ? text : settled.append(text, kept, text.length()).toString();
  }

  /// Where the semicolon stands of a reference whose name starts there; negative where none does.
  private int end(int start) {
    int most = Math.min(text.length(), start + LONGEST + 1);
    for (int i = start; i < most; i++) {
      char c = text.charAt(i);
      if (c == ';') {
        return i > start && isName(start, i) ? i : -1;
      }
      boolean isPart =
          c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '#';
      if (!isPart) {
        return -1;
      }
    }
    return -1;
  }

  private boolean isName(int start, int end) {
    int hash = text.indexOf('#', start, end);
    return hash < 0 || NUMBER.matcher(text).region(start, end).matches();
  }

  /// An entity of HTML's own as numbers; empty for anything else.
  private static String numbers(String name) {
    if (name.startsWith("#") || OF_XML.contains(name)) {
      return "";
    }
    var numbers = new StringBuilder();
    OF_HTML_4
        .getOrDefault(name, Entities.getByName(name))
        .codePoints()
        .forEach(c -> numbers.append("&#").append(c).append(';'));
    return numbers.toString();
  }

  private boolean isInCdata(int at) {
    while (afterCdata <= at) {
      int start = text.indexOf("<![CDATA[", afterCdata);
      int end = start < 0 ? -1 : text.indexOf("]]>", start);
      cdata = start < 0 ? text.length() : start;
      afterCdata = end < 0 ? text.length() : end;
    }
    return cdata < at;
  }

  private void replace(int from, int to, String by) {
    settled.append(text, kept, from).append(by);
    kept = to;
    replaced++;
  }
}
