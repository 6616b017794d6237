package tocsin.alert.page;

import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tocsin.alert.account.PublicUrl;
import tocsin.alert.account.Subscribers;
import tocsin.alert.subscription.KnownWords;
import tocsin.alert.subscription.SubscriptionStore;

/// The pages for people. They load nothing from elsewhere and run no scripts.
@Path("/")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class Pages {
  private static final String POLICY =
      "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

  private final Template home;
  private final Template confirm;
  private final Template unsubscribe;
  private final Template inbox;
  private final Template mail;
  private final Template status;
  private final Subscribers subscribers;
  private final SubscriptionStore store;
  private final StatusBoard board;
  private final Lag lag;
  private final KnownWords.Current words;
  private final Optional<Inbox> mails;
  private final String publicUrl;
  private final InstantSource clock;

  /// How many articles wait on the topic, in words.
  @FunctionalInterface
  public interface Lag {
    String inWords();
  }

  public Pages(
      Template home,
      Template confirm,
      Template unsubscribe,
      Template inbox,
      Template mail,
      Template status,
      Subscribers subscribers,
      SubscriptionStore store,
      StatusBoard board,
      Lag lag,
      KnownWords.Current words,
      PageSettings settings,
      PublicUrl publicUrl,
      InstantSource clock) {
    this.home = home;
    this.confirm = confirm;
    this.unsubscribe = unsubscribe;
    this.inbox = inbox;
    this.mail = mail;
    this.status = status;
    this.subscribers = subscribers;
    this.store = store;
    this.board = board;
    this.lag = lag;
    this.words = words;
    this.mails = settings.inboxDirectory().map(Inbox::new);
    this.publicUrl = publicUrl.url();
    this.clock = clock;
  }

  @GET
  public Response home() {
    return page(200, home.data("url", publicUrl));
  }

  /// Shows a button; confirms nothing, since link scanners follow links.
  @GET
  @Path("confirm")
  public Response confirm(@QueryParam("token") @Nullable String token) {
    var link = token == null ? "" : token;
    return page(200, confirmPage(link, subscribers.isOpen(link, clock.instant()), ""));
  }

  @POST
  @Path("confirm")
  public Response confirmed(@FormParam("token") @Nullable String token) {
    var welcome = subscribers.confirm(token == null ? "" : token.strip(), clock.instant());
    return page(
        welcome.isPresent() ? 200 : 400,
        confirmPage("", false, welcome.map(Subscribers.Welcome::token).orElse("")));
  }

  private TemplateInstance confirmPage(String link, boolean open, String token) {
    return confirm.data("link", link, "open", open, "token", token, "url", publicUrl);
  }

  @GET
  @Path("unsubscribe/{token}")
  public Response unsubscribe(@PathParam("token") String token) {
    var subscription = store.byUnsubscribeToken(token);
    return page(
        subscription.isPresent() ? 200 : 404,
        unsubscribe.data("name", subscription.map(s -> s.name()).orElse(""), "done", false));
  }

  /// One click, RFC 8058: ends the subscription at once; again is harmless.
  @POST
  @Path("unsubscribe/{token}")
  public Response unsubscribed(@PathParam("token") String token) {
    var subscription = store.byUnsubscribeToken(token);
    subscription.ifPresent(s -> store.unsubscribe(s.id()));
    return page(
        subscription.isPresent() ? 200 : 404,
        unsubscribe.data("name", subscription.map(s -> s.name()).orElse(""), "done", true));
  }

  @GET
  @Path("inbox")
  public Response inbox() throws IOException {
    List<Inbox.Summary> list = mails.isPresent() ? mails.get().list() : List.of();
    return page(200, inbox.data("kept", mails.isPresent(), "mails", list));
  }

  @GET
  @Path("inbox/{name}")
  public Response mail(@PathParam("name") String name) throws IOException {
    var opened = open(name);
    return opened
        .map(o ->
            page(
                200,
                mail.data(
                    "mail",
                    o.summary(),
                    "html",
                    o.html() != null,
                    "text",
                    o.text(),
                    "headers",
                    o.headers())))
        .orElseGet(() -> page(404, inbox.data("kept", mails.isPresent(), "mails", List.of())));
  }

  /// The mail's own HTML, for the sandboxed frame.
  @GET
  @Path("inbox/{name}/html")
  public Response mailHtml(@PathParam("name") String name) throws IOException {
    var html = open(name).map(Inbox.Opened::html).orElse("");
    return guarded(Response.ok(html == null ? "" : html));
  }

  private Optional<Inbox.Opened> open(String name) throws IOException {
    return mails.isPresent() ? mails.get().open(name) : Optional.empty();
  }

  @GET
  @Path("status")
  public Response status() throws InterruptedException {
    List<StatusBoard.FeedLine> feeds = List.of();
    var note = "No feeds are registered yet.";
    try {
      feeds = board.feeds();
    } catch (IOException e) {
      note = "The ingest service does not answer at the moment.";
    }
    var known = words.get();
    return page(
        200,
        status
            .data(
                "feeds",
                feeds,
                "feedsNote",
                note,
                "articles",
                board.articles(),
                "lag",
                lag.inWords())
            .data("deliveries", board.deliveries())
            .data("attempts", board.attempts())
            .data("vocabulary", known == null ? "not known yet" : known.version()));
  }

  static Response page(int status, TemplateInstance page) {
    return guarded(Response.status(status).entity(page.render()));
  }

  private static Response guarded(Response.ResponseBuilder response) {
    return response
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Cache-Control", "no-store")
        .build();
  }
}
