package tocsin.edge.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Every way a request can fail, as a problem document without a stack trace.
public final class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
  private static final int RETRY_SECONDS = 5;

  @ServerExceptionMapper
  public Response problem(ProblemException e) {
    return e.problem().response();
  }

  @ServerExceptionMapper
  public Response mismatch(MismatchedInputException e) {
    return UnreadableJson.problem(e).response();
  }

  @ServerExceptionMapper
  public Response web(WebApplicationException e, ResourceInfo route, UriInfo address) {
    if (e.getCause() instanceof JsonProcessingException cause) {
      return UnreadableJson.problem(cause).response();
    }
    if (e instanceof NotFoundException && e.getCause() != null) {
      var fault = QueryFault.find(route.getResourceMethod(), address.getQueryParameters());
      if (fault.isPresent()) {
        return fault.get().response();
      }
    }
    var answer = e.getResponse();
    if (answer.getStatus() < 400 || answer.hasEntity()) {
      return answer;
    }
    var problem = Problem.of(answer.getStatus(), detail(answer.getStatus()));
    var response = Response.fromResponse(problem.response());
    answer
        .getStringHeaders()
        .forEach((name, values) -> {
          if (!name.toLowerCase(java.util.Locale.ROOT).startsWith("content-")) {
            values.forEach(value -> response.header(name, value));
          }
        });
    return response.build();
  }

  /// Mostly of an answer that was being written: its reader has gone, or what it is read from.
  @ServerExceptionMapper
  public Response broken(IOException e) {
    LOG.warnf("an answer broke off: %s", e.getMessage());
    return Problem.of(500, "The answer broke off here; try again.").response();
  }

  @ServerExceptionMapper
  public Response unexpected(Throwable e) {
    if (DatabaseAway.isShownBy(e)) {
      LOG.warnf("a request met no database: %s", e.getMessage());
      return away();
    }
    LOG.error("request failed", e);
    return Problem.of(
            500, "The request failed here, not because of what it says; the log tells why.")
        .response();
  }

  private static Response away() {
    var problem =
        Problem.of(503, "The database cannot be reached at the moment; try again in some seconds.");
    return Response.fromResponse(problem.response())
        .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
        .build();
  }

  private static String detail(int status) {
    return switch (status) {
      case 400 -> "A parameter of the request is malformed.";
      case 404 -> "There is nothing at this address.";
      case 405 -> "This address does not take this method.";
      case 406 -> "This address has no answer of the media type asked for.";
      case 413 -> "The body is larger than this address takes.";
      case 415 ->
          "The body is of another media type than this address takes, mostly application/json.";
      default -> "The request was refused.";
    };
  }
}
