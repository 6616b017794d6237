package tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tocsin.alert.subscription.Drafts;

class MisspeltFieldsTest {
  private final ObjectMapper json =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  MisspeltFieldsTest() {
    new MisspeltFields().customize(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"timezone\": \"UTC\"} | timezone | timeZone",
        "{\"name\": \"x\", \"time_zone\": null} | time_zone | timeZone",
        "{\"quiethours\": {\"from\": \"22:00\"}} | quiethours | quietHours",
        "{\"daily-ceiling\": 5, \"dailyCeiling\": 5} | daily-ceiling | dailyCeiling",
        "{\"quietHours\": {\"From\": \"22:00\"}} | quietHours.From | from",
        "{\"channel\": {\"type\": \"webhook\", \"URL\": \"x\"}} | channel.URL | url"
      })
  void field_thatIsNearlyKnown_isRefused(String body, String field, String meant) {
    var refused =
        catchThrowableOfType(
            UnrecognizedPropertyException.class, () -> json.readValue(body, Drafts.Written.class));
    assertThat(refused.getOriginalMessage()).isEqualTo("is not known; did you mean " + meant + "?");
    assertThat(
            refused.getPath().stream()
                .map(Reference::getFieldName)
                .collect(Collectors.joining(".")))
        .isEqualTo(field);
  }

  @Test
  void field_thatIsUnknown_isLeftOut() throws JsonProcessingException {
    var body =
        """
        {"id": "x", "time": {"zone": [1]}, "zone": "UTC", "name": "Chips", "channel": {"secret": "s", "type": "email"}}\
        """;
    var written = json.readValue(body, Drafts.Written.class);
    assertThat(written.name()).isEqualTo("Chips");
    assertThat(written.channel()).isEqualTo(new Drafts.Channel("email", null));
  }
}
