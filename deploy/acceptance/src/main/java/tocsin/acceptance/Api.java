package tocsin.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The REST interface of one service, under one token.
public record Api(URI base, String token) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  public static final ObjectMapper JSON = new ObjectMapper();

  /// @param body null node where it is not JSON
  public record Answer(int status, String type, String text, JsonNode body) {
    public JsonNode expect(int expected) {
      if (status != expected) {
        throw new AssertionError("expected %d, got %d: %s".formatted(expected, status, text));
      }
      return body;
    }
  }

  public Api as(String other) {
    return new Api(base, other);
  }

  public Answer get(String path) {
    return send("GET", path, null);
  }

  public Answer get(String path, Duration limit) {
    return exchange(HttpRequest.newBuilder(base.resolve(path)).timeout(limit).build());
  }

  public Answer post(String path, Object body) {
    return send("POST", path, write(body));
  }

  public Answer send(String method, String path, @Nullable String body) {
    var request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofSeconds(20))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return exchange(request.build());
  }

  /// Every page of a list.
  public List<JsonNode> all(String path) {
    List<JsonNode> items = new ArrayList<>();
    var separator = path.contains("?") ? "&" : "?";
    for (var next = path; !next.isEmpty(); ) {
      var page = get(next).expect(200);
      page.get("items").forEach(items::add);
      var cursor = page.path("next").asText("");
      next = page.path("next").isTextual() ? path + separator + "cursor=" + cursor : "";
    }
    return items;
  }

  public static Answer exchange(HttpRequest request) {
    try {
      var response = HTTP.send(request, BodyHandlers.ofString());
      var type = response.headers().firstValue("Content-Type").orElse("");
      var json = type.contains("json") && !response.body().isEmpty();
      return new Answer(
          response.statusCode(),
          type,
          response.body(),
          json ? JSON.readTree(response.body()) : NullNode.getInstance());
    } catch (IOException e) {
      throw new UncheckedIOException(request.uri().toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String write(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Map<String, Object> map(Object... pairs) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
