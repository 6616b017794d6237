package tocsin.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventJsonTest {
  private static final Instant FETCHED = Instant.parse("2026-03-02T07:15:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{not json                                   | Article: Unexpected character ('n'",
        "``                                          | Article at the root: No content",
        "null                                        | Article is JSON null",
        "[]                                          | Article at the root: ",
        "{\"feedId\": \"f\"}                         | 'id' is missing",
        "{\"id\": \" \", \"feedId\": \"f\"}          | 'id' is missing",
        "{\"id\": \"a\", \"feedId\": \"f\"}          | 'fetched' is missing",
        "{\"fetched\": \"yesterday\"}                | Article at tocsin.events.Article[\"fetched\"]: ",
        "{\"furniture\": [{\"start\": 0}, {\"start\": 5, \"end\": 2}]} | Article[\"furniture\"]->java.util.ArrayList[1]: span 5..2 is no",
        "{\"revision\": \"many\"}                    | Article[\"revision\"]: ",
      })
  void read_whatIsNoArticle_namesWhatAndWhere(String json, String message) {
    assertThatThrownBy(() -> EventJson.read(json.getBytes(UTF_8), Article.class))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining(message);
  }

  @Test
  void read_evidenceThatDoesNotStandThere_isRefused() {
    var json =
        """
        {"id": "a", "feedId": "f", "text": "AI chips", "fetched": "2026-03-02T07:15:00Z",
         "vocabulary": "v", "tagged": "2026-03-02T07:15:00Z",
         "actors": [{"id": "x", "score": 1, "evidence":
           [{"field": "text", "start": 0, "end": 5, "text": "chips", "concept": "c"}]}]}
        """;
    assertThatThrownBy(() -> EventJson.read(json.getBytes(UTF_8), TaggedArticle.class))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining("evidence 'chips' of 'x' does not stand at text 0..5");
  }

  @Test
  void read_nestedDeeperThanAnyEvent_isRefused() {
    var json = "{\"x\": " + "[".repeat(100) + "]".repeat(100) + "}";
    assertThatThrownBy(() -> EventJson.read(json.getBytes(UTF_8), Article.class))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining("nesting depth");
  }

  @Test
  void write_leavesOutWhatIsNotThere() {
    assertThat(new String(EventJson.write(article("")), UTF_8))
        .contains("\"fetched\":\"2026-03-02T07:15:00Z\"")
        .doesNotContain("null", "language", "html");
  }

  @Test
  void read_largestText_staysWithinTheLimits() throws UnreadableEvent {
    var article = article("字".repeat(290_000));
    var bytes = EventJson.write(article);

    assertThat(bytes.length).isLessThan(EventJson.MAX_BYTES);
    assertThat(EventJson.read(bytes, Article.class)).isEqualTo(article);
  }

  private static Article article(String text) {
    return new Article(
        "a", "f", "", null, "", text, null, List.of(), null, List.of(), List.of(), null, null,
        FETCHED, 1, false, false);
  }
}
