package tocsin.alert.delivery;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tocsin.alert.account.Caller;
import tocsin.alert.account.Callers;
import tocsin.edge.problem.Problem;

/// `/api/alerts` and `/api/deliveries`: a subscriber's own; to the operator, everybody's.
@Path("/api")
@RunOnVirtualThread
public class DeliveryResource {
  private static final int MOST = 500;
  private static final Set<String> STATUSES =
      Set.of("pending", "held", "delivered", "deferred", "refused", "cancelled");

  private final DeliveryLog log;
  private final Courier courier;
  private final Callers callers;
  private final InstantSource clock;

  public DeliveryResource(DeliveryLog log, Courier courier, Callers callers, InstantSource clock) {
    this.log = log;
    this.courier = courier;
    this.callers = callers;
    this.clock = clock;
  }

  @GET
  @Path("/alerts")
  public DeliveryLog.Page<DeliveryLog.AlertView> alerts(
      @QueryParam("subscription") @Nullable String subscription,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    return log.alerts(
        new DeliveryLog.Of(owner(authorization), subscription, null),
        before(cursor),
        checked(limit));
  }

  @GET
  @Path("/alerts/{id}")
  public DeliveryLog.AlertView alert(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    var caller = callers.known(authorization);
    return log.alert(id)
        .filter(owned -> caller.mayTouch(owned.subscriber()))
        .map(DeliveryLog.Owned::value)
        .orElseThrow(() -> Problem.of(404, "There is no alert '" + id + "'.").exception());
  }

  @GET
  @Path("/deliveries")
  public DeliveryLog.Page<DeliveryLog.DeliveryView> deliveries(
      @QueryParam("status") @Nullable String status,
      @QueryParam("subscription") @Nullable String subscription,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    if (status != null && !status.isEmpty() && !STATUSES.contains(status)) {
      throw Problem.field(
              "status", "is none of " + String.join(", ", STATUSES.stream().sorted().toList()))
          .exception();
    }
    return log.deliveries(
        new DeliveryLog.Of(
            owner(authorization), subscription, status == null || status.isEmpty() ? null : status),
        before(cursor),
        checked(limit));
  }

  @GET
  @Path("/deliveries/{id}")
  public DeliveryLog.DeliveryView delivery(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    return own(id, authorization);
  }

  @POST
  @Path("/deliveries/{id}/redeliver")
  public Response redeliver(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    own(id, authorization);
    if (!log.redeliver(id, clock.instant())) {
      throw Problem.of(
              409,
              "The delivery is being tried at this moment, or its digest is still being gathered.")
          .exception();
    }
    courier.wake();
    return Response.accepted(Map.of("id", id, "status", "pending")).build();
  }

  @POST
  @Path("/deliveries/{id}/cancel")
  public Response cancel(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    own(id, authorization);
    if (!log.cancel(id, clock.instant())) {
      throw Problem.of(409, "The delivery has ended, or is being tried at this moment.")
          .exception();
    }
    return Response.ok(Map.of("id", id, "status", "cancelled")).build();
  }

  private DeliveryLog.DeliveryView own(String id, @Nullable String authorization) {
    var caller = callers.known(authorization);
    return log.delivery(id)
        .filter(owned -> caller.mayTouch(owned.subscriber()))
        .map(DeliveryLog.Owned::value)
        .orElseThrow(() -> Problem.of(404, "There is no delivery '" + id + "'.").exception());
  }

  /// Null for the operator, who sees everybody's.
  private @Nullable String owner(@Nullable String authorization) {
    return callers.known(authorization) instanceof Caller.Admin
        ? null
        : callers.member(authorization);
  }

  private static int checked(int limit) {
    if (limit < 1 || limit > MOST) {
      throw Problem.field("limit", "is not between 1 and " + MOST).exception();
    }
    return limit;
  }

  private static long before(@Nullable String cursor) {
    if (cursor == null || cursor.isBlank()) {
      return Long.MAX_VALUE;
    }
    try {
      return Long.parseLong(cursor.strip());
    } catch (NumberFormatException e) {
      throw Problem.field("cursor", "is not one that 'next' of a page gave").exception();
    }
  }
}
