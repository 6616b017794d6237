package tocsin.ingest.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tocsin.ingest.parse.FeedParser;
import tocsin.ingest.parse.ParsedFeed;
import tocsin.ingest.parse.ParsedItem;
import tocsin.ingest.parse.Unparsable;

/// What one document was read as.
///
/// @param path as given
/// @param feed null where the document is no feed
/// @param error null where it is one
record Finding(String path, @Nullable ParsedFeed feed, @Nullable String error) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Finding of(String path, DocumentSource source) throws InterruptedException {
    return switch (source.find(path)) {
      case DocumentSource.Found.Missing(var reason) -> new Finding(path, null, reason);
      case DocumentSource.Found.Document(var body, var contentType, var base) -> {
        try {
          var now = Clock.systemUTC().instant();
          yield new Finding(path, FeedParser.parse(body, contentType, base, now), null);
        } catch (Unparsable e) {
          yield new Finding(path, null, e.getMessage());
        }
      }
    };
  }

  String json() {
    var node = JSON.createObjectNode().put("path", path).put("parsed", feed != null);
    node.put("format", feed == null ? null : feed.format());
    node.put("title", feed == null ? null : feed.title());
    node.put("entries", feed == null ? 0 : feed.items().size());
    if (feed != null && !feed.items().isEmpty()) {
      describe(node.putObject("first"), feed.items().getFirst());
    } else {
      node.putNull("first");
    }
    node.put("repaired", feed != null && feed.repaired());
    node.put("error", error);
    return node.toString();
  }

  private static void describe(ObjectNode first, ParsedItem item) {
    first.put("title", item.title());
    first.put("link", item.link());
    first.put("id", item.guid() == null ? null : item.guid().strip());
    first.put("published", text(item.published()));
    first.put("updated", text(item.updated()));
  }

  String text() {
    if (feed == null) {
      return "%s: no feed: %s".formatted(path, error);
    }
    var lines = new StringBuilder();
    lines.append(
        "%s: %s, \"%s\", %d entries%s%s"
            .formatted(
                path,
                feed.format(),
                feed.title(),
                feed.items().size(),
                feed.language() == null ? "" : ", language " + feed.language(),
                feed.repaired() ? ", read after repair" : ""));
    if (!feed.items().isEmpty()) {
      var first = feed.items().getFirst();
      line(lines, "title", first.title());
      line(lines, "link", first.link());
      line(lines, "id", first.guid());
      line(lines, "published", text(first.published()));
      line(lines, "updated", text(first.updated()));
      line(lines, "text", shorten(first.html()));
      missing(lines, "id", item -> item.guid() == null);
      missing(lines, "link", item -> item.link() == null);
      missing(lines, "title", item -> item.title().isEmpty());
      missing(lines, "date", item -> item.published() == null);
    }
    return lines.toString();
  }

  private void missing(StringBuilder lines, String what, Predicate<ParsedItem> lacks) {
    var items = feed == null ? List.<ParsedItem>of() : feed.items();
    long count = items.stream().filter(lacks).count();
    if (count > 0) {
      lines.append("\n  missing: %s of %d entries".formatted(what, count));
    }
  }

  private static void line(StringBuilder lines, String name, @Nullable String value) {
    lines.append("\n  %-10s %s".formatted(name, Objects.requireNonNullElse(value, "-")));
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private static String shorten(String html) {
    var line = html.replaceAll("\\s+", " ");
    return line.length() > 100 ? line.substring(0, 100) + "..." : line;
  }
}
