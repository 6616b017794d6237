package tocsin.alert.account;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// How often each origin has sent tokens that nobody has, so that trying them out is slow. Of many
/// origins the oldest are forgotten first.
public final class WrongTokens {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_ORIGINS = 10_000;

  private final int most;
  private final Map<String, Count> counts =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
          return size() > MOST_ORIGINS;
        }
      };

  /// @param most within a minute
  public WrongTokens(int most) {
    this.most = most;
  }

  private record Count(Instant since, int wrong) {
    boolean isRecent(Instant now) {
      return !now.isBefore(since) && now.isBefore(since.plus(WINDOW));
    }
  }

  public synchronized boolean isTooMany(String origin, Instant now) {
    var count = counts.get(origin);
    return count != null && count.wrong() >= most && count.isRecent(now);
  }

  public synchronized void wrong(String origin, Instant now) {
    counts.merge(
        origin,
        new Count(now, 1),
        (old, one) -> old.isRecent(now) ? new Count(old.since(), old.wrong() + 1) : one);
  }
}
