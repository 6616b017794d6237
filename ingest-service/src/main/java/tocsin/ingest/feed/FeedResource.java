package tocsin.ingest.feed;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tocsin.edge.problem.Problem;
import tocsin.edge.token.AdminOnly;

/// `/api/feeds`: the operator's view of the catalogue.
@Path("/api/feeds")
@AdminOnly
@RunOnVirtualThread
public class FeedResource {
  private static final int MOST = 500;

  private final FeedCatalog catalog;
  private final FeedQueue queue;
  private final FeedForm form;
  private final Poller poller;
  private final Hubs hubs;
  private final InstantSource clock;

  /// Wakes the poller.
  @FunctionalInterface
  public interface Poller {
    void wake();
  }

  /// How it stands with the hubs of feeds.
  @FunctionalInterface
  public interface Hubs {
    Optional<Push> of(String feed);
  }

  public FeedResource(
      FeedCatalog catalog,
      FeedQueue queue,
      FeedForm form,
      Poller poller,
      Hubs hubs,
      InstantSource clock) {
    this.catalog = catalog;
    this.queue = queue;
    this.form = form;
    this.poller = poller;
    this.hubs = hubs;
    this.clock = clock;
  }

  /// What an operator sends to register or change a feed.
  ///
  /// @param pollEvery `90s`, `15m`, `2h`, `1d`, ISO 8601, or seconds
  /// @param headers own headers of its requests; their values are never shown again
  public record FeedRequest(
      @Nullable String url,
      @Nullable String title,
      @Nullable String language,
      @Nullable String pollEvery,
      @Nullable String backlog,
      @Nullable Map<String, String> headers) {}

  /// A page of a list; `next` is the cursor of the page that follows, null at the end.
  public record Page<T>(List<T> items, @Nullable String next) {}

  @GET
  public Page<Feed> list(
      @QueryParam("status") @Nullable String status,
      @QueryParam("host") @Nullable String host,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    checkLimit(limit);
    var selection = new Selection(null, FeedForm.status(status), host);
    var feeds = catalog.list(selection, cursor == null ? null : Cursor.read(cursor), limit + 1);
    boolean more = feeds.size() > limit;
    var page = more ? feeds.subList(0, limit) : feeds;
    var now = clock.instant();
    return new Page<>(
        page.stream().map(feed -> feed.at(now, null)).toList(),
        more ? Cursor.after(page.getLast()) : null);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response register(@Nullable FeedRequest request) {
    if (request == null) {
      throw Problem.of(400, "Send a JSON object with the feed's 'url'.").exception();
    }
    var registration = form.registration(request);
    return switch (catalog.register(registration, clock.instant())) {
      case FeedCatalog.Registered.Known(var id) -> known(id);
      case FeedCatalog.Registered.Added(var feed) -> {
        poller.wake();
        yield Response.created(URI.create("/api/feeds/" + feed.id())).entity(feed).build();
      }
    };
  }

  @GET
  @Path("/{id}")
  public Feed get(@PathParam("id") String id) {
    var feed = catalog.find(id).orElseThrow(() -> missing(id));
    return feed.at(clock.instant(), hubs.of(id).orElse(null));
  }

  /// Absent fields stay as they are; an empty text (or object) takes back what was set.
  @PATCH
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Feed change(@PathParam("id") String id, @Nullable FeedRequest request) {
    if (request == null) {
      throw Problem.of(400, "Send a JSON object with what is to be changed.").exception();
    }
    var change = form.change(request);
    var changed = catalog.change(id, change, clock.instant()).orElseThrow(() -> missing(id));
    poller.wake();
    return changed;
  }

  @DELETE
  @Path("/{id}")
  public void remove(@PathParam("id") String id) {
    if (!catalog.remove(id)) {
      throw missing(id);
    }
  }

  /// Polls now: the stored next time does not count, the gap of the host and `Retry-After` do.
  @POST
  @Path("/{id}/poll")
  public Response poll(@PathParam("id") String id) {
    queue.ask(List.of(id), clock.instant());
    var feed = catalog.find(id).orElseThrow(() -> missing(id));
    poller.wake();
    return Response.accepted(feed).build();
  }

  @GET
  @Path("/{id}/polls")
  public Page<FeedQueue.PollRecord> polls(
      @PathParam("id") String id, @QueryParam("limit") @DefaultValue("50") int limit) {
    if (catalog.find(id).isEmpty()) {
      throw missing(id);
    }
    checkLimit(limit);
    return new Page<>(queue.polls(id, limit), null);
  }

  private static void checkLimit(int limit) {
    if (limit < 1 || limit > MOST) {
      throw Problem.field("limit", "is not between 1 and " + MOST).exception();
    }
  }

  private static Response known(String id) {
    return Response.status(409)
        .type(Problem.MEDIA_TYPE)
        .entity(
            Map.of(
                "type",
                "about:blank",
                "title",
                "Conflict",
                "status",
                409,
                "id",
                id,
                "detail",
                "This URL is registered already, as feed " + id + "."))
        .build();
  }

  private static RuntimeException missing(String id) {
    return Problem.of(404, "There is no feed '" + id + "'.").exception();
  }
}
