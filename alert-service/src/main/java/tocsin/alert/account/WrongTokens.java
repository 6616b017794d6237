package tocsin.alert.account;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// How often each origin has sent tokens that nobody has, so that trying them out is slow. A try
/// counts before it is known how it ends: what is sent at once waits for its turn. Of many origins
/// the oldest are forgotten first.
public final class WrongTokens {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_ORIGINS = 10_000;

  private final int most;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
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

  /// @param since of the first that was wrong
  /// @param open tries that have not ended
  private record Count(Instant since, int wrong, int open) {
    /// Several at once do not come in the order of their times.
    boolean isRecent(Instant now) {
      return now.isAfter(since.minus(WINDOW)) && now.isBefore(since.plus(WINDOW));
    }
  }

  /// Begins a try, which must be ended; waits while those under way may be the last ones.
  ///
  /// @return false where the origin has none left
  public boolean begin(String origin, Instant now) {
    lock.lock();
    try {
      var count = count(origin, now);
      while (count.wrong() < most && count.wrong() + count.open() >= most) {
        ended.awaitUninterruptibly();
        count = count(origin, now);
      }
      if (count.wrong() >= most) {
        return false;
      }
      counts.put(origin, new Count(count.since(), count.wrong(), count.open() + 1));
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// @param wrong whether nobody has the token that was tried
  public void end(String origin, boolean wrong, Instant now) {
    lock.lock();
    try {
      var before = count(origin, now);
      var count =
          new Count(
              before.wrong() == 0 ? now : before.since(),
              before.wrong() + (wrong ? 1 : 0),
              Math.max(0, before.open() - 1));
      if (count.wrong() == 0 && count.open() == 0) {
        counts.remove(origin);
      } else {
        counts.put(origin, count);
      }
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private Count count(String origin, Instant now) {
    var count = counts.getOrDefault(origin, new Count(now, 0, 0));
    return count.isRecent(now) ? count : new Count(now, 0, count.open());
  }
}
