package tocsin.alert.account;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tocsin.edge.problem.Problem;
import tocsin.edge.problem.ProblemException;
import tocsin.edge.token.AdminToken;
import tocsin.edge.token.Bearer;

/// Tells who calls from the `Authorization` header of a request. Whoever goes on sending tokens
/// that nobody has is told nothing for a while, of a right one neither.
public final class Callers {
  private final AdminToken admin;
  private final Tokens tokens;
  private final WrongTokens wrongTokens;
  private final Supplier<String> origin;
  private final InstantSource clock;

  /// @param origin of the request that is being answered, see [Origin]
  public Callers(
      AdminToken admin,
      Tokens tokens,
      WrongTokens wrongTokens,
      Supplier<String> origin,
      InstantSource clock) {
    this.admin = admin;
    this.tokens = tokens;
    this.wrongTokens = wrongTokens;
    this.origin = origin;
    this.clock = clock;
  }

  /// Nobody where the token is absent or unknown.
  ///
  /// @throws WebApplicationException 429 where too many came from there that were unknown
  public Caller of(@Nullable String authorization) {
    var bearer = Bearer.of(authorization);
    if (bearer.isEmpty()) {
      return new Caller.Nobody();
    }
    var from = origin.get();
    if (!wrongTokens.begin(from, clock.instant())) {
      throw new WebApplicationException(tooMany());
    }
    boolean wrong = false;
    try {
      var caller = admin.matches(bearer) ? new Caller.Admin() : tokens.caller(bearer);
      wrong = caller instanceof Caller.Nobody;
      return caller;
    } finally {
      wrongTokens.end(from, wrong, clock.instant());
    }
  }

  private static Response tooMany() {
    var problem = Problem.of(429, "Too many requests with a wrong token; try again in a minute.");
    return Response.fromResponse(problem.response()).header(HttpHeaders.RETRY_AFTER, "60").build();
  }

  /// @throws ProblemException 401 where nobody known calls
  public Caller known(@Nullable String authorization) {
    var caller = of(authorization);
    if (caller instanceof Caller.Nobody) {
      throw Problem.of(
              401,
              "Send an API token as 'Authorization: Bearer TOKEN'; POST /api/subscribers begins one.")
          .exception();
    }
    return caller;
  }

  /// @throws ProblemException 401 where nobody known calls, 403 where it is not a subscriber
  public String member(@Nullable String authorization) {
    if (known(authorization) instanceof Caller.Member(var subscriberId)) {
      return subscriberId;
    }
    throw Problem.of(403, "This route is a subscriber's own; the token sent is no subscriber's.")
        .exception();
  }
}
