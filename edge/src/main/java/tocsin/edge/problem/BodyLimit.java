package tocsin.edge.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Refuses a body that says to be too large, before any of it is read, with a problem document; the
/// server itself would say nothing.
@Singleton
public final class BodyLimit {
  /// Before the server's own look at the length.
  private static final int FIRST = 1_000;

  private final ObjectMapper json;
  private final long largest;

  public BodyLimit(
      ObjectMapper json,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "10240K")
          MemorySize largest) {
    this.json = json;
    this.largest = largest.asLongValue();
  }

  void watch(@Observes Filters filters) {
    filters.register(this::judge, FIRST);
  }

  private void judge(RoutingContext request) {
    if (length(request.request().getHeader(HttpHeaders.CONTENT_LENGTH)) > largest) {
      refuse(request);
    } else {
      request.next();
    }
  }

  private void refuse(RoutingContext request) {
    var problem =
        Problem.of(413, "The body is larger than this service takes, %d bytes.".formatted(largest));
    // what is still to come of the body is not read
    request
        .response()
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .putHeader(HttpHeaders.CONNECTION, "close")
        .endHandler(_ -> request.request().connection().close())
        .end(written(problem));
  }

  private static long length(@Nullable String written) {
    try {
      return written == null ? 0 : Long.parseLong(written);
    } catch (NumberFormatException refusedByTheServer) {
      return 0;
    }
  }

  private String written(Problem problem) {
    try {
      return json.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem is JSON", e);
    }
  }
}
