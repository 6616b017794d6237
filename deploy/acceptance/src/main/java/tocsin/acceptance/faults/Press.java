package tocsin.acceptance.faults;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import tocsin.acceptance.Newsroom;

/// Publishes articles at a pace while faults strike, and tells the tally beforehand who must get
/// each.
final class Press {
  private final Newsroom newsroom;
  private final Reports reports;
  private final Tally tally;
  private final List<String> feeds;
  private final List<Reader> readers;

  /// A wish and where its answers go.
  record Reader(Reports.Wish wish, String target) {}

  /// So many expected deliveries may be outstanding before the news waits: what a feed no longer
  /// shows when it is read again is lost to any reader.
  private final int outstanding;

  Press(Newsroom newsroom, Reports reports, Tally tally, List<String> feeds, List<Reader> readers) {
    this.newsroom = newsroom;
    this.reports = reports;
    this.tally = tally;
    this.feeds = List.copyOf(feeds);
    this.readers = List.copyOf(readers);
    this.outstanding = feeds.size() * Newsroom.SHOWN / 2;
  }

  /// One row's articles on their way out.
  final class Edition {
    private final int atLeast;
    private final double hurry;
    private final Thread thread;
    private volatile double pace;
    private volatile boolean mayEnd;
    private final AtomicInteger published = new AtomicInteger();

    private Edition(int atLeast, double pace, double hurry) {
      this.atLeast = atLeast;
      this.pace = pace;
      this.hurry = hurry;
      thread = Thread.startVirtualThread(this::publish);
    }

    int published() {
      return published.get();
    }

    /// Nothing strikes any more: what is still to come, comes as fast as it may.
    void finish() {
      mayEnd = true;
      pace = hurry;
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void publish() {
      while (published() < atLeast || !mayEnd) {
        one(feeds.get(published() % feeds.size()));
        published.incrementAndGet();
        do {
          LockSupport.parkNanos((long) (Duration.ofSeconds(1).toNanos() / pace));
        } while (tally.missing() > outstanding);
      }
    }
  }

  /// @param atLeast so many articles, and on until it is told to finish
  /// @param pace articles a second
  /// @param hurry articles a second once it is told to finish
  Edition publish(int atLeast, double pace, double hurry) {
    return new Edition(atLeast, pace, hurry);
  }

  private void one(String feed) {
    var report = reports.next(feed + ".example");
    for (var reader : readers) {
      if (reader.wish().holds().test(report)) {
        tally.expect(new Tally.Pair(report.item().guid(), reader.target()));
      }
    }
    newsroom.publish(feed, List.of(report.item()));
  }
}
