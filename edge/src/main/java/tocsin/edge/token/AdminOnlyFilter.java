package tocsin.edge.token;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import tocsin.edge.problem.Problem;

/// What [AdminOnly] means.
@Provider
@AdminOnly
@Priority(Priorities.AUTHENTICATION)
public final class AdminOnlyFilter implements ContainerRequestFilter {
  private final AdminToken admin;

  public AdminOnlyFilter(AdminToken admin) {
    this.admin = admin;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    var bearer = Bearer.of(request.getHeaderString(HttpHeaders.AUTHORIZATION));
    if (bearer.isEmpty()) {
      request.abortWith(
          Response.fromResponse(
                  Problem.of(401, "Send the admin token as 'Authorization: Bearer TOKEN'.")
                      .response())
              .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"tocsin\"")
              .build());
    } else if (!admin.matches(bearer)) {
      request.abortWith(Problem.of(403, "This token does not open this route.").response());
    }
  }
}
