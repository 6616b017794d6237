package tocsin.alert.feed;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import tocsin.alert.account.PublicUrl;
import tocsin.alert.delivery.DeliveryLog;
import tocsin.alert.subscription.SubscriptionStore;
import tocsin.edge.problem.Problem;
import tocsin.events.Ids;

/// `GET /feeds/{token}.atom`: the newest alerts of a subscription, for whoever knows its token.
@Path("/feeds")
@RunOnVirtualThread
public class FeedResource {
  private static final int MOST = 50;

  private final SubscriptionStore subscriptions;
  private final DeliveryLog log;
  private final PublicUrl publicUrl;

  public FeedResource(SubscriptionStore subscriptions, DeliveryLog log, PublicUrl publicUrl) {
    this.subscriptions = subscriptions;
    this.log = log;
    this.publicUrl = publicUrl;
  }

  @GET
  @Path("/{token}.atom")
  public Response feed(@PathParam("token") String token, @Context HttpHeaders headers) {
    var subscription =
        subscriptions
            .byFeedToken(token)
            .orElseThrow(() -> Problem.of(404, "There is no such feed.").exception());
    var alerts =
        log.alerts(new DeliveryLog.Of(null, subscription.id(), null), Long.MAX_VALUE, MOST).items();
    var updated = alerts.isEmpty() ? subscription.created() : alerts.getFirst().opened();
    var newest = alerts.isEmpty() ? "" : alerts.getFirst().id();
    var tag = new EntityTag(Ids.hash(subscription.name(), newest));
    var second = updated.truncatedTo(ChronoUnit.SECONDS);
    var modified = Date.from(second);
    if (preconditions(headers).areMetBy(tag.getValue(), second)) {
      return Response.notModified(tag).lastModified(modified).build();
    }
    var self = publicUrl.url() + "/feeds/" + token + ".atom";
    return Response.ok(
            new AtomFeed(subscription.id(), subscription.name(), self, updated, alerts).xml())
        .type("application/atom+xml;charset=UTF-8")
        .tag(tag)
        .lastModified(modified)
        .header("Cache-Control", "private, max-age=60")
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }

  private static Preconditions preconditions(HttpHeaders headers) {
    return new Preconditions(
        lines(headers, HttpHeaders.IF_NONE_MATCH), lines(headers, HttpHeaders.IF_MODIFIED_SINCE));
  }

  private static List<String> lines(HttpHeaders headers, String name) {
    var lines = headers.getRequestHeader(name);
    return lines == null ? List.of() : lines;
  }
}
