package tocsin.ingest.discover;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tocsin.edge.problem.Problem;
import tocsin.edge.token.AdminOnly;
import tocsin.ingest.discover.FeedFinder.Found;
import tocsin.ingest.feed.FeedForm;
import tocsin.ingest.feed.FeedUrl;

/// `/api/feeds/discover`: from a site's address to the feeds that can be registered.
@Path("/api/feeds/discover")
@AdminOnly
@RunOnVirtualThread
public class DiscoverResource {
  private final FeedFinder finder;
  private final FeedForm form;

  public DiscoverResource(FeedFinder finder, FeedForm form) {
    this.finder = finder;
    this.form = form;
  }

  /// @param url of any page of a site; `https://` may be left out
  public record SiteRequest(@Nullable String url) {}

  public record FoundFeeds(List<Found> items) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public FoundFeeds discover(@Nullable SiteRequest request) throws InterruptedException {
    var written = request == null || request.url() == null ? "" : request.url().strip();
    var url =
        FeedUrl.of(written.isEmpty() || written.contains(":") ? written : "https://" + written);
    form.objection(url)
        .ifPresent(reason -> {
          throw Problem.field("url", reason).exception();
        });
    return switch (finder.find(URI.create(url.normal()))) {
      case FeedFinder.Search.Ended(var feeds) -> new FoundFeeds(feeds);
      case FeedFinder.Search.Unreachable(var reason) ->
          throw Problem.of(422, url.normal() + " could not be read: " + reason + ".").exception();
    };
  }
}
