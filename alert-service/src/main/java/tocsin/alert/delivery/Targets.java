package tocsin.alert.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is in flight to each target on this node, and which targets are left alone for a while.
///
/// A target is a scheme, host and port, or the mail server: what many subscriptions may share. A
/// number of failures in a row opens its breaker; behind it one try at a time tells whether it is
/// well again. A subscription whose endpoint fails has one delivery in flight, so that it does not
/// hold the places of others at the same target.
final class Targets {
  /// The longest pause is this power of two times the first one.
  private static final int DOUBLINGS = 4;

  /// Mails that take longer no longer hold the places of others, up to so many times the places.
  private static final Duration SLOW = Duration.ofSeconds(3);

  private static final int MAIL_FACTOR = 4;

  private static final Duration MEMORY = Duration.ofHours(1);

  private final int perTarget;
  private final int breakerFailures;
  private final Duration breakerPause;
  private final Map<String, State> states = new HashMap<>();
  private final Map<String, Integer> failing = new HashMap<>();

  Targets(int perTarget, int breakerFailures, Duration breakerPause) {
    this.perTarget = perTarget;
    this.breakerFailures = breakerFailures;
    this.breakerPause = breakerPause;
  }

  /// A delivery in flight.
  private record Begun(String subscription, Instant time) {}

  private static final class State {
    final List<Begun> inFlight = new ArrayList<>();
    int failures;
    int pauses;
    Instant openUntil = Instant.MIN;
    Instant lastFailure = Instant.MIN;

    boolean isForgotten(Instant now) {
      return inFlight.isEmpty() && (failures == 0 || lastFailure.isBefore(now.minus(MEMORY)));
    }
  }

  /// What there is room for now.
  ///
  /// @param rooms of targets that have less than all; none where it is 0
  /// @param subscriptions that nothing is to be taken for
  record Busy(Map<String, Integer> rooms, List<String> subscriptions) {}

  synchronized Busy busy(Instant now) {
    states.values().removeIf(state -> state.isForgotten(now));
    Map<String, Integer> rooms = new HashMap<>();
    states.forEach((target, state) -> rooms.put(target, Math.max(0, room(target, state, now))));
    Set<String> subscriptions = new HashSet<>();
    failing.forEach((subscription, inFlight) -> {
      if (inFlight > 0) {
        subscriptions.add(subscription);
      }
    });
    return new Busy(rooms, List.copyOf(subscriptions));
  }

  /// Takes a place for a delivery; false where there is none any more.
  synchronized boolean begin(String target, String subscription, Instant now) {
    var state = states.computeIfAbsent(target, t -> new State());
    var failingInFlight = failing.get(subscription);
    if (room(target, state, now) <= 0 || failingInFlight != null && failingInFlight > 0) {
      return false;
    }
    state.inFlight.add(new Begun(subscription, now));
    if (failingInFlight != null) {
      failing.put(subscription, failingInFlight + 1);
    }
    return true;
  }

  /// @return whether something may have waited for its place
  synchronized boolean end(String target, String subscription, Attempt attempt, Instant now) {
    var state = states.computeIfAbsent(target, t -> new State());
    boolean waitedFor = room(target, state, now) <= 0 || failing.containsKey(subscription);
    ended(state, subscription);
    if (isTrouble(attempt)) {
      failing.merge(subscription, 0, (inFlight, zero) -> Math.max(0, inFlight - 1));
      if (isTroubleOf(target, attempt)) {
        fail(state, now);
      }
    } else {
      failing.remove(subscription);
      state.failures = 0;
      state.pauses = 0;
      state.openUntil = Instant.MIN;
    }
    return waitedFor;
  }

  private void fail(State state, Instant now) {
    state.failures++;
    state.lastFailure = now;
    // what was in flight when it opened says nothing new
    if (state.failures >= breakerFailures && !isOpen(state, now)) {
      state.openUntil = now.plus(breakerPause.multipliedBy(1L << state.pauses));
      state.pauses = Math.min(state.pauses + 1, DOUBLINGS);
    }
  }

  /// Gives back the place of a delivery that was not tried after all.
  synchronized void release(String target, String subscription) {
    var state = states.get(target);
    if (state != null) {
      ended(state, subscription);
    }
    failing.computeIfPresent(subscription, (s, inFlight) -> Math.max(0, inFlight - 1));
  }

  /// Of several of one subscription the one that began first.
  private static void ended(State state, String subscription) {
    for (var begun : state.inFlight) {
      if (begun.subscription().equals(subscription)) {
        state.inFlight.remove(begun);
        return;
      }
    }
  }

  /// An end further off than the longest pause was set before the clock was set back.
  private boolean isOpen(State state, Instant now) {
    return now.isBefore(state.openUntil)
        && !now.plus(breakerPause.multipliedBy(1L << DOUBLINGS)).isBefore(state.openUntil);
  }

  private int room(String target, State state, Instant now) {
    if (isOpen(state, now)) {
      return 0;
    }
    int all = state.inFlight.size();
    if (state.failures >= breakerFailures) {
      return 1 - all;
    }
    if (!target.equals(Target.EMAIL)) {
      return perTarget - all;
    }
    var slow = now.minus(SLOW);
    long swift = state.inFlight.stream().filter(begun -> begun.time().isAfter(slow)).count();
    return Math.min(perTarget - (int) swift, perTarget * MAIL_FACTOR - all);
  }

  /// A mail server stands for many mailboxes: that one of them is slow or breaks off says nothing
  /// of the others.
  private static boolean isTroubleOf(String target, Attempt attempt) {
    return !target.equals(Target.EMAIL)
        || attempt instanceof Attempt.Deferred deferred
            && deferred.reason() == Attempt.Reason.connect;
  }

  /// Whether the other side, not the delivery, is to blame.
  private static boolean isTrouble(Attempt attempt) {
    return attempt instanceof Attempt.Deferred deferred
        && switch (deferred.reason()) {
          case connect, timeout, broken, unresolved -> true;
          case throttled, server, client, policy, redirect, gone, address, recipient, exhausted ->
              false;
        };
  }
}
