package tocsin.ingest.feed;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tocsin.edge.problem.Problem;
import tocsin.edge.token.AdminOnly;
import tocsin.ingest.feed.FeedResource.FeedRequest;
import tocsin.ingest.feed.FeedResource.Poller;

/// `/api/feeds/bulk`: one thing done to many feeds.
@Path("/api/feeds/bulk")
@AdminOnly
@RunOnVirtualThread
public class BulkResource {
  private static final int MOST_IDS = 10_000;

  private final FeedCatalog catalog;
  private final FeedQueue queue;
  private final FeedForm form;
  private final Poller poller;
  private final InstantSource clock;

  public BulkResource(
      FeedCatalog catalog, FeedQueue queue, FeedForm form, Poller poller, InstantSource clock) {
    this.catalog = catalog;
    this.queue = queue;
    this.form = form;
    this.poller = poller;
    this.clock = clock;
  }

  /// @param action `poll`, `change` or `remove`
  /// @param ids feeds that are meant; with `status` and `host`, those of them that meet all
  /// @param all has to be true where no other condition is given
  /// @param change what `change` sets, as for one feed
  public record BulkRequest(
      @Nullable String action,
      @Nullable List<String> ids,
      @Nullable String status,
      @Nullable String host,
      @Nullable Boolean all,
      @Nullable FeedRequest change) {}

  /// @param feeds that were met
  public record Done(int feeds) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Done apply(@Nullable BulkRequest request) {
    if (request == null) {
      throw Problem.of(400, "Send a JSON object with an 'action' and what it is for.").exception();
    }
    var selection = selection(request);
    var done =
        switch (request.action() == null ? "" : request.action()) {
          case "poll" -> queue.ask(catalog.ids(selection), clock.instant());
          case "remove" -> catalog.remove(selection);
          case "change" -> change(request, selection);
          default -> throw Problem.field("action", "is none of poll, change, remove").exception();
        };
    poller.wake();
    return new Done(done);
  }

  private int change(BulkRequest request, Selection selection) {
    if (request.change() == null) {
      throw Problem.field("change", "is missing").exception();
    }
    return catalog.change(selection, form.change(request.change()), clock.instant());
  }

  private static Selection selection(BulkRequest request) {
    if (request.ids() != null && request.ids().size() > MOST_IDS) {
      throw Problem.field("ids", "are more than " + MOST_IDS).exception();
    }
    var selection = new Selection(request.ids(), FeedForm.status(request.status()), request.host());
    if (selection.isAll() && !Boolean.TRUE.equals(request.all())) {
      throw Problem.field("all", "has to be true where neither ids, status nor host is given")
          .exception();
    }
    return selection;
  }
}
