package tocsin.ingest.feed;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
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
  private final FeedForm form;
  private final Poller poller;
  private final InstantSource clock;

  public OpmlResource(FeedCatalog catalog, FeedForm form, Poller poller, InstantSource clock) {
    this.catalog = catalog;
    this.form = form;
    this.poller = poller;
    this.clock = clock;
  }

  /// What became of a list.
  ///
  /// @param known feeds that were registered before, or stood in the list before
  /// @param refused in the order of the list
  public record Imported(int added, int known, List<Refused> refused) {}

  public record Refused(String url, String reason) {
    /// Half of a surrogate pair, which no answer can hold.
    private static final Pattern HALF = Pattern.compile("\\p{Cs}");

    public Refused {
      url = HALF.matcher(url).replaceAll("\uFFFD");
    }
  }

  @GET
  @Produces("text/x-opml; charset=UTF-8")
  public String export() {
    List<Feed> feeds = new ArrayList<>();
    List<Feed> page;
    FeedCatalog.Place last = null;
    do {
      page = catalog.list(Selection.ALL, last, PAGE);
      feeds.addAll(page);
      last =
          page.isEmpty()
              ? null
              : new FeedCatalog.Place(page.getLast().registered(), page.getLast().id());
    } while (page.size() == PAGE);
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
    var outlines = outlines(document);
    List<FeedCatalog.Registration> registrations = new ArrayList<>();
    List<Refused> refused = new ArrayList<>();
    for (var outline : outlines) {
      var url = FeedUrl.of(outline.url());
      var refusal = form.objection(url, outline);
      if (refusal.isPresent()) {
        refused.add(new Refused(outline.url(), refusal.get()));
      } else {
        registrations.add(FeedForm.registration(url, outline));
      }
    }
    int added = catalog.register(registrations, clock.instant());
    poller.wake();
    return new Imported(added, registrations.size() - added, List.copyOf(refused));
  }

  /// What is sent without a type is taken for OPML; since most addresses take JSON, this one says
  /// what it takes instead.
  @POST
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public Imported loadOther(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String sent, byte[] document) {
    if (sent == null) {
      return load(document);
    }
    throw Problem.of(
            415,
            "This address takes OPML, as text/x-opml, text/xml or application/xml; this body is sent as %s."
                .formatted(sent))
        .exception();
  }

  private static List<Opml.Outline> outlines(byte[] document) {
    return switch (Opml.read(document)) {
      case Opml.Reading.Feeds(var outlines) -> outlines;
      case Opml.Reading.Truncated(int line) ->
          throw Problem.of(
                  400,
                  "The document ends early, in line %d: neither </body> nor </opml> is there. Nothing was imported; send the whole list."
                      .formatted(line))
              .exception();
      case Opml.Reading.NoOpml() ->
          throw Problem.of(400, "The body is no OPML document: its root element is not 'opml'.")
              .exception();
    };
  }
}
