package tocsin.alert.account;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tocsin.edge.problem.Problem;

/// `/api/subscribers`: becoming one, by double opt-in, and leaving.
@Path("/api/subscribers")
@RunOnVirtualThread
public class SubscriberResource {
  /// Of a mail or a webhook, with room to spare.
  private static final Duration LONGEST_TRY = Duration.ofSeconds(70);

  private final Subscribers subscribers;
  private final Callers callers;
  private final Notices notices;
  private final InstantSource clock;

  public SubscriberResource(
      Subscribers subscribers, Callers callers, Notices notices, InstantSource clock) {
    this.subscribers = subscribers;
    this.callers = callers;
    this.notices = notices;
    this.clock = clock;
  }

  /// Who wants to be a subscriber.
  public record Application(@Nullable String email, @Nullable Boolean confirmed) {}

  /// What the mail's link holds.
  public record LinkToken(@Nullable String token) {}

  @POST
  public Response apply(
      @Nullable Application application,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
      @Context HttpServerRequest request) {
    var written = application == null || application.email() == null ? "" : application.email();
    if (written.isEmpty()) {
      throw Problem.field("email", "is missing").exception();
    }
    var email =
        EmailAddress.parse(written)
            .orElseThrow(() ->
                Problem.field("email", "is no address that mails can be sent to").exception());
    if (application != null && Boolean.TRUE.equals(application.confirmed())) {
      if (!(callers.of(authorization) instanceof Caller.Admin)) {
        throw Problem.of(403, "Only the operator can vouch for an address; leave 'confirmed' out.")
            .exception();
      }
      return Response.status(201).entity(subscribers.admit(email, clock.instant())).build();
    }
    var from = request.remoteAddress();
    subscribers.ask(email, Origin.of(from == null ? null : from.hostAddress()), clock.instant());
    notices.wake();
    return Response.accepted(
            Map.of("detail", "If the address can be used, a mail with a link is on its way."))
        .build();
  }

  @POST
  @Path("/confirm")
  public Subscribers.Welcome confirm(@Nullable LinkToken confirmation) {
    if (confirmation == null || confirmation.token() == null || confirmation.token().isBlank()) {
      throw Problem.field("token", "is missing").exception();
    }
    return subscribers
        .confirm(confirmation.token().strip(), clock.instant())
        .orElseThrow(() ->
            Problem.field("token", "is unknown, used or older than seven days; ask for a new mail")
                .exception());
  }

  @GET
  @Path("/me")
  public Subscribers.Subscriber me(
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    return subscribers
        .find(callers.member(authorization))
        .orElseThrow(() -> Problem.of(404, "This subscriber is no more.").exception());
  }

  @GET
  @Path("/me/export")
  public Map<String, Object> export(
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    return subscribers.export(callers.member(authorization));
  }

  @DELETE
  @Path("/me")
  public void leave(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization)
      throws InterruptedException {
    subscribers.remove(callers.member(authorization), LONGEST_TRY);
  }
}
