package tocsin.ingest.feed;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tocsin.edge.address.AddressGuard;
import tocsin.edge.problem.Problem;
import tocsin.edge.token.AdminOnly;
import tocsin.ingest.feed.FeedResource.Poller;

/// `/api/feeds/opml`: the catalogue in and out, as feed readers exchange it.
@Path("/api/feeds/opml")
@AdminOnly
@RunOnVirtualThread
public class OpmlResource {
  private static final int PAGE = 1_000;

  private final FeedCatalog catalog;
  private final AddressGuard guard;
  private final Poller poller;
  private final InstantSource clock;

  public OpmlResource(FeedCatalog catalog, AddressGuard guard, Poller poller, InstantSource clock) {
    this.catalog = catalog;
    this.guard = guard;
    this.poller = poller;
    this.clock = clock;
  }

  /// What became of a list.
  ///
  /// @param known feeds that were registered before
  public record Imported(int added, int known, List<Refused> refused) {}

  public record Refused(String url, String reason) {}

  @GET
  @Produces("text/x-opml; charset=UTF-8")
  public String export() {
    List<Feed> feeds = new ArrayList<>(catalog.list(null, PAGE));
    while (!feeds.isEmpty() && feeds.size() % PAGE == 0) {
      var more = catalog.list(feeds.getLast().id(), PAGE);
      if (more.isEmpty()) {
        break;
      }
      feeds.addAll(more);
    }
    return Opml.write(feeds);
  }

  @POST
  @Consumes({
    "text/x-opml",
    "text/xml",
    "application/xml",
    "application/octet-stream",
    "text/plain"
  })
  @Produces(MediaType.APPLICATION_JSON)
  public Imported load(byte[] document) {
    var outlines =
        Opml.read(document)
            .orElseThrow(() ->
                Problem.of(400, "The body is no OPML document: its root element is not 'opml'.")
                    .exception());
    int added = 0;
    int known = 0;
    List<Refused> refused = new ArrayList<>();
    for (var outline : outlines) {
      var refusal = refusal(outline.url());
      if (refusal.isPresent()) {
        refused.add(new Refused(outline.url(), refusal.get()));
      } else if (register(outline)) {
        added++;
      } else {
        known++;
      }
    }
    poller.wake();
    return new Imported(added, known, List.copyOf(refused));
  }

  private boolean register(Opml.Outline outline) {
    var registration =
        new FeedCatalog.Registration(
            outline.url(), outline.title(), outline.language(), null, Feed.Backlog.alert);
    return catalog.register(registration, clock.instant()).isPresent();
  }

  private Optional<String> refusal(String url) {
    try {
      return guard.judge(new URI(url));
    } catch (URISyntaxException e) {
      return Optional.of("is no URL: " + e.getReason());
    }
  }
}
