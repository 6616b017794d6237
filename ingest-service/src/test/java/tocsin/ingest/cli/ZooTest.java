package tocsin.ingest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import tocsin.ingest.parse.PublishedDate;

/// `feeds check --json` over the documents of other parsers' test suites, compared with what those
/// suites expect.
class ZooTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ZOO =
      Path.of(System.getProperty("tocsin.root", ".."), "../shared/feedzoo").normalize();

  /// What we answer otherwise on purpose, by the ends of paths, and why.
  private static final Map<String, List<String>> OTHERWISE =
      Map.of(
          "an item without a title has none here: whoever shows it makes one up",
          List.of(
              "TestParseAtom03WithoutEntryTitleButWithLink.xml",
              "TestParseAtom03WithoutEntryTitleButWithXMLContent.xml",
              "TestParseEntryWithEmptyXHTMLTitle.xml",
              "TestParseItemWithMissingTitleUsesHTMLFallback.json",
              "TestParseJsonFeedVersion1.json",
              "miniflux__v2/inline/rss/TestParseEntryWithRelativeURL.xml",
              "TestParseEntryWithoutTitleAndDescription.xml"),
          "the link of a feed is not that of an item without one",
          List.of("TestParseEntryWithoutLink.xml"),
          "of several links the first counts, as for most suites",
          List.of("rss_channel_item_links.xml"),
          "the link as written, not the one behind a counter, as for most suites",
          List.of("rss_10_element_preference.xml", "rss_20_element_preference.xml"),
          "counts from an address that only the suite's own server has",
          List.of(
              "_base_docuri.xml",
              "base_content_location.xml",
              "picoFeed/tests/fixtures/atom_extra.xml"),
          "dc:date is the date of publication",
          List.of("feed_item_fallbacks_-_rss_channel_item_extensions.xml"));

  private final Map<String, List<String>> differing = new TreeMap<>();
  private final Map<String, Integer> compared = new TreeMap<>();

  @Test
  void check_zoo_readsWhatItsSuitesRead() throws IOException, InterruptedException {
    assumeTrue(Files.exists(ZOO.resolve("manifest.jsonl")), "needs ../shared/feedzoo, not here");
    for (var line : Files.readAllLines(ZOO.resolve("manifest.jsonl"))) {
      var row = JSON.readTree(line);
      compare(row, check(row));
    }
    report();
    assertThat(share("parsable")).isGreaterThanOrEqualTo(0.995);
    assertThat(List.of("title", "entries", "first title", "first link", "first id", "first date"))
        .allSatisfy(what -> assertThat(share(what)).as(what).isGreaterThanOrEqualTo(0.98));
  }

  private JsonNode check(JsonNode row) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("--json"));
    if (row.has("base_url")) {
      arguments.addAll(List.of("--base", row.get("base_url").asText()));
    }
    row.path("http_headers")
        .properties()
        .forEach(header -> {
          if (header.getKey().equalsIgnoreCase("content-type")) {
            arguments.addAll(List.of("--content-type", header.getValue().asText()));
          }
        });
    arguments.add(ZOO.resolve(row.get("path").asText()).toString());
    var out = new ByteArrayOutputStream();
    CheckCommand.run(arguments.toArray(String[]::new), new PrintStream(out), System.err);
    return JSON.readTree(out.toString(StandardCharsets.UTF_8));
  }

  private void compare(JsonNode row, JsonNode found) {
    var expected = row.get("expected");
    boolean parsed = found.get("parsed").asBoolean();
    if (!row.path("fragment").asBoolean(false) && expected.path("parsable").asBoolean(false)) {
      count("parsable", row, parsed, "", found.path("error").asText());
    }
    if (row.path("category").asText().equals("real") && expected.path("parsable").asBoolean(true)) {
      count("real", row, parsed, "", found.path("error").asText());
    }
    if (!parsed) {
      return;
    }
    text("title", row, expected.path("title"), found.path("title"));
    if (expected.has("entries")) {
      var entries = found.get("entries").asInt();
      boolean same = expected.get("entries").asInt() == entries;
      count("entries", row, same, expected.get("entries").asText(), String.valueOf(entries));
    }
    var first = expected.path("first");
    text("first title", row, first.path("title"), found.path("first").path("title"));
    text("first link", row, first.path("link"), found.path("first").path("link"));
    text("first id", row, first.path("id"), found.path("first").path("id"));
    date(row, first.path("published"), found.path("first").path("published"));
    date(row, first.path("updated"), found.path("first").path("updated"));
    var either =
        found.path("first").path("published").isTextual()
            ? found.path("first").path("published")
            : found.path("first").path("updated");
    date(row, first.path("date"), either);
  }

  private void text(String what, JsonNode row, JsonNode expected, JsonNode found) {
    if (expected.isTextual()) {
      var wanted = plain(expected.asText());
      var got = plain(found.isTextual() ? found.asText() : "");
      count(what, row, wanted.equals(got), wanted, got);
    }
  }

  private void date(JsonNode row, JsonNode expected, JsonNode found) {
    var wanted = expected.isTextual() ? instant(expected.asText()) : Optional.<Instant>empty();
    if (wanted.isPresent()) {
      var got = found.isTextual() ? instant(found.asText()) : Optional.<Instant>empty();
      boolean same = got.equals(wanted);
      count("first date", row, same, expected.asText(), found.asText());
    }
  }

  private static Optional<Instant> instant(String text) {
    return PublishedDate.read(text, Clock.systemUTC().instant());
  }

  /// Suites differ in whether they keep markup, and in how often they unescape.
  private static String plain(String text) {
    var before = text;
    var plain = Jsoup.parse(before).text();
    while (!plain.equals(before)) {
      before = plain;
      plain = Jsoup.parse(before).text();
    }
    return plain.replaceAll("\\s+", " ").strip();
  }

  private void count(String what, JsonNode row, boolean same, String wanted, String got) {
    var path = row.get("path").asText();
    if (!same && OTHERWISE.values().stream().flatMap(List::stream).anyMatch(path::endsWith)) {
      return;
    }
    compared.merge(what, 1, Integer::sum);
    if (!same) {
      differing
          .computeIfAbsent(what, w -> new ArrayList<>())
          .add("%s\n      wanted %s\n      got    %s".formatted(path, wanted, got));
    }
  }

  private double share(String what) {
    int all = compared.getOrDefault(what, 0);
    return all == 0 ? 1 : (all - differing.getOrDefault(what, List.of()).size()) / (double) all;
  }

  private void report() throws IOException {
    var report = new StringBuilder();
    compared.forEach((what, all) ->
        report.append(
            "%s: %d of %d equal, %.2f %%%n"
                .formatted(
                    what,
                    all - differing.getOrDefault(what, List.of()).size(),
                    all,
                    100 * share(what))));
    differing.forEach((what, list) -> {
      report.append("\n").append(what).append("\n");
      list.forEach(difference -> report.append("    ").append(difference).append("\n"));
    });
    Files.writeString(Files.createDirectories(Path.of("target")).resolve("zoo.txt"), report);
  }
}
