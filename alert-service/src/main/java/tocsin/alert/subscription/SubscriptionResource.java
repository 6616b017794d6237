package tocsin.alert.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tocsin.alert.account.Caller;
import tocsin.alert.account.Callers;
import tocsin.alert.account.PublicUrl;
import tocsin.edge.problem.Problem;

/// `/api/subscriptions`: a subscriber's own; to the operator, everybody's.
@Path("/api/subscriptions")
@RunOnVirtualThread
public class SubscriptionResource {
  private static final int MOST = 500;
  private static final Pattern CURSOR = Pattern.compile("[0-9]{1,18}");

  private final SubscriptionStore store;
  private final Drafts drafts;
  private final KnownWords.Current words;
  private final Callers callers;
  private final PublicUrl publicUrl;
  private final InstantSource clock;

  public SubscriptionResource(
      SubscriptionStore store,
      Drafts drafts,
      KnownWords.Current words,
      Callers callers,
      PublicUrl publicUrl,
      InstantSource clock) {
    this.store = store;
    this.drafts = drafts;
    this.words = words;
    this.callers = callers;
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  /// A channel as the API shows it; the secret only when it is new.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ChannelView(String type, @Nullable String url, @Nullable String secret) {}

  /// Quiet hours as the API shows them.
  public record Quiet(String from, String to) {}

  /// A subscription as the API shows it.
  ///
  /// @param feed where it can be read as an Atom feed, by whoever knows the address
  /// @param query as written
  /// @param canonical the query as it is understood
  /// @param sentence the same in words, by language: en, de
  /// @param stale what in its query the vocabulary no longer knows; empty where nothing
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record View(
      String id,
      String name,
      String query,
      String canonical,
      Map<String, String> sentence,
      ChannelView channel,
      String schedule,
      String timeZone,
      double minScore,
      String story,
      @Nullable Quiet quietHours,
      @Nullable Integer dailyCeiling,
      String feed,
      String state,
      Instant created,
      List<String> stale) {}

  /// A page of a list; `next` is the cursor of the page that follows, null at the end.
  public record Page(List<View> items, @Nullable String next) {}

  @GET
  public Page list(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    if (limit < 1 || limit > MOST) {
      throw Problem.field("limit", "is not between 1 and " + MOST).exception();
    }
    var owner =
        callers.known(authorization) instanceof Caller.Admin ? null : callers.member(authorization);
    var found = store.list(owner, after(cursor), limit);
    return new Page(
        found.stream().map(s -> view(s, null)).toList(),
        found.size() == limit ? String.valueOf(found.getLast().key()) : null);
  }

  @POST
  public Response create(
      Drafts.@Nullable Written written,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    var owner = callers.member(authorization);
    var draft = drafts.check(written);
    var created =
        store
            .create(owner, draft, clock.instant())
            .orElseThrow(() ->
                Problem.of(
                        429,
                        "A subscriber may have "
                            + SubscriptionStore.PER_SUBSCRIBER
                            + " subscriptions; delete one first.")
                    .exception());
    return Response.created(URI.create("/api/subscriptions/" + created.subscription().id()))
        .entity(view(created.subscription(), created.secret()))
        .build();
  }

  @GET
  @Path("/{id}")
  public View get(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    return view(own(id, authorization), null);
  }

  @PUT
  @Path("/{id}")
  public View replace(
      @PathParam("id") String id,
      Drafts.@Nullable Written written,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    var before = own(id, authorization);
    var draft = drafts.check(written);
    var replaced = store.replace(id, draft).orElseThrow(() -> missing(id));
    boolean newHook =
        draft.channel() instanceof ChannelSpec.Webhook
            && before.channel() instanceof ChannelSpec.Email;
    return view(replaced, newHook ? store.secrets(id, clock.instant()).getFirst() : null);
  }

  @DELETE
  @Path("/{id}")
  public void remove(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    store.remove(own(id, authorization).id());
  }

  /// A new webhook secret; the old one signs beside it for 24 hours.
  @POST
  @Path("/{id}/secret")
  public Map<String, String> rotate(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    var subscription = own(id, authorization);
    return Map.of(
        "secret",
        store
            .rotateSecret(subscription.id(), clock.instant())
            .orElseThrow(() ->
                Problem.of(409, "Only a webhook has a secret; this subscription goes to e-mail.")
                    .exception()));
  }

  private static long after(@Nullable String cursor) {
    if (cursor == null || cursor.isBlank()) {
      return 0;
    }
    if (!CURSOR.matcher(cursor.strip()).matches()) {
      throw Problem.field("cursor", "is not one that 'next' of a page gave").exception();
    }
    return Long.parseLong(cursor.strip());
  }

  /// What is another's is not there.
  private Subscription own(String id, @Nullable String authorization) {
    var caller = callers.known(authorization);
    return store
        .find(id)
        .filter(s -> caller.mayTouch(s.subscriberId()))
        .orElseThrow(() -> missing(id));
  }

  private View view(Subscription s, @Nullable String secret) {
    var url = s.channel() instanceof ChannelSpec.Webhook(var to) ? to.toString() : null;
    var current = words.get();
    var known = current == null ? KnownWords.NONE : current;
    return new View(
        s.id(),
        s.name(),
        s.query(),
        QueryPrinter.print(s.asks()),
        Map.of(
            "en", QuerySentence.english(s.asks(), known),
            "de", QuerySentence.german(s.asks(), known)),
        new ChannelView(s.channel().type(), url, secret),
        s.schedule().written(),
        s.timeZone().getId(),
        s.minScore(),
        s.story().name(),
        s.quietHours() == null
            ? null
            : new Quiet(s.quietHours().from().toString(), s.quietHours().to().toString()),
        s.dailyCeiling(),
        publicUrl.url() + "/feeds/" + s.feed() + ".atom",
        s.state().name(),
        s.created(),
        current == null ? List.of() : known.unknown(s.asks()));
  }

  private static RuntimeException missing(String id) {
    return Problem.of(404, "There is no subscription '" + id + "'.").exception();
  }
}
