package tocsin.alert.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tocsin.alert.delivery.Attempt;
import tocsin.alert.delivery.Attempt.Reason;
import tocsin.alert.delivery.RetryPlan;
import tocsin.alert.history.Bookmark;
import tocsin.alert.replay.Standing.Next;

class StandingTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final RetryPlan PLAN =
      new RetryPlan(List.of(Duration.ofSeconds(1)), 0, Duration.ofMinutes(1));
  private static final Bookmark BEGIN = new Bookmark.OnTopic(List.of(0L));
  private static final Bookmark BEHIND = new Bookmark.OnTopic(List.of(1L));
  private static final Attempt BUSY =
      new Attempt.Deferred(Reason.throttled, 503, "busy", Duration.ofSeconds(20));

  private static Next after(Standing standing, Attempt attempt) {
    return standing.after(attempt, BEHIND, PLAN, 2, NOW, 0.5);
  }

  @Test
  void taken_isCountedAndPassed() {
    assertThat(after(new Standing(BEGIN, 5, 3, 1, 1, 0), new Attempt.Delivered(204, "")))
        .isEqualTo(new Next.Onward(new Standing(BEHIND, 6, 4, 1, 0, 0), null));
  }

  @Test
  void deferred_isTriedAgainAtItsPlace_notBeforeTheEndpointAsked() {
    var again = after(Standing.before(BEGIN), BUSY);
    assertThat(again)
        .isEqualTo(new Next.Again(new Standing(BEGIN, 1, 0, 0, 0, 1), NOW.plusSeconds(20)));
    assertThat(after(again.standing(), new Attempt.Delivered(200, "")))
        .as("matched once, however often it is tried")
        .isEqualTo(new Next.Onward(new Standing(BEHIND, 1, 1, 0, 0, 0), null));
  }

  @Test
  void deferredToTheEnd_isGivenUp() {
    assertThat(after(new Standing(BEGIN, 1, 0, 0, 0, 1), BUSY))
        .isEqualTo(new Next.Onward(new Standing(BEHIND, 1, 0, 1, 1, 0), Reason.throttled));
  }

  @Test
  void givenUpTooOftenInARow_endsIt_beforeThatArticle() {
    var next = after(new Standing(BEGIN, 2, 0, 1, 1, 1), BUSY);
    assertThat(next).isInstanceOf(Next.Failed.class);
    assertThat(next.standing().at()).isEqualTo(BEGIN);
    assertThat(((Next.Failed) next).reason()).contains("2 articles").contains("HTTP 503");
  }

  @Test
  void refused_endsIt() {
    var gone = after(Standing.before(BEGIN), new Attempt.Refused(Reason.gone, 410, "", true));
    var address =
        after(Standing.before(BEGIN), new Attempt.Refused(Reason.address, null, "private", false));
    assertThat(((Next.Failed) gone).reason()).contains("410");
    assertThat(((Next.Failed) address).reason()).contains("private").contains("POST a new replay");
  }
}
