package tocsin.edge.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is wrong with a body that is not the JSON expected, in words of JSON: whoever sent it knows
/// nothing of the types it is read into.
final class UnreadableJson {
  private static final int MOST_SHOWN = 60;
  private static final Set<Class<?>> WHOLE =
      Set.of(
          int.class,
          long.class,
          short.class,
          Integer.class,
          Long.class,
          java.math.BigInteger.class);
  private static final Set<Class<?>> BROKEN =
      Set.of(double.class, float.class, Double.class, Float.class, java.math.BigDecimal.class);

  private UnreadableJson() {}

  static Problem problem(JsonProcessingException e) {
    var reason = reason(e);
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return Problem.field(path(mapping), reason);
    }
    var at = e.getLocation();
    var where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    return Problem.of(400, "The body is not the JSON expected here" + where + ": " + reason + ".");
  }

  private static String reason(JsonProcessingException e) {
    var message = e.getOriginalMessage();
    return switch (e) {
      case MismatchedInputException m when message.startsWith("Trailing token") ->
          "more follows after the end of the document";
      // of ours: unknown fields are left out, unless they are a known one misspelt
      case UnrecognizedPropertyException u -> message;
      case InvalidFormatException f ->
          "'%s' is no%s".formatted(shown(f.getValue()), wanted(f.getTargetType()));
      case MismatchedInputException m -> "is no" + wanted(m.getTargetType());
      case DatabindException d when d.getCause() instanceof JsonProcessingException cause ->
          reason(cause);
      case DatabindException d when d.getCause() instanceof IllegalArgumentException cause ->
          String.valueOf(cause.getMessage());
      // of the reader itself, or of ours; others name types of Java
      case DatabindException d when d.getCause() != null || message.contains("`") ->
          "is not of the form expected";
      default -> inWordsOfJson(message);
    };
  }

  private static String wanted(@Nullable Class<?> type) {
    if (type == null) {
      return "t of the form expected";
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(Object::toString)
          .collect(Collectors.joining(", ", "ne of ", ""));
    }
    if (WHOLE.contains(type)) {
      return " whole number, or too large a one";
    }
    if (BROKEN.contains(type)) {
      return " number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "t true or false";
    }
    if (type == String.class) {
      return " string";
    }
    if (Collection.class.isAssignableFrom(type) || type.isArray()) {
      return " JSON array";
    }
    boolean object = Map.class.isAssignableFrom(type) || type.isRecord();
    return object ? " JSON object" : "t of the form expected";
  }

  private static String shown(Object value) {
    var text = String.valueOf(value);
    return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "..." : text;
  }

  /// Without the settings of the reader by which it would have been taken.
  private static String inWordsOfJson(String message) {
    return message
        .replaceFirst(": enable `.*", "")
        .replaceFirst(": maybe a \\(non-standard\\) comment\\?.*", "")
        .replaceFirst(
            "\\(start marker at \\[Source: .*?line: (\\d+), column: (\\d+)\\]\\)",
            "(opened at line $1, column $2)")
        .replaceFirst(", from `[^`]*`", "")
        .replaceAll(" of `[\\w.]+`", "");
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(r -> r.getFieldName() != null ? r.getFieldName() : "[" + r.getIndex() + "]")
        .collect(Collectors.joining("."))
        .replace(".[", "[");
  }
}
