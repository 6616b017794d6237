package tocsin.alert.account;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tocsin.edge.problem.Problem;

/// `/api/tokens`: a subscriber's tokens; to the operator, the analysts'.
@Path("/api/tokens")
@RunOnVirtualThread
public class TokenResource {
  private final Tokens tokens;
  private final Callers callers;
  private final InstantSource clock;

  public TokenResource(Tokens tokens, Callers callers, InstantSource clock) {
    this.tokens = tokens;
    this.callers = callers;
    this.clock = clock;
  }

  /// What a new token is called.
  public record Wanted(@Nullable String name) {}

  @GET
  public Map<String, List<Tokens.Described>> list(
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    return Map.of("items", tokens.list(owner(authorization)));
  }

  @POST
  public Response issue(
      @Nullable Wanted wanted,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    var owner = owner(authorization);
    var name = wanted == null || wanted.name() == null ? "" : wanted.name().strip();
    if (name.isEmpty() || name.length() > 100) {
      throw Problem.field("name", "is missing or longer than 100 characters").exception();
    }
    var issued =
        owner == null
            ? tokens.issue(name, clock.instant())
            : tokens
                .issue(owner, name, clock.instant())
                .orElseThrow(() ->
                    Problem.of(
                            429,
                            "A subscriber may have "
                                + Tokens.PER_SUBSCRIBER
                                + " tokens; delete one first: DELETE /api/tokens/ID.")
                        .exception());
    return Response.status(201).entity(issued).build();
  }

  @DELETE
  @Path("/{id}")
  public void revoke(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    if (!tokens.revoke(owner(authorization), id)) {
      throw Problem.of(404, "There is no such token.").exception();
    }
  }

  /// Null for the operator, whose are the analysts' tokens.
  private @Nullable String owner(@Nullable String authorization) {
    return switch (callers.known(authorization)) {
      case Caller.Admin() -> null;
      case Caller.Member(var subscriberId) -> subscriberId;
      case Caller.Analyst(var token) ->
          throw Problem.of(403, "An analyst's token opens history, preview and replays only.")
              .exception();
      case Caller.Nobody() -> throw Problem.of(401, "Send an API token.").exception();
    };
  }
}
