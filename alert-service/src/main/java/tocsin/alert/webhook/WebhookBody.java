package tocsin.alert.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tocsin.alert.delivery.Parcel;
import tocsin.events.ActorTag;
import tocsin.events.EventJson;
import tocsin.events.Evidence;
import tocsin.events.ThemeTag;

/// The body of a webhook: `alert.created` with one alert, `digest.created` with those of a window,
/// or `test.created`. Always the same bytes for the same delivery; below 20 kB, as Standard
/// Webhooks 1.0.0 asks: what does not fit is left out, the most repetitive first. The JSON Schema
/// is `tocsin/events/schema/webhook.schema.json`.
final class WebhookBody {
  /// bytes
  static final int MOST = 20_000;

  /// Evidence is the words as they stand, so that longer ones are left out, not cut.
  private static final int LONGEST_WORDS = 500;

  private WebhookBody() {}

  /// The envelope of Standard Webhooks.
  record Envelope(String type, Instant timestamp, Object data) {}

  /// What `data` of `alert.created` holds.
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

  /// What `data` of `digest.created` holds; `more` counts the alerts left out.
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
    return fitting(
        Room.FULL.ordinal(),
        room ->
            new Envelope(
                "alert.created",
                alert.opened(),
                data(parcel.receiver().subscriptionId(), alert, Room.values()[room])));
  }

  private static byte[] digest(Parcel parcel) {
    var window = parcel.window();
    var from = window == null ? parcel.created() : window.start();
    var to = window == null ? parcel.created() : window.end();
    var alerts = parcel.alerts();
    var id = parcel.receiver().subscriptionId();
    // the name as it was, so that a change of it changes no later try
    var name = alerts.isEmpty() ? parcel.receiver().name() : alerts.getFirst().name();
    return fitting(
        alerts.size(),
        shown ->
            new Envelope(
                "digest.created",
                to,
                new DigestData(
                    parcel.id(),
                    id,
                    name,
                    from,
                    to,
                    alerts.subList(0, shown).stream()
                        .map(alert -> data(id, alert, Room.LITTLE))
                        .toList(),
                    alerts.size() - shown)));
  }

  /// The largest body that fits, found by halving; the smallest one where none does.
  static byte[] fitting(int largest, IntFunction<?> body) {
    var whole = EventJson.write(body.apply(largest));
    if (whole.length < MOST) {
      return whole;
    }
    int fits = 0;
    int tooLarge = largest;
    while (tooLarge - fits > 1) {
      int middle = (fits + tooLarge) >>> 1;
      if (EventJson.write(body.apply(middle)).length < MOST) {
        fits = middle;
      } else {
        tooLarge = middle;
      }
    }
    return EventJson.write(body.apply(fits));
  }

  /// How much of an alert is shown, the least first.
  ///
  /// @param tags themes, and as many actors, and words asked for
  /// @param perTag spans with each tag
  /// @param spans of the whole alert
  enum Room {
    TITLE(10, 0, 0),
    TAGS(50, 0, 0),
    LITTLE(50, 1, 10),
    SOME(100, 2, 20),
    FULL(1_000, 5, 50);

    private final int tags;
    private final int perTag;
    private final int spans;

    Room(int tags, int perTag, int spans) {
      this.tags = tags;
      this.perTag = perTag;
      this.spans = spans;
    }
  }

  /// Of an alert that is pulled, in full.
  static AlertData data(String subscriptionId, Parcel.Alert alert) {
    return data(subscriptionId, alert, Room.FULL);
  }

  static AlertData data(String subscriptionId, Parcel.Alert alert, Room room) {
    var content = alert.content();
    var a = content.article();
    return new AlertData(
        alert.id(),
        a.id(),
        subscriptionId,
        alert.name(),
        new Article(
            a.title(), a.url(), a.source(), a.feed(), a.language(), a.published(), a.summary()),
        first(content.themes(), room.tags).stream()
            .map(t -> new ThemeTag(t.id(), t.grade(), t.score(), words(t.evidence(), room.perTag)))
            .toList(),
        first(content.actors(), room.tags).stream()
            .map(t -> new ActorTag(t.id(), t.score(), words(t.evidence(), room.perTag)))
            .toList(),
        words(alert.evidence(), room.spans),
        first(alert.because(), room.tags),
        content.vocabulary());
  }

  private static List<Evidence> words(List<Evidence> evidence, int most) {
    return evidence.stream().filter(e -> e.text().length() <= LONGEST_WORDS).limit(most).toList();
  }

  private static <T> List<T> first(List<T> list, int most) {
    return list.size() <= most ? list : list.subList(0, most);
  }
}
