package tocsin.alert.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import tocsin.alert.account.Caller;
import tocsin.alert.account.Callers;
import tocsin.alert.history.Chronicle;
import tocsin.alert.history.HistoryResource;
import tocsin.alert.history.TimeRange;
import tocsin.alert.history.TopicAway;
import tocsin.alert.subscription.Drafts;
import tocsin.alert.subscription.Query;
import tocsin.alert.subscription.SubscriptionStore;
import tocsin.edge.address.AddressGuard;
import tocsin.edge.problem.Problem;
import tocsin.events.Ids;

/// `/api/replays`: history once more, to a webhook or as a download; an analyst's own, to the
/// operator everybody's.
@Path("/api/replays")
@RunOnVirtualThread
public class ReplayResource {
  private static final Duration DAY = Duration.ofDays(1);
  private static final double SLOWEST = 0.01;
  private static final double FASTEST = 1_000;
  private static final int MOST = 500;
  private static final int MOST_FAILURES = 50;
  private static final String LINES = "application/x-ndjson";

  private final ReplayStore store;
  private final Replayer replayer;
  private final Chronicle chronicle;
  private final Drafts drafts;
  private final AddressGuard guard;
  private final Callers callers;
  private final InstantSource clock;

  public ReplayResource(
      ReplayStore store,
      Replayer replayer,
      Chronicle chronicle,
      Drafts drafts,
      AddressGuard guard,
      Callers callers,
      InstantSource clock) {
    this.store = store;
    this.replayer = replayer;
    this.chronicle = chronicle;
    this.drafts = drafts;
    this.guard = guard;
    this.callers = callers;
    this.clock = clock;
  }

  /// A replay as it is sent.
  ///
  /// @param channel `{"type": "ndjson"}`, as without one, or a webhook
  /// @param rate articles a second; without one as fast as they are taken
  public record Written(
      @Nullable String from,
      @Nullable String to,
      @Nullable String query,
      @Nullable String by,
      @Nullable Channel channel,
      @Nullable Double rate) {}

  /// Where to.
  public record Channel(@Nullable String type, @Nullable String url) {}

  /// A channel as the API shows it; the secret only when it is new.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ChannelView(String type, @Nullable String url, @Nullable String secret) {}

  /// A replay as the API shows it.
  ///
  /// @param reason why it failed, and what to do
  /// @param matched articles found so far
  /// @param sent those that were taken
  /// @param failed those that were given up
  /// @param progress 0 to 1
  /// @param articles where it can be downloaded; absent where it goes to a webhook
  /// @param failures the last of the failed, the newest first; absent in lists
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record View(
      String id,
      String state,
      @Nullable String reason,
      Instant from,
      Instant to,
      @Nullable String query,
      String by,
      ChannelView channel,
      @Nullable Double rate,
      long matched,
      long sent,
      long failed,
      double progress,
      Instant created,
      @Nullable Instant finished,
      @Nullable String articles,
      @Nullable List<ReplayStore.Failure> failures) {}

  /// A page of a list; `next` is the cursor of the page that follows, null at the end.
  public record Page(List<View> items, @Nullable String next) {}

