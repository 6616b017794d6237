package tocsin.alert;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.util.Locale;

/// Refuses a field of a request that is a known one but for case, `-` and `_`: whoever writes
/// `timezone` means `timeZone`. All other unknown fields are left out without a word.
@Singleton
final class MisspeltFields extends DeserializationProblemHandler implements ObjectMapperCustomizer {
  @Override
  public void customize(ObjectMapper mapper) {
    mapper.addHandler(this);
  }

  @Override
  public boolean handleUnknownProperty(
      DeserializationContext context,
      JsonParser parser,
      JsonDeserializer<?> deserializer,
      Object target,
      String written)
      throws UnrecognizedPropertyException {
    var names = deserializer.getKnownPropertyNames();
    if (names != null) {
      for (var name : names) {
        if (bare(name.toString()).equals(bare(written))) {
          throw misspelt(parser, target, written, name.toString());
        }
      }
    }
    return false;
  }

  private static UnrecognizedPropertyException misspelt(
      JsonParser parser, Object target, String written, String meant) {
    var type = target instanceof Class<?> known ? known : target.getClass();
    var misspelt =
        new UnrecognizedPropertyException(
            parser,
            "is not known; did you mean " + meant + "?",
            parser.currentLocation(),
            type,
            written,
            null);
    misspelt.prependPath(target, written);
    return misspelt;
  }

  private static String bare(String name) {
    return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
  }
}
