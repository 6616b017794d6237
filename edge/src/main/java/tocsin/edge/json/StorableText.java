package tocsin.edge.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.Optional;

/// Reads texts and refuses those that PostgreSQL cannot hold, or not as they are: with U+0000, or
/// with half of a surrogate pair.
public final class StorableText extends StdScalarDeserializer<String> {
  private StorableText() {
    super(String.class);
  }

  public static Module module() {
    return new SimpleModule("storable-text")
        .addDeserializer(String.class, new StorableText())
        .addKeyDeserializer(String.class, new Name());
  }

  /// Why a text cannot be stored; empty where it can.
  public static Optional<String> objection(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == 0) {
        return Optional.of("holds the character U+0000, which stands in no text here");
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isSurrogatePair(c, at + 1 < text.length() ? text.charAt(at + 1) : 0)) {
          return Optional.of("holds half of a surrogate pair, U+%04X".formatted((int) c));
        }
        at++;
      }
    }
    return Optional.empty();
  }

  @Override
  public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    var text = StringDeserializer.instance.deserialize(parser, context);
    var objection = text == null ? Optional.<String>empty() : objection(text);
    if (objection.isPresent()) {
      throw JsonMappingException.from(parser, objection.get());
    }
    return text;
  }

  /// The name of a field of a map.
  private static final class Name extends KeyDeserializer {
    @Override
    public Object deserializeKey(String name, DeserializationContext context) throws IOException {
      var objection = objection(name);
      if (objection.isPresent()) {
        throw JsonMappingException.from(context, "a name in it " + objection.get());
      }
      return name;
    }
  }
}