  @POST
  @APIResponse(
      responseCode = "201",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = View.class)))
  public Response create(
      @Nullable Written written,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    var analyst = analyst(authorization);
    if (written == null) {
      throw Problem.of(400, "Send a JSON object; {} replays all of the last day as a download.")
          .exception();
    }
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var query = written.query() == null || written.query().isBlank() ? null : written.query();
    var asked =
        new Chronicle.Asked(
            HistoryResource.by(written.by() == null ? "tagged" : written.by()),
            TimeRange.of(written.from(), written.to(), DAY, now, new Caller.Admin()),
            query == null ? null : drafts.query("query", query));
    var hook = hook(written.channel());
    var rate = rate(written.rate());
    var span = reading(() -> chronicle.span(asked));
    var id = Ids.hash("replay", UUID.randomUUID().toString());
    var replay =
        new Replay(
            id,
            analyst,
            asked.by(),
            asked.range(),
            query,
            hook,
            rate,
            Replay.State.running,
            null,
            span.begin(),
            span.end(),
            Standing.before(span.begin()),
            now,
            null);
    store.create(replay);
    replayer.wake();
    return Response.created(URI.create("/api/replays/" + id))
        .entity(view(replay, hook == null ? null : hook.secret(), List.of()))
        .build();
  }

  @GET
  public Page list(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    var analyst = analyst(authorization);
    if (limit < 1 || limit > MOST) {
      throw Problem.field("limit", "is not between 1 and " + MOST).exception();
    }
    var found = store.list(analyst, cursor, limit);
    return new Page(
        found.stream().map(replay -> view(replay, null, null)).toList(),
        found.size() == limit ? found.getLast().id() : null);
  }

  @GET
  @Path("/{id}")
  public View get(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    return view(own(id, authorization), null, store.failures(id, MOST_FAILURES));
  }

  /// Cancels; what is over stays as it is.
  @DELETE
  @Path("/{id}")
  public void cancel(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    store.cancel(own(id, authorization).id(), clock.instant());
  }

  /// Goes on with one that failed, from the article it failed at.
  @POST
  @Path("/{id}/resume")
  public View resume(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    var replay = own(id, authorization);
    if (!store.resume(replay.id(), clock.instant())) {
      throw Problem.of(
              409, "Only a replay that failed can go on; this one is '" + replay.state() + "'.")
          .exception();
    }
    replayer.wake();
    return get(id, authorization);
  }

  /// The articles, one JSON object a line, from the first on at each download.
  ///
  /// @param skip lines that are there already from a download that broke off
  @GET
  @Path("/{id}/articles")
  @APIResponse(responseCode = "200", content = @Content(mediaType = LINES))
  public Response articles(
      @PathParam("id") String id,
      @QueryParam("skip") @DefaultValue("0") long skip,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    var replay = own(id, authorization);
    if (skip < 0) {
      throw Problem.field("skip", "is below 0").exception();
    }
    if (skip > 0 && replay.by() == Chronicle.By.published) {
      throw Problem.field(
              "skip",
              "is for a replay by 'tagged': by 'published' what lies before may have changed")
          .exception();
    }
    if (replay.hook() != null) {
      throw Problem.of(
              409,
              "This replay goes to a webhook; POST one with \"channel\": {\"type\": \"ndjson\"} to download it.")
          .exception();
    }
    if (replay.state() == Replay.State.cancelled) {
      throw Problem.of(409, "This replay was cancelled; POST a new one.").exception();
    }
    Query query = replay.query() == null ? null : drafts.query("query", replay.query());
    return Response.ok(new Download(store, chronicle, clock, replay, query, skip))
        .type(LINES)
        .build();
  }

  /// What is another's is not there.
  private Replay own(String id, @Nullable String authorization) {
    return store
        .find(id, analyst(authorization))
        .orElseThrow(() -> Problem.of(404, "There is no replay '" + id + "'.").exception());
  }

  /// Null for the operator, who sees everybody's.
  private @Nullable String analyst(@Nullable String authorization) {
    return switch (callers.known(authorization)) {
      case Caller.Admin() -> null;
      case Caller.Analyst(var token) -> token;
      case Caller.Member(var subscriber) ->
          throw Problem.of(
                  403,
                  "Replays are for analysts: ask the operator for an analyst's token, or use /api/history.")
              .exception();
      case Caller.Nobody() -> throw Problem.of(401, "Send an API token.").exception();
    };
  }

  private Replay.@Nullable Hook hook(@Nullable Channel channel) {
    var type = channel == null || channel.type() == null ? "ndjson" : channel.type();
    if (channel == null || type.equals("ndjson")) {
      return null;
    }
    if (!type.equals("webhook")) {
      throw Problem.field("channel.type", "is neither 'ndjson' nor 'webhook'").exception();
    }
    try {
      var url = new URI(channel.url() == null ? "" : channel.url().strip());
      var refused = guard.judge(url);
      if (refused.isPresent()) {
        throw Problem.field("channel.url", refused.get()).exception();
      }
      return new Replay.Hook(url, SubscriptionStore.newSecret());
    } catch (URISyntaxException e) {
      throw Problem.field("channel.url", "is no URL: " + e.getReason()).exception();
    }
  }

  private static @Nullable Double rate(@Nullable Double written) {
    if (written != null && !(written >= SLOWEST && written <= FASTEST)) {
      throw Problem.field("rate", "is not between 0.01 and 1000 articles a second").exception();
    }
    return written;
  }

  private static <T> T reading(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (TopicAway e) {
      throw Problem.of(503, e.getMessage() + "; try again in a moment.").exception();
    }
  }

  private static View view(
      Replay r, @Nullable String secret, @Nullable List<ReplayStore.Failure> failures) {
    var hook = r.hook();
    var s = r.standing();
    return new View(
        r.id(),
        r.state().name(),
        r.reason(),
        r.range().from(),
        r.range().to(),
        r.query(),
        r.by().name(),
        hook == null
            ? new ChannelView("ndjson", null, null)
            : new ChannelView("webhook", hook.url().toString(), secret),
        r.rate(),
        s.matched(),
        s.sent(),
        s.failed(),
        r.progress(),
        r.created(),
        r.finished(),
        hook == null ? "/api/replays/" + r.id() + "/articles" : null,
        failures);
  }
}
