package tocsin.ingest.websub;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import tocsin.edge.problem.Problem;

/// `/hub/{id}`: what hubs call, without a token; the id cannot be guessed. Only what was asked for
/// is confirmed, and only what is signed is read.
@Path("/hub/{id}")
@RunOnVirtualThread
public class HubResource {
  private static final Logger LOG = Logger.getLogger(HubResource.class);
  private static final int LONGEST_CHALLENGE = 4_000;
  private static final int LONGEST_REASON = 300;
  private static final Duration LONGEST_LEASE = Duration.ofDays(90);
  private static final Duration DENIED = Duration.ofDays(1);

  private final PushStore store;
  private final Deliveries deliveries;
  private final WebSubSettings settings;
  private final MeterRegistry metrics;
  private final InstantSource clock;

  /// What becomes of a document that a hub has sent: its outcome in a word.
  @FunctionalInterface
  public interface Deliveries {
    String take(String feed, java.net.URI topic, byte[] body, @Nullable String contentType)
        throws InterruptedException;
  }

  public HubResource(
      PushStore store,
      Deliveries deliveries,
      WebSubSettings settings,
      MeterRegistry metrics,
      InstantSource clock) {
    this.store = store;
    this.deliveries = deliveries;
    this.settings = settings;
    this.metrics = metrics;
    this.clock = clock;
  }

  /// The hub verifies a request, or tells that it denies one. Answers with the challenge where that
  /// was asked for, else 404.
  @GET
  @Produces(MediaType.TEXT_PLAIN)
  public Response verify(
      @PathParam("id") String id,
      @QueryParam("hub.mode") @Nullable String mode,
      @QueryParam("hub.topic") @Nullable String topic,
      @QueryParam("hub.challenge") @Nullable String challenge,
      @QueryParam("hub.lease_seconds") @Nullable String lease,
      @QueryParam("hub.reason") @Nullable String reason) {
    if (mode == null || topic == null) {
      throw Problem.of(400, "A hub sends hub.mode and hub.topic.").exception();
    }
    var now = clock.instant();
    boolean wanted =
        switch (mode) {
          case "subscribe" -> subscribed(id, topic, lease(lease), now);
          case "unsubscribe" -> store.unsubscribed(id, topic);
          case "denied" -> denied(id, topic, reason, now);
          default -> false;
        };
    if (!wanted) {
      throw Problem.of(404, "This was not asked for.").exception();
    }
    var echo = challenge == null || challenge.length() > LONGEST_CHALLENGE ? "" : challenge;
    return Response.ok(echo, MediaType.TEXT_PLAIN_TYPE)
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }

  private boolean subscribed(String id, String topic, Duration lease, Instant now) {
    boolean wanted =
        store.subscribed(id, topic, now.plus(lease), now.plus(lease.multipliedBy(4).dividedBy(5)));
    if (wanted) {
      LOG.infof("hub subscribed for %s to %s", lease, topic);
    }
    return wanted;
  }

  private boolean denied(String id, String topic, @Nullable String reason, Instant now) {
    var why = reason == null ? "the hub denied it" : "the hub denied it: " + reason;
    return store.denied(
        id,
        topic,
        why.length() > LONGEST_REASON ? why.substring(0, LONGEST_REASON) : why,
        now.plus(DENIED));
  }

  /// A document with what is new. A wrong signature is answered as a right one and counted: its
  /// sender learns nothing.
  @POST
  public Response deliver(
      @PathParam("id") String id,
      @HeaderParam("X-Hub-Signature") @Nullable String signature,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
      byte @Nullable [] body)
      throws InterruptedException {
    var subscription =
        store.find(id).orElseThrow(() -> Problem.of(404, "This was not asked for.").exception());
    var document = body == null ? new byte[0] : body;
    var outcome = "bad_signature";
    if (HubSignature.matches(signature, subscription.secret(), document)) {
      outcome = deliveries.take(subscription.feed(), subscription.topic(), document, contentType);
      store.delivered(id, outcome.equals("read"), clock.instant());
    } else {
      store.rejected(id);
    }
    metrics.counter("ingest.pushes", "outcome", outcome).increment();
    return Response.noContent().build();
  }

  /// What the hub grants; what was asked for, where it does not say.
  private Duration lease(@Nullable String seconds) {
    if (seconds == null || !seconds.matches("[1-9]\\d{0,9}")) {
      return settings.lease();
    }
    var granted = Duration.ofSeconds(Long.parseLong(seconds));
    return granted.compareTo(LONGEST_LEASE) > 0 ? LONGEST_LEASE : granted;
  }
}
