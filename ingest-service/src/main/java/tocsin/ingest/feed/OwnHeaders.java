package tocsin.ingest.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Headers an operator adds to the requests for one feed, such as a token for it. Their values are
/// secrets: the API tells only the names.
public record OwnHeaders(Map<String, String> values) {
  public static final OwnHeaders NONE = new OwnHeaders(Map.of());

  private static final int MOST = 10;
  private static final int LONGEST = 2_000;
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7E\\t]*");
  private static final Set<String> RESERVED =
      Set.of(
          "host",
          "connection",
          "content-length",
          "transfer-encoding",
          "upgrade",
          "te",
          "trailer",
          "expect",
          "keep-alive",
          "proxy-authorization",
          "proxy-connection",
          "accept-encoding",
          "if-none-match",
          "if-modified-since",
          "range",
          "referer");
  private static final ObjectMapper JSON = new ObjectMapper();

  public OwnHeaders {
    values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /// Why a request may not carry them; empty where it may.
  Optional<String> objection() {
    if (values.size() > MOST) {
      return Optional.of("holds more than " + MOST + " headers");
    }
    for (var header : values.entrySet()) {
      var name = header.getKey();
      if (!TOKEN.matcher(name).matches()) {
        return Optional.of("'" + name + "' is no header name");
      }
      if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
        return Optional.of("'" + name + "' is set by the poller itself");
      }
      if (header.getValue() == null
          || header.getValue().length() > LONGEST
          || !VALUE.matcher(header.getValue()).matches()) {
        return Optional.of(
            "the value of '" + name + "' is not up to " + LONGEST + " printable ASCII characters");
      }
    }
    return Optional.empty();
  }

  List<String> names() {
    return List.copyOf(values.keySet());
  }

  /// As it is stored; null where there are none.
  @Nullable String text() {
    try {
      return values.isEmpty() ? null : JSON.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of strings is JSON", e);
    }
  }

  static OwnHeaders of(@Nullable String stored) {
    try {
      return stored == null
          ? NONE
          : new OwnHeaders(JSON.readValue(stored, new TypeReference<Map<String, String>>() {}));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the stored headers of a feed are no JSON object", e);
    }
  }

  /// Never the values: they would end up in a log.
  @Override
  public String toString() {
    return names().toString();
  }
}
