package tocsin.ingest.parse;

import java.net.URI;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tocsin.ingest.parse.xml.Element;
import tocsin.ingest.parse.xml.Malformed;

/// Reads a feed document of any dialect: RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed.
///
/// A broken document is mended once and read again. Whatever a hostile document does to the
/// libraries underneath ends as [Unparsable].
public final class FeedParser {
  private static final Pattern MEDIA =
      Pattern.compile("\\s*(?:image|video|audio|font)/", Pattern.CASE_INSENSITIVE);

  private FeedParser() {}

  /// @param body decompressed
  /// @param contentType as the server gave it; null where it gave none
  /// @param base the URL the document came from, after redirects
  /// @param now dates beyond a day after it are not believed
  public static ParsedFeed parse(byte[] body, @Nullable String contentType, URI base, Instant now)
      throws Unparsable {
    if (contentType != null && MEDIA.matcher(contentType).lookingAt()) {
      throw new Unparsable("the document is no feed by its media type, " + oneLine(contentType));
    }
    try {
      var text = Charsets.decode(body, contentType).strip();
      if (text.isEmpty()) {
        throw new Unparsable("the document is empty");
      }
      if (text.startsWith("{")) {
        return JsonFeed.read(text, base, now);
      }
      return xml(ItemLimit.cut(text), base, now);
    } catch (StackOverflowError e) {
      throw new Unparsable("the document is nested too deeply");
    } catch (RuntimeException e) {
      throw new Unparsable("the document could not be read: " + e);
    }
  }

  private static ParsedFeed xml(String text, URI base, Instant now) throws Unparsable {
    Element root;
    boolean repaired = false;
    try {
      root = XmlDocument.read(text);
    } catch (Malformed broken) {
      try {
        root = XmlDocument.read(XmlDocument.repair(text));
        repaired = true;
      } catch (Malformed beyond) {
        throw new Unparsable("the document is not XML: " + oneLine(broken.getMessage()));
      }
    }
    return XmlFeed.read(root, base, now, repaired);
  }

  static String oneLine(@Nullable String message) {
    var line = String.valueOf(message).replaceAll("\\s+", " ");
    return line.length() > 300 ? line.substring(0, 300) : line;
  }
}
