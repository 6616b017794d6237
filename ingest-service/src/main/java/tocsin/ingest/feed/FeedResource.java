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
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tocsin.edge.address.AddressGuard;
import tocsin.edge.problem.Problem;
import tocsin.edge.problem.Problem.FieldError;
import tocsin.edge.token.AdminOnly;
import tocsin.events.Ids;

/// `/api/feeds`: the operator's view of the catalogue.
@Path("/api/feeds")
@AdminOnly
@RunOnVirtualThread
public class FeedResource {
  private static final int MOST = 500;

  private final FeedCatalog catalog;
  private final AddressGuard guard;
  private final PollSettings settings;
  private final Poller poller;
  private final InstantSource clock;

  /// Wakes the poller.
  @FunctionalInterface
  public interface Poller {
    void wake();
  }

  public FeedResource(
      FeedCatalog catalog,
      AddressGuard guard,
      PollSettings settings,
      Poller poller,
      InstantSource clock) {
    this.catalog = catalog;
    this.guard = guard;
    this.settings = settings;
    this.poller = poller;
    this.clock = clock;
  }

  /// What an operator sends to register or change a feed.
  public record FeedRequest(
      @Nullable String url,
      @Nullable String title,
      @Nullable String language,
      @Nullable String pollEvery,
      @Nullable String backlog) {}

  /// A page of a list; `next` is the cursor of the page that follows, null at the end.
  public record Page<T>(List<T> items, @Nullable String next) {}

  @GET
  public Page<Feed> list(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    if (limit < 1 || limit > MOST) {
      throw Problem.field("limit", "is not between 1 and " + MOST).exception();
    }
    var feeds = catalog.list(cursor, limit);
    return new Page<>(feeds, feeds.size() == limit ? feeds.getLast().id() : null);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response register(@Nullable FeedRequest request) {
    if (request == null) {
      throw Problem.of(400, "Send a JSON object with the feed's 'url'.").exception();
    }
    List<FieldError> errors = new ArrayList<>();
    var url = url(request.url(), errors);
    var every = every(request.pollEvery(), errors);
    var backlog = backlog(request.backlog(), errors);
    language(request.language(), errors);
    if (!errors.isEmpty()) {
      throw Problem.fields(errors).exception();
    }
    var registered =
        catalog.register(
            new FeedCatalog.Registration(
                url, blank(request.title()), blank(request.language()), every, backlog),
            clock.instant());
    if (registered.isEmpty()) {
      var id = Ids.feed(url);
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
    poller.wake();
    return Response.created(URI.create("/api/feeds/" + registered.get().id()))
        .entity(registered.get())
        .build();
  }

  @GET
  @Path("/{id}")
  public Feed get(@PathParam("id") String id) {
    return catalog.find(id).orElseThrow(() -> missing(id));
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Feed change(@PathParam("id") String id, @Nullable FeedRequest request) {
    List<FieldError> errors = new ArrayList<>();
    if (request == null) {
      throw Problem.of(400, "Send a JSON object with what is to be changed.").exception();
    }
    if (request.url() != null) {
      errors.add(new FieldError("url", "cannot be changed: register the new URL as a feed"));
    }
    if (request.backlog() != null) {
      errors.add(new FieldError("backlog", "matters only when a feed is registered"));
    }
    var every = every(request.pollEvery(), errors);
    language(request.language(), errors);
    if (!errors.isEmpty()) {
      throw Problem.fields(errors).exception();
    }
    var change = new FeedCatalog.Change(blank(request.title()), blank(request.language()), every);
    return catalog.change(id, change, clock.instant()).orElseThrow(() -> missing(id));
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
    var feed = catalog.find(id).orElseThrow(() -> missing(id));
    catalog.ask(id, clock.instant());
    poller.wake();
    return Response.accepted(feed).build();
  }

  @GET
  @Path("/{id}/polls")
  public Page<FeedCatalog.PollRecord> polls(
      @PathParam("id") String id, @QueryParam("limit") @DefaultValue("50") int limit) {
    if (catalog.find(id).isEmpty()) {
      throw missing(id);
    }
    if (limit < 1 || limit > MOST) {
      throw Problem.field("limit", "is not between 1 and " + MOST).exception();
    }
    return new Page<>(catalog.polls(id, limit), null);
  }

  private String url(@Nullable String written, List<FieldError> errors) {
    if (written == null || written.isBlank()) {
      errors.add(new FieldError("url", "is missing"));
      return "";
    }
    try {
      var url = new URI(written.strip());
      guard.judge(url).ifPresent(reason -> errors.add(new FieldError("url", reason)));
      return url.toString();
    } catch (URISyntaxException e) {
      errors.add(new FieldError("url", "is no URL: " + e.getReason()));
      return "";
    }
  }

  private @Nullable Duration every(@Nullable String written, List<FieldError> errors) {
    if (written == null || written.isBlank()) {
      return null;
    }
    var every = PollEvery.parse(written);
    if (every.isEmpty()) {
      errors.add(new FieldError("pollEvery", "is no duration: write 15m, 2h, 1d or PT15M"));
      return null;
    }
    if (every.get().compareTo(settings.minInterval()) < 0) {
      errors.add(
          new FieldError(
              "pollEvery", "is below the shortest interval here, " + settings.minInterval()));
    }
    return every.get();
  }

  private static Feed.Backlog backlog(@Nullable String written, List<FieldError> errors) {
    if (written == null || written.equals("alert")) {
      return Feed.Backlog.alert;
    }
    if (!written.equals("skip")) {
      errors.add(new FieldError("backlog", "is neither 'alert' nor 'skip'"));
    }
    return Feed.Backlog.skip;
  }

  private static void language(@Nullable String written, List<FieldError> errors) {
    if (written != null
        && !written.isBlank()
        && !written.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")) {
      errors.add(new FieldError("language", "is no language tag (BCP 47), such as de or zh-Hant"));
    }
  }

  private static @Nullable String blank(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static RuntimeException missing(String id) {
    return Problem.of(404, "There is no feed '" + id + "'.").exception();
  }
}
