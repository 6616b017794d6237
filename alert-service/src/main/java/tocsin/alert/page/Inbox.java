package tocsin.alert.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.MimeConfig;
import org.jspecify.annotations.Nullable;

/// The mails that the local stack kept, read from their files.
public final class Inbox {
  private static final int MOST = 200;

  private final Path directory;

  public Inbox(Path directory) {
    this.directory = directory;
  }

  /// A mail in the list.
  public record Summary(String name, String date, String to, String subject) {}

  /// A mail opened.
  public record Opened(Summary summary, String headers, String text, @Nullable String html) {}

  /// The newest first.
  public List<Summary> list() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    List<Summary> mails = new ArrayList<>();
    try (var files = Files.list(directory)) {
      var newest =
          files
              .filter(file -> file.toString().endsWith(".eml"))
              .sorted(Comparator.comparing(Path::getFileName).reversed())
              .limit(MOST)
              .toList();
      for (var file : newest) {
        mails.add(summary(file, read(file)));
      }
    }
    return mails;
  }

  /// @param name of the file; empty where there is none such
  public Optional<Opened> open(String name) throws IOException {
    var file = directory.resolve(name).normalize();
    if (!name.matches("[\\w-]+(?:\\.[\\w-]+)*\\.eml")
        || !file.startsWith(directory)
        || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    var message = read(file);
    var headers =
        message.getHeader().getFields().stream()
            .map(field -> field.getName() + ": " + field.getBody())
            .collect(Collectors.joining("\n"));
    return Optional.of(
        new Opened(
            summary(file, message),
            headers,
            part(message, "text/plain").orElse(""),
            part(message, "text/html").orElse(null)));
  }

  private static Message read(Path file) throws IOException {
    var builder = new DefaultMessageBuilder();
    builder.setMimeEntityConfig(MimeConfig.PERMISSIVE);
    try (InputStream in = Files.newInputStream(file)) {
      return builder.parseMessage(in);
    }
  }

  private static Summary summary(Path file, Message message) throws IOException {
    var name = String.valueOf(file.getFileName());
    var date =
        message.getDate() == null
            ? Files.getLastModifiedTime(file).toInstant()
            : message.getDate().toInstant();
    var to =
        message.getTo() == null
            ? ""
            : message.getTo().flatten().stream()
                .map(Object::toString)
                .collect(Collectors.joining(", "));
    var subject = message.getSubject() == null ? "(no subject)" : message.getSubject();
    return new Summary(name, Times.written(date), to, subject);
  }

  private static Optional<String> part(Entity entity, String type) throws IOException {
    if (entity.getBody() instanceof Multipart parts) {
      for (var part : parts.getBodyParts()) {
        var found = part(part, type);
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    }
    return entity.getBody() instanceof TextBody text && type.equals(entity.getMimeType())
        ? Optional.of(
            new String(text.getInputStream().readAllBytes(), charset(text.getMimeCharset())))
        : Optional.empty();
  }

  private static Charset charset(@Nullable String name) {
    try {
      return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }
}
