package tocsin.alert.replay;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tocsin.alert.delivery.RetryPlan;
import tocsin.alert.history.Chronicle;
import tocsin.alert.match.Why;
import tocsin.alert.replay.ReplayQueue.Taken;
import tocsin.alert.subscription.KnownWords;
import tocsin.alert.subscription.Query;
import tocsin.alert.webhook.ReplayedBody;
import tocsin.alert.webhook.WebhookChannel;
import tocsin.events.Ids;
import tocsin.events.TaggedArticle;

/// One turn of a replay: reads on from where it stands and hands over one article after the other,
/// each outcome written down before the next is begun. One at a time, so that an endpoint sets the
/// pace and gets the articles in order.
final class Playback {
  private static final long NOTE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final Why EVERYTHING = new Why(List.of(), List.of());

  private final ReplayQueue queue;
  private final Chronicle chronicle;
  private final WebhookChannel webhooks;
  private final RetryPlan plan;
  private final ReplaySettings settings;
  private final ReplayMetrics metrics;
  private final InstantSource clock;
  private final Taken taken;
  private final Replay.Hook hook;
  private final @Nullable Query query;
  private final KnownWords words;
  private final BooleanSupplier stopped;
  private final Pace pace;
  private final long began = System.nanoTime();
  private long noted = began;
  private Standing standing;
  private @Nullable Runnable ending;

  /// @param query what the replay asks for, read
  Playback(
      Replayer.Means means,
      Taken taken,
      Replay.Hook hook,
      @Nullable Query query,
      KnownWords words) {
    this.queue = means.queue();
    this.chronicle = means.chronicle();
    this.webhooks = means.webhooks();
    this.settings = means.settings();
    this.metrics = means.metrics();
    this.plan = new RetryPlan(settings.retrySchedule(), settings.jitter(), settings.longestWait());
    this.clock = means.clock();
    this.stopped = means.stopped();
    this.taken = taken;
    this.hook = hook;
    this.query = query;
    this.words = words;
    this.pace = new Pace(taken.replay().rate());
    this.standing = taken.replay().standing();
  }

  /// @throws tocsin.alert.history.TopicAway where the articles cannot be read; what was sent is
  ///   written down by then
  void run() {
    var replay = taken.replay();
    boolean whole =
        chronicle.read(
            new Chronicle.Asked(replay.by(), replay.range(), query),
            standing.at(),
            replay.end(),
            this::step);
    if (whole) {
      queue.end(taken, standing.past(replay.end()), null, clock.instant());
    } else if (ending != null) {
      ending.run();
    }
  }

  /// @param due when it is gone on with
  private boolean pauseUntil(Instant due) {
    ending = () -> queue.giveBack(taken, standing, due);
    return false;
  }

  private boolean step(Chronicle.Step step) {
    long wait = pace.nanosUntilNext(System.nanoTime());
    if (stopped.getAsBoolean() || System.nanoTime() - began > settings.turn().toNanos()) {
      return pauseUntil(clock.instant().plusNanos(wait));
    }
    if (step.found() == null) {
      standing = standing.past(step.after());
      if (System.nanoTime() - noted > NOTE_NANOS) {
        noted = System.nanoTime();
        return queue.note(taken, standing);
      }
      return true;
    }
    if (wait > settings.turn().toNanos() - (System.nanoTime() - began)) {
      return pauseUntil(clock.instant().plusNanos(wait));
    }
    try {
      TimeUnit.NANOSECONDS.sleep(wait);
      pace.take(System.nanoTime());
      return queue.isOurs(taken) && send(step, step.found().article());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return pauseUntil(clock.instant());
    }
  }

  private boolean send(Chronicle.Step step, TaggedArticle article) throws InterruptedException {
    var id = taken.replay().id();
    var why = query == null ? EVERYTHING : new Why.Teller(article, words).why(query, 0);
    var attempt =
        webhooks.post(
            hook.url(),
            List.of(hook.secret()),
            webhookId(id, article),
            ReplayedBody.of(id, article, why));
    metrics.tried(attempt);
    var now = clock.instant();
    var next =
        standing.after(
            attempt,
            step.after(),
            plan,
            settings.failuresInRow(),
            now,
            ThreadLocalRandom.current().nextDouble());
    standing = next.standing();
    noted = System.nanoTime();
    return switch (next) {
      case Standing.Next.Onward(var s, var gaveUp) -> {
        if (gaveUp != null) {
          queue.failed(taken, article, attempt, gaveUp.name(), now);
        }
        yield queue.note(taken, s);
      }
      case Standing.Next.Again(var s, var due) -> pauseUntil(due);
      case Standing.Next.Failed(var s, var reason) -> {
        ending = () -> queue.end(taken, s, reason, now);
        yield false;
      }
    };
  }

  /// The same for the same article of the same replay, however often it is tried or read.
  static String webhookId(String replayId, TaggedArticle article) {
    return Ids.hash(
        "replay",
        replayId,
        article.id(),
        Integer.toString(article.revision()),
        article.vocabulary());
  }
}
