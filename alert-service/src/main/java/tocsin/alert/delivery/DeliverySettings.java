package tocsin.alert.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/// How deliveries are tried.
@ConfigMapping(prefix = "alert.delivery")
public interface DeliverySettings {
  /// Pauses between the tries of a webhook: the schedule of Standard Webhooks 1.0.0, ten tries over
  /// three days.
  @WithDefault("5s,5m,30m,2h,5h,10h,14h,20h,24h")
  List<Duration> retrySchedule();

  /// Pauses between the tries of a mail, over five days (RFC 5321, 4.5.4.1).
  @WithDefault("1m,5m,15m,1h,2h,4h,8h,12h,12h,16h,16h,24h,24h")
  List<Duration> mailRetrySchedule();

  /// Share of a pause by which it may be longer or shorter.
  @WithDefault("0.1")
  double jitter();

  /// What of a receiver's `Retry-After` is honoured.
  @WithDefault("24h")
  Duration longestWait();

  @WithDefault("5s")
  Duration connectTimeout();

  /// For a whole exchange with a webhook.
  @WithDefault("20s")
  Duration timeout();

  /// For a whole exchange with the mail server.
  @WithDefault("60s")
  Duration mailTimeout();

  /// How long this node alone may try what it took; longer than any exchange.
  @WithDefault("90s")
  Duration lease();

  /// Exchanges in flight to one scheme, host and port.
  @WithDefault("10")
  int perTarget();

  /// Exchanges in flight on this node.
  @WithDefault("200")
  int concurrency();

  /// A target that fails so often in a row is left alone for a while.
  @WithDefault("10")
  int breakerFailures();

  /// How long at first; doubled up to sixteen times that while it goes on failing.
  @WithDefault("15s")
  Duration breakerPause();

  /// An endpoint that has answered nothing well for so long is disabled.
  @WithDefault("5d")
  Duration disableAfter();

  /// So many refused mails in a row end mails to an address.
  @WithDefault("3")
  int hardBounces();

  /// Attempts and finished deliveries are kept for so long.
  @WithDefault("90d")
  Duration retention();

  /// How often due deliveries are looked for when nothing wakes the courier.
  @WithDefault("500ms")
  Duration pollInterval();

  /// Articles that say the same within so long are one story.
  @WithDefault("72h")
  Duration storyWindow();
}
