package tocsin.alert.webhook;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tocsin.alert.account.Caller;
import tocsin.alert.account.Callers;
import tocsin.alert.delivery.DeliveryLog;
import tocsin.edge.problem.Problem;

/// `GET /api/events?after=`: alerts to be pulled, for receivers that cannot be reached or were
/// down. Each has the body that the webhook has.
@Path("/api/events")
@RunOnVirtualThread
public class EventsResource {
  private static final Pattern CURSOR = Pattern.compile("(\\d{1,18})-(\\d{1,18})");
  private static final int MOST = 500;

  private final DeliveryLog log;
  private final Callers callers;

  public EventsResource(DeliveryLog log, Callers callers) {
    this.log = log;
    this.callers = callers;
  }

  /// An alert as an event.
  public record Event(String id, String type, Instant timestamp, Object data) {}

  /// What came behind the cursor; `next` is where to go on, also when nothing came.
  public record Events(List<Event> items, String next) {}

  @GET
  public Events after(
      @QueryParam("after") @DefaultValue("0-0") String after,
      @QueryParam("subscription") @Nullable String subscription,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    if (limit < 1 || limit > MOST) {
      throw Problem.field("limit", "is not between 1 and " + MOST).exception();
    }
    var cursor = CURSOR.matcher(after.isBlank() ? "0-0" : after.strip());
    if (!cursor.matches()) {
      throw Problem.field("after", "is not one that 'next' gave").exception();
    }
    var owner =
        callers.known(authorization) instanceof Caller.Admin ? null : callers.member(authorization);
    var events =
        log.events(
            new DeliveryLog.Of(owner, subscription, null),
            Long.parseLong(cursor.group(1)),
            Long.parseLong(cursor.group(2)),
            limit);
    return new Events(
        events.stream()
            .map(e ->
                new Event(
                    e.alert().id(),
                    "alert.created",
                    e.alert().opened(),
                    WebhookBody.data(e.subscription(), e.alert())))
            .toList(),
        events.isEmpty() ? cursor.group() : events.getLast().cursor());
  }
}
