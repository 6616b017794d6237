package tocsin.alert.delivery;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tocsin.alert.subscription.ChannelSpec;
import tocsin.alert.subscription.QuietHours;
import tocsin.events.Evidence;

/// A delivery with all that its channel needs to send it.
///
/// @param id the same for every try: `webhook-id`, and the left half of `Message-ID`
/// @param window of a digest; null for others
/// @param alerts one of an alert, any number of a digest, none of a test
public record Parcel(
    String id,
    Kind kind,
    Receiver receiver,
    @Nullable DigestWindow window,
    Instant created,
    List<Alert> alerts) {

  /// What is delivered.
  public enum Kind {
    alert,
    digest,
    test
  }

  /// Whether a subscription asks for alerts, as it says itself.
  public enum Standing {
    active,
    unsubscribed,
    disabled
  }

  /// Who gets it.
  ///
  /// @param url of the webhook; null for e-mail
  /// @param email of the subscriber; null for a webhook, and where mails must not be sent any more
  /// @param secrets that sign a webhook, the newest first
  /// @param unsubscribe the token of the subscription's unsubscribe link
  /// @param linkKey that links to its alerts are signed with, see [AlertLink]
  /// @param failing whether its last try, or some before it, failed
  /// @param standing whether the subscription still asks for alerts
  public record Receiver(
      String subscriptionId,
      String name,
      String subscriberId,
      @Nullable String url,
      @Nullable String email,
      List<String> secrets,
      String unsubscribe,
      String linkKey,
      ZoneId timeZone,
      @Nullable QuietHours quietHours,
      boolean failing,
      Standing standing) {
    public Receiver {
      secrets = List.copyOf(secrets);
    }

    /// The time itself, or the end of the quiet hours around it.
    Instant awake(Instant time) {
      return quietHours == null
          ? time
          : quietHours.around(time, timeZone).map(QuietHours.Stretch::end).orElse(time);
    }

    /// Where the subscription's alerts go now; a delivery may have been opened for another one.
    public ChannelSpec channel() {
      return url == null ? new ChannelSpec.Email() : new ChannelSpec.Webhook(URI.create(url));
    }
  }

  /// One alert.
  ///
  /// @param name of the subscription when it was opened
  /// @param because the themes, actors and phrases of the query that the article has
  /// @param phrases where phrases of the query stand
  public record Alert(
      String id,
      String name,
      Instant opened,
      String story,
      List<String> because,
      List<Evidence> phrases,
      AlertContent content) {
    public Alert {
      because = List.copyOf(because);
      phrases = List.copyOf(phrases);
    }

    /// All it rests on, in the order of the article.
    public List<Evidence> evidence() {
      return Marks.ordered(
          java.util.stream.Stream.concat(content.evidence().stream(), phrases.stream()).toList());
    }

    /// The passage to show: around phrases where there are any, else around the tags.
    public Excerpt excerpt() {
      return content.excerpt();
    }
  }

  public Parcel {
    alerts = List.copyOf(alerts);
  }
}
