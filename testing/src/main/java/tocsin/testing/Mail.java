package tocsin.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;

/// One mail as it arrived.
///
/// @param from of the envelope
/// @param to of the envelope
/// @param raw header and body as sent
public record Mail(String from, String to, String raw) {

  public String subject() {
    return String.valueOf(message().getSubject());
  }

  /// The first header of this name, unfolded; empty where there is none.
  public String header(String name) {
    var field = message().getHeader().getField(name);
    return field == null ? "" : field.getBody().replaceAll("\\s+", " ").strip();
  }

  /// The decoded part `text/plain`.
  public String text() {
    return part(message(), "text/plain");
  }

  /// The decoded part `text/html`.
  public String html() {
    return part(message(), "text/html");
  }

  private Message message() {
    try {
      return new DefaultMessageBuilder()
          .parseMessage(new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String part(Entity entity, String type) {
    return switch (entity.getBody()) {
      case Multipart parts ->
          parts.getBodyParts().stream()
              .map(part -> part(part, type))
              .filter(text -> !text.isEmpty())
              .findFirst()
              .orElse("");
      case TextBody text when entity.getMimeType().equals(type) -> content(text);
      case null, default -> "";
    };
  }

  private static String content(TextBody text) {
    try (var reader = text.getReader()) {
      var content = new StringWriter();
      reader.transferTo(content);
      return content.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
