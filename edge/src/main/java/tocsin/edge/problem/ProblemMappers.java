package tocsin.edge.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.stream.Collectors;
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
    return unreadable(e).response();
  }

  @ServerExceptionMapper
  public Response web(WebApplicationException e) {
    if (e.getCause() instanceof JsonProcessingException cause) {
      return unreadable(cause).response();
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

  static Problem unreadable(JsonProcessingException e) {
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return Problem.field(path(mapping), reason(mapping));
    }
    var at = e.getLocation();
    var where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    return Problem.of(400, "The body is not the JSON expected here" + where + ": " + reason(e));
  }

  private static String reason(JsonProcessingException e) {
    if (e instanceof InvalidFormatException format) {
      return "'%s' is no %s".formatted(format.getValue(), format.getTargetType().getSimpleName());
    }
    if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      return "is not of type " + mismatch.getTargetType().getSimpleName();
    }
    var cause = e.getCause();
    return cause instanceof IllegalArgumentException && cause.getMessage() != null
        ? cause.getMessage()
        : e.getOriginalMessage();
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(r -> r.getFieldName() != null ? r.getFieldName() : "[" + r.getIndex() + "]")
        .collect(Collectors.joining("."))
        .replace(".[", "[");
  }

  private static String detail(int status) {
    return switch (status) {
      case 400 -> "A parameter of the request is malformed.";
      case 404 -> "There is nothing at this address.";
      case 405 -> "This address does not take this method.";
      case 406 -> "This address has no answer of the media type asked for.";
      case 413 -> "The body is larger than this address takes.";
      case 415 -> "The body is of another media type than this address takes; send JSON.";
      default -> "The request was refused.";
    };
  }
}
