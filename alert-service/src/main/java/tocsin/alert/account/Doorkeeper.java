package tocsin.alert.account;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;
import tocsin.edge.problem.Problem;

/// Answers 429 to whoever goes on sending tokens that nobody has.
public final class Doorkeeper {
  private final WrongTokens wrongTokens;
  private final InstantSource clock;

  public Doorkeeper(WrongTokens wrongTokens, InstantSource clock) {
    this.wrongTokens = wrongTokens;
    this.clock = clock;
  }

  @ServerRequestFilter(preMatching = true)
  public @Nullable Response admit(ContainerRequestContext context, HttpServerRequest request) {
    if (sendsToken(context) && wrongTokens.isTooMany(origin(request), clock.instant())) {
      return Response.fromResponse(
              Problem.of(429, "Too many requests with a wrong token; try again in a minute.")
                  .response())
          .header(HttpHeaders.RETRY_AFTER, "60")
          .build();
    }
    return null;
  }

  @ServerResponseFilter
  public void count(
      ContainerRequestContext context,
      ContainerResponseContext response,
      HttpServerRequest request) {
    if (response.getStatus() == 401 && sendsToken(context)) {
      wrongTokens.wrong(origin(request), clock.instant());
    }
  }

  private static boolean sendsToken(ContainerRequestContext context) {
    return context.getHeaderString(HttpHeaders.AUTHORIZATION) != null;
  }

  private static String origin(HttpServerRequest request) {
    var address = request.remoteAddress();
    return Origin.of(address == null ? null : address.hostAddress());
  }
}
