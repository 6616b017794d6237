package tocsin.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertTextTest {
  @Test
  void words_areMarkedWhereTheyStand() throws Exception {
    var alert =
        new ObjectMapper()
            .readTree(
                """
                {"themes": [{"id": "compute", "grade": "primary", "evidence":
                   [{"field": "title", "start": 4, "end": 9, "text": "chips"},
                    {"field": "text", "start": 0, "end": 2, "text": "AI"},
                    {"field": "text", "start": 0, "end": 5, "text": "other"}]}],
                 "actors": [{"id": "china", "evidence":
                   [{"field": "text", "start": 13, "end": 18, "text": "China"}]}]}
                """);
    var item = new Sample.Item("x", "New chips", "AI chips for China");
    var subscription = new Sample.Subscription("Mine", "email", "", List.of());

    assertThat(new AlertText(false).of(subscription, item, alert))
        .isEqualTo(
            """

            Mine (email)
              New «chips»
              themes: compute (primary)
              actors: china
              «AI» chips for «China»\
            """);
  }

  @Test
  void sample_expectsOnlyWhatItPublishes() {
    var sample = Sample.read();
    var ids =
        sample.feeds().stream().flatMap(f -> f.items().stream()).map(Sample.Item::id).toList();

    assertThat(ids).hasSizeGreaterThanOrEqualTo(12).doesNotHaveDuplicates();
    assertThat(sample.subscriptions()).allMatch(s -> ids.containsAll(s.expects()));
  }
}
