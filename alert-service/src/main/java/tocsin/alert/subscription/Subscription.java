package tocsin.alert.subscription;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// What a subscriber asked for, ready to be matched and delivered. Secrets and addresses stay in
/// the store.
///
/// @param key its number in the order of creation: short, unique, never used again
/// @param query as written
/// @param asks the query read
/// @param minScore themes below it do not count, 0 to 1
/// @param dailyCeiling deliveries a day, what is beyond comes in one digest; null: no limit
/// @param feed the token of its Atom feed
/// @param story whether one alert stands for all articles of a story
public record Subscription(
    String id,
    long key,
    String subscriberId,
    String name,
    String query,
    Query asks,
    ChannelSpec channel,
    Schedule schedule,
    ZoneId timeZone,
    double minScore,
    Story story,
    @Nullable QuietHours quietHours,
    @Nullable Integer dailyCeiling,
    String feed,
    State state,
    Instant created) {

  /// How articles of one story alert.
  public enum Story {
    once,
    each
  }

  /// Whether a subscription alerts.
  public enum State {
    active,
    /// ended by its subscriber through an unsubscribe link
    unsubscribed,
    /// its endpoint asked not to be called again, or failed for days
    disabled
  }
}
