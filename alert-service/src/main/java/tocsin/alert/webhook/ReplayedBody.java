package tocsin.alert.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import tocsin.alert.delivery.AlertContent;
import tocsin.alert.delivery.Parcel;
import tocsin.alert.match.Why;
import tocsin.alert.webhook.WebhookBody.Room;
import tocsin.events.ActorTag;
import tocsin.events.Evidence;
import tocsin.events.TaggedArticle;
import tocsin.events.ThemeTag;

/// The body of a webhook that replays an article: what `alert.created` shows of one, by the same
/// rules, and marked as a replay.
public final class ReplayedBody {
  private ReplayedBody() {}

  /// @param timestamp when the article was tagged
  private record Envelope(String type, Instant timestamp, boolean replay, Data data) {}

  /// @param replay once more, for handlers that are given this part only
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Data(
      boolean replay,
      String replayId,
      String articleId,
      int revision,
      WebhookBody.Article article,
      List<ThemeTag> themes,
      List<ActorTag> actors,
      List<Evidence> evidence,
      List<String> because,
      String vocabulary) {}

  /// @param why it matches what was asked for
  public static byte[] of(String replayId, TaggedArticle article, Why why) {
    var shown =
        new Parcel.Alert(
            "", "", article.tagged(), "", why.because(), why.phrases(), AlertContent.of(article));
    return WebhookBody.fitting(
        Room.FULL.ordinal(),
        room ->
            new Envelope(
                "article.replayed",
                article.tagged(),
                true,
                data(
                    replayId,
                    article.revision(),
                    WebhookBody.data("", shown, Room.values()[room]))));
  }

  private static Data data(String replayId, int revision, WebhookBody.AlertData shown) {
    return new Data(
        true,
        replayId,
        shown.articleId(),
        revision,
        shown.article(),
        shown.themes(),
        shown.actors(),
        shown.evidence(),
        shown.because(),
        shown.vocabulary());
  }
}
