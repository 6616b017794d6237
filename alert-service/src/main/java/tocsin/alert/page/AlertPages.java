package tocsin.alert.page;

import io.quarkus.qute.Template;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tocsin.alert.delivery.AlertLink;
import tocsin.alert.delivery.Courier;
import tocsin.alert.delivery.DeliveryLog;
import tocsin.alert.delivery.Marks;
import tocsin.alert.subscription.KnownWords;
import tocsin.alert.subscription.SubscriptionStore;
import tocsin.events.Evidence;

/// An alert's page, by the signed link of its mail: what it rests on, what was sent, and a button
/// to send it again.
@Path("/alerts/{token}")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class AlertPages {
  private final Template alert;
  private final DeliveryLog log;
  private final SubscriptionStore subscriptions;
  private final Courier courier;
  private final KnownWords.Current words;
  private final InstantSource clock;

  public AlertPages(
      Template alert,
      DeliveryLog log,
      SubscriptionStore subscriptions,
      Courier courier,
      KnownWords.Current words,
      InstantSource clock) {
    this.alert = alert;
    this.log = log;
    this.subscriptions = subscriptions;
    this.courier = courier;
    this.words = words;
    this.clock = clock;
  }

  /// A tag with the words it rests on.
  public record TagLine(String label, String note, List<String> words) {}

  @GET
  public Response show(@PathParam("token") String token) {
    return page(token, "");
  }

  @POST
  @Path("/redeliver")
  public Response redeliver(@PathParam("token") String token) {
    boolean queued = false;
    for (var delivery : find(token).map(DeliveryLog.AlertView::deliveries).orElse(List.of())) {
      queued |= log.redeliver(delivery.id(), clock.instant());
    }
    courier.wake();
    return page(
        token,
        queued
            ? "It is on its way again, under the same id."
            : "It is being sent at this moment, or waits in a digest that is still being gathered.");
  }

  private Response page(String token, String note) {
    var found = find(token);
    if (found.isEmpty()) {
      return Pages.page(404, alert.data("alert", null).data("note", ""));
    }
    var shown = found.get();
    var known = words.get();
    List<TagLine> tags = new ArrayList<>();
    shown
        .themes()
        .forEach(t ->
            tags.add(new TagLine(label(t.id(), known), t.grade() + " theme", words(t.evidence()))));
    shown
        .actors()
        .forEach(a -> tags.add(new TagLine(label(a.id(), known), "actor", words(a.evidence()))));
    if (!shown.phrases().isEmpty()) {
      tags.add(new TagLine("Phrases of the query", "", words(shown.phrases())));
    }
    var evidence = new ArrayList<>(shown.phrases());
    shown.themes().forEach(t -> evidence.addAll(t.evidence()));
    shown.actors().forEach(a -> evidence.addAll(a.evidence()));
    return Pages.page(
        200,
        alert
            .data("alert", shown)
            .data("note", note)
            .data("token", token)
            .data("tags", tags)
            .data(
                "because",
                String.join(", ", shown.because().stream().map(id -> label(id, known)).toList()))
            .data("pieces", Marks.of(shown.excerpt().text(), shown.excerpt().within(evidence)))
            .data(
                "deliveries",
                shown.deliveries().stream()
                    .flatMap(d -> log.delivery(d.id()).stream())
                    .map(DeliveryLog.Owned::value)
                    .toList()));
  }

  private Optional<DeliveryLog.AlertView> find(String token) {
    var link = AlertLink.read(token);
    return log.alert(link.alertId())
        .map(DeliveryLog.Owned::value)
        .filter(found ->
            subscriptions.linkKey(found.subscription()).filter(link::isSignedWith).isPresent());
  }

  private static String label(String id, @Nullable KnownWords known) {
    return known == null ? id : known.label(id, "en");
  }

  private static List<String> words(List<Evidence> evidence) {
    return evidence.stream().map(Evidence::text).distinct().toList();
  }
}
