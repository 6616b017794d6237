package tocsin.alert.account;

import org.jspecify.annotations.Nullable;
import tocsin.edge.problem.Problem;
import tocsin.edge.problem.ProblemException;
import tocsin.edge.token.AdminToken;
import tocsin.edge.token.Bearer;

/// Tells who calls from the `Authorization` header of a request.
public final class Callers {
  private final AdminToken admin;
  private final Tokens tokens;

  public Callers(AdminToken admin, Tokens tokens) {
    this.admin = admin;
    this.tokens = tokens;
  }

  /// Nobody where the token is absent or unknown.
  public Caller of(@Nullable String authorization) {
    var bearer = Bearer.of(authorization);
    if (bearer.isEmpty()) {
      return new Caller.Nobody();
    }
    return admin.matches(bearer) ? new Caller.Admin() : tokens.caller(bearer);
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
