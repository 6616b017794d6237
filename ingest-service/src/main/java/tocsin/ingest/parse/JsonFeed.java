package tocsin.ingest.parse;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// JSON Feed 1.0 and 1.1 (jsonfeed.org).
final class JsonFeed {
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              new JsonFactoryBuilder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxNumberLength(100)
                          .maxStringLength(2_000_000)
                          .build())
                  .build())
          .build();

  private JsonFeed() {}

  static ParsedFeed read(String text, URI base, Instant now) throws Unparsable {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new Unparsable(
          "the document is not JSON: " + FeedParser.oneLine(e.getOriginalMessage()));
    }
    var version = root.path("version").asText("");
    if (!root.path("items").isArray() || !isFeed(root, version)) {
      throw new Unparsable(
          "the document is JSON but no JSON Feed: it has no 'version' and 'items' of one");
    }
    List<ParsedItem> items = new ArrayList<>();
    for (var item : root.path("items")) {
      if (item.isObject() && items.size() < ParsedFeed.MOST_ITEMS) {
        items.add(item(item, base, now));
      }
    }
    return new ParsedFeed(
        "json_" + (version.isEmpty() ? "1" : version.substring(version.lastIndexOf('/') + 1)),
        root.path("title").asText("").replaceAll("\\s+", " ").strip(),
        LanguageTag.of(text(root, "language")).orElse(null),
        Advice.NONE,
        HubOffer.of(root, base),
        false,
        items);
  }

  /// The version of the specification is a URL; some write its number alone, or none.
  private static boolean isFeed(JsonNode root, String version) {
    return version.contains("jsonfeed.org/version/")
        || version.matches("1(\\.\\d)?")
        || root.has("feed_url")
        || root.has("home_page_url");
  }

  private static ParsedItem item(JsonNode item, URI base, Instant now) {
    var html =
        Optional.ofNullable(text(item, "content_html"))
            .or(() ->
                Optional.ofNullable(text(item, "content_text"))
                    .or(() -> Optional.ofNullable(text(item, "summary")))
                    .map(plain -> "<p>" + org.jsoup.nodes.Entities.escape(plain) + "</p>"))
            .orElse("");
    var link = Links.absolute(text(item, "url"), base);
    var published = PublishedDate.read(text(item, "date_published"), now).orElse(null);
    return new ParsedItem(
        text(item, "id"),
        link != null ? link : Links.absolute(text(item, "external_url"), base),
        Optional.ofNullable(text(item, "title")).orElse(""),
        html,
        authors(item),
        strings(item.path("tags")),
        LanguageTag.of(text(item, "language")).orElse(null),
        published,
        PublishedDate.read(text(item, "date_modified"), now).orElse(null));
  }

  private static List<String> authors(JsonNode item) {
    List<String> authors = new ArrayList<>();
    for (var author : item.path("authors")) {
      Optional.ofNullable(text(author, "name")).ifPresent(authors::add);
    }
    Optional.ofNullable(text(item.path("author"), "name")).ifPresent(authors::add);
    return authors.stream().distinct().limit(20).toList();
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    for (var value : array) {
      if (value.isTextual() && !value.asText().isBlank() && strings.size() < 100) {
        strings.add(value.asText().strip());
      }
    }
    return strings;
  }

  /// Numbers count as text: ids of early feeds are numbers.
  private static @Nullable String text(JsonNode node, String field) {
    var value = node.path(field);
    return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
        ? value.asText().strip()
        : null;
  }
}
