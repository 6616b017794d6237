package tocsin.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tocsin.text.Fingerprint;

/// Stories told of written pairs in eight languages: copies as newspapers make them of one text,
/// and articles that are only like each other.
class StoryPairsTest {
  /// A pair, and what is decided about it.
  ///
  /// @param how what was done to the one text, or what the other one is
  private record Judged(String id, boolean same, String how, double alike, boolean folded) {}

  private static List<Judged> judged() throws IOException {
    List<Judged> judged = new ArrayList<>();
    var json = new ObjectMapper();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                StoryPairsTest.class.getResourceAsStream("/stories/pairs.jsonl"),
                StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        judged.add(judge(json.readTree(line)));
      }
    }
    return judged;
  }

  private static Judged judge(JsonNode pair) {
    var one = print(pair.get("one"));
    var other = print(pair.get("other"));
    var beginning = new Stories.Beginning("one", one, Set.copyOf(StoryBands.of(one)));
    var story =
        Stories.nearest("other", other, Set.copyOf(StoryBands.of(other)), List.of(beginning));
    return new Judged(
        pair.get("id").asText(),
        pair.get("kind").asText().equals("same"),
        pair.get("how").asText(),
        Fingerprint.similarity(one, other),
        story.equals("one"));
  }

  /// As the classifier makes it.
  private static String print(JsonNode article) {
    return Fingerprint.of(article.get("text").asText()).orElseThrow();
  }

  @Test
  void nearest_ofWrittenPairs_foldsCopiesAndNothingElse() throws IOException {
    var judged = judged();
    var same = judged.stream().filter(Judged::same).toList();
    var different = judged.stream().filter(j -> !j.same()).toList();
    assertThat(same).hasSizeGreaterThanOrEqualTo(40);
    assertThat(different).hasSizeGreaterThanOrEqualTo(40);

    double right = same.stream().filter(Judged::folded).count();
    double wrong = different.stream().filter(Judged::folded).count();
    double recall = right / same.size();
    double precision = right / (right + wrong);
    System.out.printf(
        "stories: %d copies, %d look-alikes; precision %.3f, recall %.3f%n%s",
        same.size(), different.size(), precision, recall, table(judged));

    assertThat(precision).isGreaterThanOrEqualTo(1.0);
    assertThat(recall).isGreaterThanOrEqualTo(0.9);
    assertThat(judged)
        .filteredOn(j -> j.same() && !j.how().equals("half"))
        .as("only a text that lost half may be taken for another")
        .allMatch(Judged::folded);
  }

  private static String table(List<Judged> judged) {
    Map<String, List<Judged>> byHow =
        judged.stream()
            .collect(Collectors.groupingBy(Judged::how, TreeMap::new, Collectors.toList()));
    var table = new StringBuilder();
    byHow.forEach((how, pairs) -> {
      var alike = pairs.stream().mapToDouble(Judged::alike).sorted().toArray();
      table.append(
          "  %-10s %2d pairs, %2d folded, alike %.2f to %.2f, median %.2f%n"
              .formatted(
                  how,
                  pairs.size(),
                  pairs.stream().filter(Judged::folded).count(),
                  alike[0],
                  alike[alike.length - 1],
                  alike[alike.length / 2]));
    });
    return table.toString();
  }
}
