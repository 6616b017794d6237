package tocsin.alert.subscription;

import java.time.ZoneOffset;

/// What a subscriber writes who changes nothing of what is proposed.
public final class SomeDraft {
  private SomeDraft() {}

  /// By mail, as it comes, one alert for each story.
  public static SubscriptionStore.Draft of(String name, String query) {
    return new SubscriptionStore.Draft(
        name,
        query,
        new ChannelSpec.Email(),
        new Schedule.Immediate(),
        ZoneOffset.UTC,
        0,
        Subscription.Story.once,
        null,
        null);
  }
}
