package tocsin.ingest.publish;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tocsin.ingest.feed.Feed;
import tocsin.ingest.feed.PollPlan;
import tocsin.ingest.feed.Relocation;
import tocsin.ingest.feed.Rhythm;
import tocsin.ingest.fetch.FetchOutcome;
import tocsin.ingest.fetch.FetchOutcome.Failed;
import tocsin.ingest.fetch.FetchOutcome.Gone;
import tocsin.ingest.fetch.FetchOutcome.Reason;
import tocsin.ingest.parse.Advice;

/// The state of a feed after a poll: a pure function of the poll's result and of what was new in
/// it.
///
/// @param next when to poll again; null never
/// @param location where it has moved for good; null where it has not
/// @param windowPause after such a pause its window may have passed unseen; null where there is no
///   sign of that
/// @param overrun whether items may have come and gone since the last poll: nothing in the document
///   was seen before
public record FeedState(
    Feed.Status status,
    int failures,
    PollPlan.@Nullable Next next,
    @Nullable URI location,
    Relocation relocation,
    Advice advice,
    @Nullable Duration rhythm,
    @Nullable Duration windowPause,
    boolean overrun) {
  private static final int POLLS_PER_WINDOW = 4;
  private static final Duration A_DAY = Duration.ofDays(1);

  /// Failures in a row at a new location until the registered one is tried again.
  private static final int LOST = 3;

  static FeedState after(PollResult r, News news, PollPlan plan) {
    var feed = r.feed();
    boolean read = r.error() == null;
    int failures = read ? 0 : feed.failures() + 1;
    var document = r.reading() == null ? null : r.reading().document();
    var advice = document == null ? feed.advice() : document.advice();
    var rhythm = document == null ? feed.rhythm() : rhythm(r);
    var windowPause = document == null ? feed.windowPause() : windowPause(r, news);
    // what a poll finds its hub has not told
    var pushedUntil = news.fresh() == 0 ? feed.pushedUntil() : null;
    var pace = new PollPlan.Pace(feed.pollEvery(), advice, rhythm, windowPause, pushedUntil);

    boolean lost = isLost(r, failures);
    var outcome = lost ? new Failed(Reason.status, 410, "gone from its new location") : r.fetched();
    var next = plan.next(outcome, read, pace, failures, r.ended()).orElse(null);
    var relocation = read ? feed.relocation().after(r.moved(), r.ended()) : feed.relocation();
    boolean settled = relocation.settled(r.ended());
    return new FeedState(
        next == null ? Feed.Status.gone : read ? Feed.Status.active : Feed.Status.failing,
        failures,
        next,
        lost ? null : settled ? relocation.to() : feed.location(),
        lost || settled ? Relocation.NONE : relocation,
        advice,
        rhythm,
        windowPause,
        feed.items() > 0 && news.fresh() > 1 && news.fresh() == r.candidates().size());
  }

  private static boolean isLost(PollResult r, int failures) {
    FetchOutcome outcome = r.fetched();
    return r.feed().location() != null
        && r.error() != null
        && (outcome instanceof Gone || failures >= LOST);
  }

  private static @Nullable Duration rhythm(PollResult r) {
    var dates =
        r.candidates().stream().map(c -> c.article().published()).filter(Objects::nonNull).toList();
    return Rhythm.of(List.copyOf(dates), r.ended()).orElse(null);
  }

  /// From the share of the window that was new after this pause: the pause after which all of it
  /// would be, divided. While nothing is new it grows again.
  private static @Nullable Duration windowPause(PollResult r, News news) {
    var last = r.feed().lastSuccess();
    if (last == null || r.feed().items() == 0 || r.candidates().size() < 2) {
      return null;
    }
    var before = r.feed().windowPause();
    var pause =
        news.fresh() > 0
            ? Duration.between(last, r.ended())
                .multipliedBy(r.candidates().size())
                .dividedBy((long) POLLS_PER_WINDOW * news.fresh())
            : before == null ? A_DAY : before.multipliedBy(2);
    return pause.compareTo(A_DAY) < 0 ? pause : null;
  }
}
