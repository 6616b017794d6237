package tocsin.alert.replay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/// How replays are sent.
@ConfigMapping(prefix = "alert.replay")
public interface ReplaySettings {
  /// Pauses between the tries of one article; the replay waits meanwhile.
  @WithDefault("1s,5s,30s,2m,5m")
  List<Duration> retrySchedule();

  /// Share of a pause by which it may be longer or shorter.
  @WithDefault("0.1")
  double jitter();

  /// What of an endpoint's `Retry-After` is honoured.
  @WithDefault("1h")
  Duration longestWait();

  /// So many articles in a row that an endpoint does not take end a replay.
  @WithDefault("3")
  int failuresInRow();

  /// Replays that this node goes on with at the same time; the others wait for their turn.
  @WithDefault("8")
  int concurrency();

  /// How long one goes on before the next has its turn.
  @WithDefault("10s")
  Duration turn();

  /// How long this node alone may go on with what it took; longer than a turn and an exchange.
  @WithDefault("90s")
  Duration lease();

  /// How often replays that are due are looked for when nothing wakes the replayer.
  @WithDefault("1s")
  Duration pollInterval();
}
