package tocsin.alert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tocsin.alert.delivery.Parcel;
import tocsin.alert.delivery.Parcels;
import tocsin.events.TaggedArticle;

class WebhookBodyTest {
  static final Schema SCHEMA = schema();

  private static Schema schema() {
    try (var in =
        WebhookBodyTest.class.getResourceAsStream("/tocsin/events/schema/webhook.schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode read(byte[] body) throws IOException {
    return new ObjectMapper().readTree(body);
  }

  private static List<String> ids(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + "-".repeat(40) + i).toList();
  }

  /// Everything as large as it can come.
  static TaggedArticle huge() {
    var words = new ArrayList<String>();
    var text = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      var word = "关键词" + i + "字".repeat(120);
      words.add(word);
      text.append(word).append("。");
    }
    return Parcels.article(
        "题".repeat(2_000),
        text.toString(),
        ids("theme", 24),
        ids("actor", 400),
        words.toArray(String[]::new));
  }

  static List<Parcel> parcels() {
    var small = Parcels.of("alert-1", "story-1", Parcels.article("Chips"));
    var large = Parcels.of("alert-2", "story-2", huge());
    List<Parcel.Alert> many = new ArrayList<>();
    IntStream.range(0, 3_000)
        .forEach(i -> many.add(Parcels.of("alert-" + i, "s" + i, Parcels.article("No. " + i))));
    return List.of(
        Parcels.alert(Parcels.article("Chips 🤖")),
        Parcels.alert(huge()),
        Parcels.test(),
        Parcels.digest(List.of(small)),
        Parcels.digest(List.of(small, large, small, large)),
        Parcels.digest(many),
        Parcels.digest(List.of()));
  }

  @ParameterizedTest
  @MethodSource("parcels")
  void of_anyDelivery_isSmallAndSatisfiesTheSchema(Parcel parcel) throws IOException {
    var body = WebhookBody.of(parcel);
    assertThat(body).hasSizeLessThan(20_000);
    assertThat(SCHEMA.validate(new String(body, StandardCharsets.UTF_8), InputFormat.JSON))
        .isEmpty();
    assertThat(WebhookBody.of(parcel)).as("the same bytes again").isEqualTo(body);
    var data = read(body).get("data");
    if (parcel.kind() == Parcel.Kind.digest) {
      assertThat(data.get("alerts").size() + data.get("more").asInt())
          .isEqualTo(parcel.alerts().size());
    }
  }

  @Test
  void of_anAlert_showsItsEvidence() throws IOException {
    var data = read(WebhookBody.of(Parcels.alert(Parcels.article("Chips")))).get("data");
    assertThat(data.at("/alertId").asText()).isEqualTo("alert-1");
    assertThat(data.at("/article/source").asText()).isEqualTo("news.example");
    assertThat(data.at("/themes/0/evidence/0/text").asText()).isEqualTo("chips");
    assertThat(data.at("/evidence")).hasSize(2);
    assertThat(data.at("/because/0").asText()).isEqualTo("china");
  }

  @Test
  void of_aHugeAlert_keepsTitleAndTagsBeforeEvidence() throws IOException {
    var data = read(WebhookBody.of(Parcels.alert(huge()))).get("data");
    assertThat(data.at("/article/title").asText()).hasSize(500);
    assertThat(data.at("/themes")).hasSize(24);
    assertThat(data.at("/actors").size()).isGreaterThanOrEqualTo(50);
  }

  @Test
  void of_aManyDigest_showsAsManyAsFit() throws IOException {
    var data = read(WebhookBody.of(parcels().get(5))).get("data");
    assertThat(data.get("alerts").size()).isGreaterThan(10);
    assertThat(data.at("/alerts/0/alertId").asText()).isEqualTo("alert-0");
  }
}
