package tocsin.alert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tocsin.alert.delivery.Parcels;
import tocsin.alert.match.Why;
import tocsin.events.TaggedArticle;

class ReplayedBodyTest {
  private static final Why WHY = new Why(List.of("china"), List.of());

  @Test
  void of_anArticle_isMarkedAndSatisfiesTheSchema() throws IOException {
    for (TaggedArticle article : List.of(Parcels.article("Chips 🤖"), WebhookBodyTest.huge())) {
      var body = ReplayedBody.of("replay-1", article, WHY);
      assertThat(body).hasSizeLessThan(20_000);
      assertThat(
              WebhookBodyTest.SCHEMA.validate(
                  new String(body, StandardCharsets.UTF_8), InputFormat.JSON))
          .isEmpty();
      assertThat(ReplayedBody.of("replay-1", article, WHY)).as("the same again").isEqualTo(body);
    }
    var read = new ObjectMapper().readTree(ReplayedBody.of("r", Parcels.article("Chips"), WHY));
    assertThat(read.at("/type").asText()).isEqualTo("article.replayed");
    assertThat(read.at("/replay").asBoolean()).isTrue();
    assertThat(read.at("/data/replay").asBoolean()).isTrue();
    assertThat(read.at("/data/evidence")).hasSize(2);
    assertThat(read.at("/data/because/0").asText()).isEqualTo("china");
    assertThat(read.at("/data/alertId").isMissingNode()).isTrue();
  }
}
