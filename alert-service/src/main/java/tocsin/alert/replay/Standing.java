package tocsin.alert.replay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tocsin.alert.delivery.Attempt;
import tocsin.alert.delivery.RetryPlan;
import tocsin.alert.history.Bookmark;

/// How far a replay is, and what becomes of it after a try.
///
/// @param at what lies before it is over and done
/// @param matched articles found so far
/// @param failed articles that were given up
/// @param inRow how many of them one after the other, the last included
/// @param tries made of the article that it stands before
record Standing(Bookmark at, long matched, long sent, long failed, int inRow, int tries) {

  /// What follows a try.
  sealed interface Next {
    Standing standing();

    /// The next article.
    ///
    /// @param gaveUp why this one was given up; null where it was taken
    record Onward(Standing standing, Attempt.@Nullable Reason gaveUp) implements Next {}

    /// The same article again.
    record Again(Standing standing, Instant due) implements Next {}

    /// The end.
    record Failed(Standing standing, String reason) implements Next {}
  }

  static Standing before(Bookmark begin) {
    return new Standing(begin, 0, 0, 0, 0, 0);
  }

  /// Further on, past what nobody asked for.
  Standing past(Bookmark at) {
    return new Standing(at, matched, sent, failed, inRow, tries);
  }

  Standing handedOver(Bookmark behind) {
    return new Standing(behind, matched + (tries == 0 ? 1 : 0), sent + 1, failed, 0, 0);
  }

  /// @param behind where the next article is looked for
  /// @param mostInRow given up, and the replay ends
  /// @param random 0 to 1, for the jitter
  Next after(
      Attempt attempt, Bookmark behind, RetryPlan plan, int mostInRow, Instant now, double random) {
    return switch (attempt) {
      case Attempt.Delivered d -> new Next.Onward(handedOver(behind), null);
      case Attempt.Refused refused -> new Next.Failed(tried(), refusal(refused));
      case Attempt.Deferred deferred ->
          switch (plan.next(tries + 1, deferred, now, random)) {
            case RetryPlan.Next.RetryAt(var time) -> new Next.Again(tried(), time);
            case RetryPlan.Next.GiveUp g -> {
              var over = givenUp(behind);
              yield over.inRow() < mostInRow
                  ? new Next.Onward(over, deferred.reason())
                  : new Next.Failed(
                      tried(),
                      "The endpoint did not take %d articles one after the other, the last one because of '%s'. Mend it, then POST to /resume: the replay goes on from there."
                          .formatted(over.inRow(), said(deferred)));
            }
          };
    };
  }

  private Standing tried() {
    return new Standing(at, matched + (tries == 0 ? 1 : 0), sent, failed, inRow, tries + 1);
  }

  private Standing givenUp(Bookmark behind) {
    return new Standing(behind, matched + (tries == 0 ? 1 : 0), sent, failed + 1, inRow + 1, 0);
  }

  private static String said(Attempt.Deferred deferred) {
    return deferred.status() == null ? deferred.answer() : "HTTP " + deferred.status();
  }

  private static String refusal(Attempt.Refused refused) {
    return refused.reason() == Attempt.Reason.address
        ? "The endpoint's address must not be reached: "
            + refused.answer()
            + ". POST a new replay to another one."
        : "The endpoint wants nothing more (HTTP "
            + refused.status()
            + "). Mend it, then POST to /resume, or POST a new replay to another one.";
  }
}
