package tocsin.classify.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tocsin.classify.vocabulary.VocabularyError;
import tocsin.classify.vocabulary.VocabularyFiles;

/// Whatever stands in an item, it is tagged in a bearable time.
class HostileTextTest {
  /// On a busy machine; each takes well below one second alone.
  private static final Duration BEARABLE = Duration.ofSeconds(8);

  @TestFactory
  Stream<DynamicTest> texts() throws VocabularyError {
    var tagger = new Tagger(VocabularyFiles.load(Optional.empty()));
    var warm =
        new Item("w", "AI rules agreed", "<p>Ministers agreed on an AI law.</p>", "html", "en");
    assertThat(warm.tag(tagger).language()).isEqualTo("en");
    return hostile().entrySet().stream()
        .flatMap(entry ->
            Stream.of("text", "html")
                .map(type ->
                    dynamicTest(
                        entry.getKey() + " as " + type,
                        () -> {
                          var item =
                              new Item("x", "A title about AI", entry.getValue(), type, null);
                          var tagged = assertTimeoutPreemptively(BEARABLE, () -> item.tag(tagger));
                          assertThat(tagged.text().length())
                              .isLessThanOrEqualTo(entry.getValue().length());
                        })));
  }

  private static Map<String, String> hostile() {
    var random = new Random(3);
    var bytes = new byte[1_000_000];
    random.nextBytes(bytes);
    var mixed = new StringBuilder();
    String[] words = {
      "AI", "Apple", "the law", "Mistral", "Trump", "model", "\n", ". ", "人工智能", "=", "X"
    };
    while (mixed.length() < 1_000_000) {
      mixed.append(words[random.nextInt(words.length)]).append(' ');
    }
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("random bytes as UTF-8", new String(bytes, StandardCharsets.UTF_8));
    texts.put("random bytes as Latin-1", new String(bytes, StandardCharsets.ISO_8859_1));
    texts.put("one word without end", "a".repeat(1_000_000));
    texts.put("one word again and again", "AI ".repeat(333_333));
    texts.put("an ambiguous name again and again", "Apple ".repeat(166_666));
    texts.put("one character again and again", "人".repeat(1_000_000));
    texts.put("the words of rules in disorder", mixed.toString());
    texts.put("short sentences without end", "AI law. ".repeat(125_000));
    texts.put("empty lines", "\n".repeat(1_000_000));
    texts.put("short lines", "AI\n".repeat(333_333));
    texts.put("a million combining marks", "a" + "\u0301".repeat(1_000_000));
    texts.put("unpaired surrogates", "\ud800".repeat(500_000) + "\udfff".repeat(500_000));
    texts.put("nested tags", "<div>".repeat(100_000) + "AI" + "</div>".repeat(100_000));
    texts.put("tags that never close", "<b><i><a href=x>".repeat(60_000));
    texts.put("one tag without end", "<a " + "x=y ".repeat(250_000));
    texts.put("spaces", " ".repeat(1_000_000));
    texts.put("dots", ".".repeat(1_000_000));
    texts.put("capitals and dashes", "BERLIN - ".repeat(110_000));
    texts.put("bars", "a | ".repeat(250_000));
    return texts;
  }
}
