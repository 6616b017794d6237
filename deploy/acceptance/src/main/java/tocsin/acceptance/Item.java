package tocsin.acceptance;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// One item of a feed.
///
/// @param guid unlike that of any other item of the run
public record Item(String guid, String title, String text) {
  private static final AtomicInteger COUNT = new AtomicInteger();

  public static Item of(String title, String text) {
    return new Item("item-%06d".formatted(COUNT.incrementAndGet()), title, text);
  }

  Item titled(String other) {
    return new Item(guid, other, text);
  }

  String rss(String host) {
    return """
    <item><guid isPermaLink="false">%s</guid><link>https://%s/%s</link>
    <title>%s</title><description>%s</description></item>
    """
        .formatted(guid, host, guid.toLowerCase(Locale.ROOT), escaped(title), escaped(text));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
