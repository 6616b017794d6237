package tocsin.ingest.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// When feeds are polled.
@ConfigMapping(prefix = "ingest.poll")
public interface PollSettings {
  /// No feed is polled more often, whoever asks.
  @WithDefault("5m")
  Duration minInterval();

  /// A healthy feed whose rhythm is not known; three times the shortest where it is not set.
  Optional<Duration> interval();

  /// The longest pause that a feed's slow rhythm leads to; twelve times the shortest where it is
  /// not set.
  Optional<Duration> calmInterval();

  /// The longest pause that failures, a server or a document can ask for.
  @WithDefault("24h")
  Duration maxInterval();

  /// Feeds in progress at once on this node.
  @WithDefault("64")
  int concurrency();

  /// Between two requests to one host and port, of which one is made at a time.
  @WithDefault("1s")
  Duration hostGap();

  /// A node that is silent for so long loses its feeds to others.
  @WithDefault("55s")
  Duration lease();
}
