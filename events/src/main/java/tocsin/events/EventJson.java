package tocsin.events;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/// Events to bytes and back: UTF-8 JSON, instants as ISO 8601 in UTC, unknown fields ignored.
public final class EventJson {
  /// A record with its headers stays below this many bytes.
  public static final int MAX_BYTES = 900_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              new JsonFactoryBuilder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxNumberLength(100)
                          .maxStringLength(2_000_000)
                          .build())
                  .build())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private EventJson() {}

  public static byte[] write(Object event) {
    try {
      return MAPPER.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not writable as JSON: " + event.getClass(), e);
    }
  }

  /// @throws UnreadableEvent with what was wrong and where
  public static <T> T read(byte[] bytes, Class<T> type) throws UnreadableEvent {
    try {
      var event = MAPPER.readValue(bytes, type);
      if (event == null) {
        throw new UnreadableEvent(type.getSimpleName() + " is JSON null", null);
      }
      return event;
    } catch (JsonMappingException e) {
      throw new UnreadableEvent(
          "%s at %s: %s".formatted(type.getSimpleName(), path(e), reason(e)), e);
    } catch (IOException e) {
      throw new UnreadableEvent("%s: %s".formatted(type.getSimpleName(), e.getMessage()), e);
    }
  }

  private static String path(JsonMappingException e) {
    var path = e.getPathReference();
    return path.isEmpty() ? "the root" : path;
  }

  private static String reason(JsonMappingException e) {
    return e.getCause() == null
        ? e.getOriginalMessage()
        : String.valueOf(e.getCause().getMessage());
  }
}
