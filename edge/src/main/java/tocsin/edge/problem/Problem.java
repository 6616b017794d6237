package tocsin.edge.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.regex.Pattern;

/// A problem document, RFC 9457, served as `application/problem+json`.
///
/// @param type always `about:blank`: the title is that of the status
/// @param detail what was wrong in this request, and what to do about it
/// @param errors the fields that were wrong; empty where no field is to blame
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type, String title, int status, String detail, List<FieldError> errors) {

  public static final String MEDIA_TYPE = "application/problem+json";

  /// Half of a surrogate pair, which a text may quote and no answer can hold.
  private static final Pattern HALF = Pattern.compile("\\p{Cs}");

  /// @param field as the caller wrote it: a JSON path, a query or path parameter
  public record FieldError(String field, String message) {
    public FieldError {
      field = whole(field);
      message = whole(message);
    }
  }

  public Problem {
    detail = whole(detail);
    errors = List.copyOf(errors);
  }

  public static Problem of(Response.Status status, String detail) {
    return of(status.getStatusCode(), detail);
  }

  public static Problem of(int status, String detail) {
    return new Problem("about:blank", title(status), status, detail, List.of());
  }

  /// A 400 for one field.
  public static Problem field(String field, String message) {
    return fields(List.of(new FieldError(field, message)));
  }

  /// A 400 for several fields at once, so that a caller mends them in one go.
  public static Problem fields(List<FieldError> errors) {
    var detail = new StringBuilder();
    for (var error : errors) {
      detail.append(detail.isEmpty() ? "" : "; ").append(error.field()).append(": ");
      detail.append(error.message());
    }
    return new Problem("about:blank", title(400), 400, detail.toString(), errors);
  }

  public Response response() {
    return Response.status(status).type(MEDIA_TYPE).entity(this).build();
  }

  public ProblemException exception() {
    return new ProblemException(this);
  }

  private static String whole(String text) {
    return HALF.matcher(text).replaceAll("\uFFFD");
  }

  private static String title(int status) {
    var known = Response.Status.fromStatusCode(status);
    if (known != null) {
      return known.getReasonPhrase();
    }
    return status == 422 ? "Unprocessable Content" : "Error";
  }
}
