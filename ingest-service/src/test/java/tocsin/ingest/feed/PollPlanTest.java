package tocsin.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tocsin.ingest.feed.PollPlan.Next;
import tocsin.ingest.feed.PollPlan.Pace;
import tocsin.ingest.fetch.FetchOutcome;
import tocsin.ingest.fetch.FetchOutcome.Failed;
import tocsin.ingest.fetch.FetchOutcome.Fetched;
import tocsin.ingest.fetch.FetchOutcome.Gone;
import tocsin.ingest.fetch.FetchOutcome.NotModified;
import tocsin.ingest.fetch.FetchOutcome.Reason;
import tocsin.ingest.fetch.FetchOutcome.Throttled;
import tocsin.ingest.fetch.FetchOutcome.Validators;
import tocsin.ingest.parse.Advice;

/// Shortest pause 5 min, usual 15 min, calm 60 min, longest 24 h. It is Monday, 10:00 UTC.
class PollPlanTest {
  private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
  private static final Pace PLAIN = new Pace(null, Advice.NONE, null, null, null);

  private final PollPlan plan =
      new PollPlan(minutes(5), minutes(15), minutes(60), Duration.ofHours(24), Duration.ofHours(6));

  static Stream<Arguments> healthy() {
    return Stream.of(
        arguments("nothing known", PLAIN, null, 15),
        arguments("fast rhythm", rhythm(8), null, 5),
        arguments("a quarter of the rhythm", rhythm(100), null, 25),
        arguments("slow rhythm", rhythm(100_000), null, 60),
        arguments("set by the operator", every(30, Advice.NONE), null, 30),
        arguments("set above a day", every(2_880, Advice.NONE), null, 2_880),
        arguments("max-age", PLAIN, 45, 45),
        arguments("max-age below the usual", PLAIN, 1, 15),
        arguments("max-age beyond the cap", PLAIN, 100_000, 1_440),
        arguments("max-age holds for the operator too", every(5, Advice.NONE), 45, 45),
        arguments("ttl", advised(ttl(90)), null, 90),
        arguments("ttl of centuries", advised(ttl(1_000_000_000)), null, 1_440),
        arguments("ttl gives way to the operator", every(10, ttl(90)), null, 10),
        arguments("window may have passed", window(7), null, 7),
        arguments("window may have passed, never below the shortest", window(1), null, 5),
        arguments("window against max-age", window(7), 45, 7),
        arguments("window no matter", window(200), null, 15));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("healthy")
  void next_healthy_isAfterThePause(String name, Pace pace, @Nullable Integer fresh, int minutes) {
    var age = fresh == null ? null : minutes(fresh);
    assertThat(plan.next(fetched(age), true, pace, 0, NOW)).hasValue(at(minutes));
    assertThat(plan.next(new NotModified(age), true, pace, 0, NOW)).hasValue(at(minutes));
  }

  static Stream<Arguments> skipping() {
    var all = IntStream.range(0, 24).boxed().collect(Collectors.toSet());
    return Stream.of(
        arguments("this hour", new Advice(null, Set.of(10), Set.of()), "2026-06-01T11:00:00Z"),
        arguments(
            "three hours", new Advice(null, Set.of(10, 11, 12), Set.of()), "2026-06-01T13:00:00Z"),
        arguments("other hours", new Advice(null, Set.of(1, 2), Set.of()), "2026-06-01T10:15:00Z"),
        arguments(
            "today", new Advice(null, Set.of(), Set.of(DayOfWeek.MONDAY)), "2026-06-02T00:00:00Z"),
        arguments(
            "always",
            new Advice(null, all, EnumSet.allOf(DayOfWeek.class)),
            "2026-06-02T10:00:00Z"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("skipping")
  void next_skippedTimes_areAvoidedForADayAtMost(String name, Advice advice, String at) {
    assertThat(plan.next(fetched(null), true, advised(advice), 0, NOW))
        .hasValue(new Next(Instant.parse(at), null));
  }

  @ParameterizedTest
  @CsvSource({"1, 5", "2, 10", "3, 20", "8, 640", "9, 1280", "10, 1440", "1000, 1440"})
  void next_failing_doublesUpToADay(int failures, int minutes) {
    for (var reason : Reason.values()) {
      assertThat(plan.next(new Failed(reason, 404, ""), false, PLAIN, failures, NOW))
          .hasValue(at(minutes));
    }
    assertThat(plan.next(fetched(null), false, PLAIN, failures, NOW)).hasValue(at(minutes));
    assertThat(plan.next(new Throttled(503, Duration.ZERO), false, rhythm(1), failures, NOW))
        .hasValue(at(Math.max(15, minutes)));
  }

  @Test
  void next_failingForADay_asksAtMostTwelveTimes() {
    var now = NOW;
    int requests = 0;
    while (now.isBefore(NOW.plus(Duration.ofDays(1)))) {
      requests++;
      now = plan.next(new Failed(Reason.connect, 0, ""), false, PLAIN, requests, now).get().at();
    }
    assertThat(requests).isLessThanOrEqualTo(12);
  }

  @ParameterizedTest
  @CsvSource({"1, 15", "20, 20", "1440, 1440"})
  void next_retryAfter_bindsPollsThatAreAskedForToo(int after, int minutes) {
    assertThat(plan.next(new Throttled(429, minutes(after)), false, PLAIN, 3, NOW))
        .hasValue(new Next(NOW.plus(minutes(minutes)), NOW.plus(minutes(after))));
  }

  @Test
  void next_gone_isNever() {
    assertThat(plan.next(new Gone(), false, PLAIN, 1, NOW)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "rare while it lasts,                  100000, ,   360",
    "no longer than it lasts,              90,     ,   90",
    "the usual pause where it ends before, 2,      ,   15",
    "the operator's interval counts,       100000, 30, 30"
  })
  void next_pushed_isASafetyPoll(String name, int pushed, @Nullable Integer every, int minutes) {
    var pace =
        new Pace(
            every == null ? null : minutes(every),
            Advice.NONE,
            null,
            null,
            NOW.plus(minutes(pushed)));
    assertThat(plan.next(new NotModified(null), true, pace, 0, NOW)).hasValue(at(minutes));
  }

  private static Next at(int minutes) {
    return new Next(NOW.plus(minutes(minutes)), null);
  }

  private static FetchOutcome fetched(@Nullable Duration fresh) {
    return new Fetched(
        new byte[0], null, URI.create("https://a.example/"), Validators.NONE, fresh, List.of());
  }

  private static Pace rhythm(int minutes) {
    return new Pace(null, Advice.NONE, minutes(minutes), null, null);
  }

  private static Pace window(int minutes) {
    return new Pace(null, Advice.NONE, null, minutes(minutes), null);
  }

  private static Pace every(int minutes, Advice advice) {
    return new Pace(minutes(minutes), advice, null, null, null);
  }

  private static Pace advised(Advice advice) {
    return new Pace(null, advice, null, null, null);
  }

  private static Advice ttl(int minutes) {
    return new Advice(minutes(minutes), Set.of(), Set.of());
  }

  private static Duration minutes(long minutes) {
    return Duration.ofMinutes(minutes);
  }
}
