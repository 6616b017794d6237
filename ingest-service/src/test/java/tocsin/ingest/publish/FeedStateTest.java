package tocsin.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tocsin.events.Article;
import tocsin.ingest.feed.Feed.Status;
import tocsin.ingest.feed.PollPlan;
import tocsin.ingest.feed.Relocation;
import tocsin.ingest.fetch.FetchOutcome;
import tocsin.ingest.fetch.FetchOutcome.Failed;
import tocsin.ingest.fetch.FetchOutcome.Fetched;
import tocsin.ingest.fetch.FetchOutcome.Gone;
import tocsin.ingest.fetch.FetchOutcome.NotModified;
import tocsin.ingest.fetch.FetchOutcome.Reason;
import tocsin.ingest.fetch.FetchOutcome.Validators;
import tocsin.ingest.parse.Advice;
import tocsin.ingest.parse.HubOffer;
import tocsin.ingest.parse.ParsedFeed;
import tocsin.ingest.publish.PollResult.Reading;

class FeedStateTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final Instant AN_HOUR_AGO = NOW.minus(Duration.ofHours(1));
  private static final URI ELSEWHERE = URI.create("https://new.example/feed");
  private static final PollPlan PLAN =
      new PollPlan(
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(24),
          Duration.ofHours(6));

  @Test
  void after_windowAllNew_countsAnOverrunAndComesSooner() {
    var state = after(read(DueFeeds.polled(AN_HOUR_AGO), 20), 20);
    assertThat(state.overrun()).isTrue();
    assertThat(state.windowPause()).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void after_windowPartlyNew_comesInTime() {
    var state = after(read(DueFeeds.polled(AN_HOUR_AGO), 20), 5);
    assertThat(state.overrun()).isFalse();
    assertThat(state.windowPause()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void after_nothingNew_relaxesAgain() {
    var hurried = DueFeeds.polled(AN_HOUR_AGO).with(Duration.ofMinutes(10));
    assertThat(after(read(hurried, 20), 0).windowPause()).isEqualTo(Duration.ofMinutes(20));
    var nearly = DueFeeds.polled(AN_HOUR_AGO).with(Duration.ofHours(20));
    assertThat(after(read(nearly, 20), 0).windowPause()).isNull();
  }

  @Test
  void after_firstPoll_isNoOverrun() {
    var state = after(read(DueFeeds.NEW, 20), 20);
    assertThat(state.overrun()).isFalse();
    assertThat(state.windowPause()).isNull();
  }

  @Test
  void after_failure_countsAndWaits() {
    var feed = DueFeeds.polled(AN_HOUR_AGO).at(null, Relocation.NONE, 2);
    var state = after(result(feed, new Failed(Reason.status, 500, "x"), "x", null, null), 0);
    assertThat(state.status()).isEqualTo(Status.failing);
    assertThat(state.failures()).isEqualTo(3);
    assertThat(state.next().at()).isEqualTo(NOW.plus(Duration.ofMinutes(20)));
  }

  @Test
  void after_success_forgetsFailures() {
    var feed = DueFeeds.polled(AN_HOUR_AGO).at(null, Relocation.NONE, 7);
    var state = after(result(feed, new NotModified(null), null, null, null), 0);
    assertThat(state.status()).isEqualTo(Status.active);
    assertThat(state.failures()).isZero();
  }

  @Test
  void after_gone_isPolledNoMore() {
    var state = after(result(DueFeeds.polled(NOW), new Gone(), "gone", null, null), 0);
    assertThat(state.status()).isEqualTo(Status.gone);
    assertThat(state.next()).isNull();
  }

  @Test
  void after_settledRedirect_changesThePlace() {
    var moving = new Relocation(ELSEWHERE, 2, NOW.minus(Duration.ofDays(1)));
    var feed = DueFeeds.polled(AN_HOUR_AGO).at(null, moving, 0);
    var state = after(result(feed, new NotModified(null), null, ELSEWHERE, null), 0);
    assertThat(state.location()).isEqualTo(ELSEWHERE);
    assertThat(state.relocation()).isEqualTo(Relocation.NONE);
  }

  @Test
  void after_goneFromItsNewPlace_triesTheRegisteredOne() {
    var feed = DueFeeds.polled(AN_HOUR_AGO).at(ELSEWHERE, Relocation.NONE, 0);
    var state = after(result(feed, new Gone(), "gone", null, null), 0);
    assertThat(state.status()).isEqualTo(Status.failing);
    assertThat(state.location()).isNull();
  }

  @Test
  void after_failuresWhileMoving_keepTheCount() {
    var moving = new Relocation(ELSEWHERE, 2, AN_HOUR_AGO);
    var feed = DueFeeds.polled(AN_HOUR_AGO).at(null, moving, 0);
    var state = after(result(feed, new Failed(Reason.timeout, 0, "x"), "x", null, null), 0);
    assertThat(state.relocation()).isEqualTo(moving);
  }

  private static FeedState after(PollResult result, int fresh) {
    return FeedState.after(result, new News(List.of(), Map.of(), Map.of(), fresh, 0), PLAN);
  }

  private static PollResult read(DueFeeds feed, int items) {
    var document =
        new ParsedFeed("rss_2.0", "T", null, Advice.NONE, HubOffer.NONE, false, List.of());
    var candidates = IntStream.range(0, items).mapToObj(FeedStateTest::candidate).toList();
    var reading = new Reading("hash", Validators.NONE, document, Set.of(), candidates);
    var fetched = new Fetched(new byte[0], null, DueFeeds.URL, Validators.NONE, null, List.of());
    return result(feed, fetched, null, null, reading);
  }

  private static PollResult result(
      DueFeeds feed,
      FetchOutcome outcome,
      @Nullable String error,
      @Nullable URI moved,
      @Nullable Reading reading) {
    return new PollResult(feed.feed(), NOW, 0, outcome, "word", 200, error, moved, reading);
  }

  private static Candidate candidate(int number) {
    var article =
        new Article(
            "id" + number,
            "feed",
            "T",
            null,
            "t",
            "",
            null,
            List.of(),
            null,
            List.of(),
            List.of(),
            null,
            null,
            NOW,
            1,
            false,
            false);
    return new Candidate(List.of("k" + number), "c", article);
  }
}
