package tocsin.alert.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tocsin.alert.delivery.AlertContent;
import tocsin.alert.delivery.Parcel;
import tocsin.events.ActorTag;
import tocsin.events.EventJson;
import tocsin.events.Evidence;
import tocsin.events.ThemeTag;

/// The body of a webhook: `alert.created` with one alert, `digest.created` with those of a window,
/// or `test.created`. Always the same bytes for the same delivery; below 20 kB, as Standard
/// Webhooks 1.0.0 asks: what does not fit is left out, the most repetitive first.
final class WebhookBody {
  /// bytes
  static final int MOST = 20_000;

  private WebhookBody() {}

  /// The envelope of Standard Webhooks.
  record Envelope(String type, Instant timestamp, Object data) {}

  /// What `data` of `alert.created` holds; `more` counts the alerts of a digest left out.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AlertData(
      String alertId,
      String articleId,
      String subscriptionId,
      String subscriptionName,
      Article article,
      List<ThemeTag> themes,
      List<ActorTag> actors,
      List<Evidence> evidence,
      List<String> because,
      String vocabulary) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Article(
      String title,
      @Nullable String url,
      String source,
      String feed,
      String language,
      @Nullable Instant published,
      String summary) {}

  record DigestData(
      String digestId,
      String subscriptionId,
      String subscriptionName,
      Instant from,
      Instant to,
      List<AlertData> alerts,
      int more) {}

  record TestData(String subscriptionId, String subscriptionName, String message) {}

  static byte[] of(Parcel parcel) {
    return switch (parcel.kind()) {
      case alert -> alert(parcel);
      case digest -> digest(parcel);
      case test ->
          EventJson.write(
              new Envelope(
                  "test.created",
                  parcel.created(),
                  new TestData(
                      parcel.receiver().subscriptionId(),
                      parcel.receiver().name(),
                      "This is a test: the endpoint and its secret work where you can verify this signature.")));
    };
  }

  private static byte[] alert(Parcel parcel) {
    var alert = parcel.alerts().getFirst();
    for (int spans = 5; ; spans--) {
      var body =
          EventJson.write(
              new Envelope(
                  "alert.created",
                  alert.opened(),
                  data(parcel.receiver().subscriptionId(), alert, spans, spans)));
      if (body.length < MOST || spans == 0) {
        return body;
      }
    }
  }

  private static byte[] digest(Parcel parcel) {
    var window = parcel.window();
    var from = window == null ? parcel.created() : window.start();
    var to = window == null ? parcel.created() : window.end();
    var alerts = parcel.alerts();
    for (int shown = alerts.size(); ; shown = shown * 3 / 4) {
      List<AlertData> data = new ArrayList<>();
      alerts
          .subList(0, shown)
          .forEach(alert -> data.add(data(parcel.receiver().subscriptionId(), alert, 1, 2)));
      var body =
          EventJson.write(
              new Envelope(
                  "digest.created",
                  to,
                  new DigestData(
                      parcel.id(),
                      parcel.receiver().subscriptionId(),
                      parcel.receiver().name(),
                      from,
                      to,
                      data,
                      alerts.size() - shown)));
      if (body.length < MOST || shown == 0) {
        return body;
      }
    }
  }

  /// Of an alert that is pulled, in full.
  static AlertData data(String subscriptionId, Parcel.Alert alert) {
    return data(subscriptionId, alert, 5, 5);
  }

  /// @param perTag spans shown with each tag
  /// @param perAlert tens of spans shown of the whole alert
  private static AlertData data(
      String subscriptionId, Parcel.Alert alert, int perTag, int perAlert) {
    var content = alert.content();
    return new AlertData(
        alert.id(),
        content.article().id(),
        subscriptionId,
        alert.name(),
        article(content.article()),
        content.themes().stream()
            .map(t -> new ThemeTag(t.id(), t.grade(), t.score(), first(t.evidence(), perTag)))
            .toList(),
        content.actors().stream()
            .map(a -> new ActorTag(a.id(), a.score(), first(a.evidence(), perTag)))
            .toList(),
        first(alert.evidence(), perAlert * 10),
        alert.because(),
        content.vocabulary());
  }

  private static Article article(AlertContent.Article a) {
    return new Article(
        a.title(), a.url(), a.source(), a.feed(), a.language(), a.published(), a.summary());
  }

  private static <T> List<T> first(List<T> list, int most) {
    return list.size() <= most ? list : list.subList(0, most);
  }
}
