package tocsin.edge.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/// Refuses addresses with a character that no text of a database can hold.
public final class AddressFilter {
  private static final String NUL = "%00";

  @ServerRequestFilter(preMatching = true)
  public @Nullable Response refuse(ContainerRequestContext request) {
    return hasNul(request.getUriInfo().getRequestUri())
        ? Problem.of(400, "The address holds the character U+0000, which stands in no id or text.")
            .response()
        : null;
  }

  private static boolean hasNul(URI address) {
    var query = address.getRawQuery();
    return address.getRawPath().contains(NUL) || query != null && query.contains(NUL);
  }
}
