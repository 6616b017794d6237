package tocsin.alert.history;

import com.fasterxml.jackson.annotation.JsonValue;

/// How far an article came on its way to a subscription.
public enum Verdict {
  UNKNOWN_ARTICLE(
      "unknown-article",
      "No feed has brought it, as far as is known here: it was not taken in, and waits on no topic that leads here. Check the id; GET /api/feeds of ingest tells which feeds are read."),
  UNSEEN("unseen", "It was not taken in; whether it is on its way could not be told in time"),
  UNTAGGED("not-tagged-yet", "Its feed has brought it, and it waits to be tagged"),
  COMING("not-taken-in-yet", "It is tagged, and waits to be taken in"),
  DEAD("dead-letter", "It could not be handled and was put aside"),
  NOT_MATCHED("not-matched", "The query does not match the article: a clause does not hold."),
  BACKLOG(
      "backlog", "It was in its feed when the feed was added, and that feed was added quietly."),
  FOLDED("folded", "Another article of the same story came first and was alerted."),
  OLDER_THAN_SUBSCRIPTION(
      "older-than-subscription", "It was taken in before the subscription was there."),
  INACTIVE("inactive", "The subscription is not active."),
  MATCHES_NOW(
      "matches-now",
      "The query matches now and did not alert then: it was changed since, or the article is being taken in at this moment."),
  PENDING("matched-pending", "It was alerted and is on its way, or is to be tried again."),
  HELD("matched-held", "It was alerted and is held, to be gathered or until its endpoint is back."),
  REFUSED("matched-refused", "It was alerted, and the receiver refused it for good."),
  CANCELLED("matched-cancelled", "It was alerted, and its delivery was cancelled."),
  SENT("sent", "It was alerted and delivered."),
  OVER("matched-over", "It was alerted; what became of its delivery is no longer kept.");

  private final String written;
  private final String reason;

  Verdict(String written, String reason) {
    this.written = written;
    this.reason = reason;
  }

  @JsonValue
  public String written() {
    return written;
  }

  String reason() {
    return reason;
  }

  /// Of an article that was alerted.
  ///
  /// @param status of its delivery
  static Verdict ofDelivery(String status) {
    return switch (status) {
      case "pending", "deferred" -> PENDING;
      case "held" -> HELD;
      case "refused" -> REFUSED;
      case "cancelled" -> CANCELLED;
      case "delivered" -> SENT;
      default -> throw new IllegalArgumentException("no status of a delivery: " + status);
    };
  }
}
