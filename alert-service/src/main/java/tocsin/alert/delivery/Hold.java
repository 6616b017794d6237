package tocsin.alert.delivery;

import java.time.Instant;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import tocsin.alert.subscription.Schedule;
import tocsin.alert.subscription.Subscription;
import tocsin.events.Ids;

/// A digest that new alerts of a subscription wait in instead of going out at once: because it asks
/// for digests, because it is a quiet hour, or because the day's ceiling is reached. Nothing that
/// waits is dropped.
///
/// @param window whose alerts it holds
/// @param due when it goes out: at the window's end, or when the quiet hours around that end are
///   over
record Hold(Reason reason, DigestWindow window, Instant due) {
  /// Why; also what the log shows.
  enum Reason {
    digest,
    quiet,
    ceiling
  }

  /// What a new alert waits in; null where it goes out at once.
  ///
  /// @param sentToday deliveries since midnight on the subscriber's clock
  static @Nullable Hold of(Subscription subscription, int sentToday, Instant now) {
    var zone = subscription.timeZone();
    var ceiling = subscription.dailyCeiling();
    if (ceiling != null && sentToday >= ceiling) {
      return until(subscription, Reason.ceiling, day(subscription, now));
    }
    if (!(subscription.schedule() instanceof Schedule.Immediate)) {
      return until(
          subscription, Reason.digest, DigestWindow.of(subscription.schedule(), zone, now));
    }
    var quiet = subscription.quietHours();
    return quiet == null
        ? null
        : quiet
            .around(now, zone)
            .map(night ->
                new Hold(Reason.quiet, new DigestWindow(night.start(), night.end()), night.end()))
            .orElse(null);
  }

  /// What takes over where this one is on its way already.
  Hold next(Subscription subscription) {
    var following =
        switch (reason) {
          case digest ->
              DigestWindow.of(subscription.schedule(), subscription.timeZone(), window.end());
          case ceiling -> day(subscription, window.end());
          case quiet -> new DigestWindow(window.end(), window.end().plusSeconds(1));
        };
    return until(subscription, reason, following);
  }

  /// The day on the subscriber's clock.
  static DigestWindow day(Subscription subscription, Instant now) {
    return DigestWindow.of(new Schedule.Daily(LocalTime.MIDNIGHT), subscription.timeZone(), now);
  }

  private static Hold until(Subscription subscription, Reason reason, DigestWindow window) {
    var quiet = subscription.quietHours();
    var due =
        quiet == null
            ? window.end()
            : quiet
                .around(window.end(), subscription.timeZone())
                .map(night -> night.end())
                .orElse(window.end());
    return new Hold(reason, window, due);
  }

  String deliveryId(String subscriptionId) {
    var start = window.start().toString();
    return Ids.delivery(subscriptionId, reason == Reason.digest ? start : reason + " " + start);
  }
}
