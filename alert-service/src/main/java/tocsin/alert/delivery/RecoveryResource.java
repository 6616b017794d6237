package tocsin.alert.delivery;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tocsin.alert.account.Callers;
import tocsin.alert.subscription.ChannelSpec;
import tocsin.alert.subscription.Subscription;
import tocsin.alert.subscription.SubscriptionStore;
import tocsin.edge.problem.Problem;

/// What is sent for a subscription on its owner's demand: a test, and all that failed since a time,
/// with how far that is.
///
/// Its path is that of the subscriptions' own resource, so that both are looked at for a request.
@Path("/api/subscriptions")
@RunOnVirtualThread
public class RecoveryResource {
  private static final int TESTS_PER_HOUR = 20;
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private final DeliveryLog log;
  private final Recoveries recoveries;
  private final SubscriptionStore subscriptions;
  private final Courier courier;
  private final Callers callers;
  private final InstantSource clock;

  public RecoveryResource(
      DeliveryLog log,
      Recoveries recoveries,
      SubscriptionStore subscriptions,
      Courier courier,
      Callers callers,
      InstantSource clock) {
    this.log = log;
    this.recoveries = recoveries;
    this.subscriptions = subscriptions;
    this.courier = courier;
    this.callers = callers;
    this.clock = clock;
  }

  /// From when on a subscription's failed deliveries are sent again.
  public record Since(@Nullable String since) {}

  @POST
  @Path("/{id}/test")
  public Response test(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    var subscription = subscription(id, authorization);
    mustBeActive(subscription, "");
    if (subscription.channel() instanceof ChannelSpec.Email
        && subscriptions.address(subscription.subscriberId()).isEmpty()) {
      throw Problem.of(
              409,
              "No mails are sent to the subscriber's address, because it refused some: ask for a new confirmation mail first.")
          .exception();
    }
    var delivery =
        log.test(subscription, TESTS_PER_HOUR, clock.instant())
            .orElseThrow(() ->
                Problem.of(
                        429,
                        "A subscription may be tested "
                            + TESTS_PER_HOUR
                            + " times an hour; try again later.")
                    .exception());
    courier.wake();
    return Response.accepted(Map.of("delivery", delivery)).build();
  }

  @POST
  @Path("/{id}/recover")
  public Response recover(
      @PathParam("id") String id,
      @Nullable Since since,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    var subscription = subscription(id, authorization);
    var from = time(since == null ? null : since.since());
    mustBeActive(subscription, " What is held for it goes out then.");
    var begun = recoveries.begin(subscription, from, clock.instant());
    courier.wake();
    return Response.accepted(begun)
        .location(
            URI.create("/api/subscriptions/" + subscription.id() + "/recoveries/" + begun.id()))
        .build();
  }

  @GET
  @Path("/{id}/recoveries")
  public Map<String, List<Recoveries.Progress>> recoveries(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    return Map.of("items", recoveries.of(subscription(id, authorization).id()));
  }

  @GET
  @Path("/{id}/recoveries/{recovery}")
  public Recoveries.Progress recovery(
      @PathParam("id") String id,
      @PathParam("recovery") String recovery,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    return recoveries
        .find(subscription(id, authorization).id(), recovery)
        .orElseThrow(() -> Problem.of(404, "There is no recovery '" + recovery + "'.").exception());
  }

  private static Instant time(@Nullable String written) {
    if (written == null || written.isBlank()) {
      throw Problem.field("since", "is missing; write 2026-01-31T12:00:00Z").exception();
    }
    try {
      var time = Instant.parse(written.strip());
      if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
        throw Problem.field("since", "is not between " + Instant.EPOCH + " and " + LATEST)
            .exception();
      }
      return time;
    } catch (DateTimeException e) {
      throw Problem.field("since", "is no time; write 2026-01-31T12:00:00Z").exception();
    }
  }

  /// To one that is not, nothing is sent.
  private static void mustBeActive(Subscription subscription, String more) {
    if (subscription.state() != Subscription.State.active) {
      throw Problem.of(
              409,
              "The subscription is %s: save it again with PUT /api/subscriptions/%s first.%s"
                  .formatted(subscription.state(), subscription.id(), more))
          .exception();
    }
  }

  private Subscription subscription(String id, @Nullable String authorization) {
    var caller = callers.known(authorization);
    return subscriptions
        .find(id)
        .filter(s -> caller.mayTouch(s.subscriberId()))
        .orElseThrow(() -> Problem.of(404, "There is no subscription '" + id + "'.").exception());
  }
}
