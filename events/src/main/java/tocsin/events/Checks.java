package tocsin.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the records of this package hold to, with messages that name the field.
final class Checks {
  private Checks() {}

  static void present(String field, @Nullable Object value) {
    if (value == null || (value instanceof String s && s.isBlank())) {
      throw new IllegalArgumentException("'" + field + "' is missing");
    }
  }

  static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }

  static <T> List<T> copy(@Nullable List<T> values) {
    return values == null ? List.of() : List.copyOf(values);
  }

  static void within(String field, List<Span> spans, String text) {
    for (var span : spans) {
      if (span.end() > text.length()) {
        throw new IllegalArgumentException(
            "'%s' reaches to %d in a text of %d".formatted(field, span.end(), text.length()));
      }
    }
  }
}
