package tocsin.alert.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import tocsin.alert.delivery.DeliveryQueue.After;
import tocsin.alert.delivery.DeliveryQueue.Taken;
import tocsin.alert.delivery.DeliveryQueue.Tried;
import tocsin.alert.sql.Rounds;

/// Takes due deliveries from the queue, sends each by its channel, and writes down what came of it.
///
/// A try begins only while the lease holds for as long as the longest exchange; what is taken and
/// not begun when the courier stops is given back.
public final class Courier implements Runnable {
  private static final Logger LOG = Logger.getLogger(Courier.class);
  private static final Duration SWEEP = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(7);

  private final DeliveryQueue queue;
  private final Receivers receivers;
  private final Map<String, Channel> channels;
  private final RetryPlan webhookPlan;
  private final RetryPlan mailPlan;
  private final DeliverySettings settings;
  private final DeliveryMetrics metrics;
  private final InstantSource clock;
  private final Targets targets;
  private final Rounds rounds;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final ExecutorService tries = Executors.newVirtualThreadPerTaskExecutor();
  private final Deque<String> abandonedLeases = new ArrayDeque<>();
  private final Deque<Taken> abandoned = new ArrayDeque<>();

  /// whether the leases of an earlier run have been given up
  private boolean known;

  /// by [System#nanoTime], which no step of the clock moves
  private long lastSweep = System.nanoTime() - SWEEP.toNanos();

  public Courier(
      DeliveryQueue queue,
      Receivers receivers,
      List<Channel> channels,
      DeliverySettings settings,
      DeliveryMetrics metrics,
      InstantSource clock) {
    this.queue = queue;
    this.receivers = receivers;
    this.channels = channels.stream().collect(Collectors.toMap(Channel::type, c -> c));
    this.webhookPlan =
        new RetryPlan(settings.retrySchedule(), settings.jitter(), settings.longestWait());
    this.mailPlan =
        new RetryPlan(settings.mailRetrySchedule(), settings.jitter(), settings.longestWait());
    this.settings = settings;
    this.metrics = metrics;
    this.clock = clock;
    this.targets =
        new Targets(settings.perTarget(), settings.breakerFailures(), settings.breakerPause());
    this.rounds = new Rounds("deliveries", settings.pollInterval(), this::round);
  }

  /// To be called after each commit that made something due.
  public void wake() {
    rounds.wake();
  }

  @Override
  public void run() {
    rounds.run();
  }

  /// Takes once; false where nothing was due or nothing had room.
  private boolean round() {
    if (!known) {
      queue.forget();
      known = true;
    }
    var now = clock.instant();
    if (System.nanoTime() - lastSweep >= SWEEP.toNanos()) {
      queue.sweep(now);
      metrics.oldestDue(queue.oldestDue(now));
      lastSweep = System.nanoTime();
    }
    int room = settings.concurrency() - inFlight.get();
    if (room <= 0) {
      return false;
    }
    giveBackAbandoned();
    long began = System.nanoTime();
    var lease = queue.newLease();
    List<Taken> taken;
    try {
      taken = queue.take(lease, room, settings.perTarget(), targets.busy(now), now);
    } catch (RuntimeException e) {
      abandonedLeases.add(lease);
      throw e;
    }
    var unbegun = new ArrayDeque<>(taken);
    try {
      return begin(unbegun, queue.parcels(taken, now), now, began);
    } catch (RuntimeException e) {
      abandoned.addAll(unbegun);
      throw e;
    }
  }

  /// What was taken while the database went away is not left to its lease.
  private void giveBackAbandoned() {
    for (var lease = abandonedLeases.peek(); lease != null; lease = abandonedLeases.peek()) {
      queue.giveBack(lease);
      abandonedLeases.remove();
    }
    for (var one = abandoned.peek(); one != null; one = abandoned.peek()) {
      queue.giveBack(one);
      abandoned.remove();
    }
  }

  /// @param taken is emptied as each is begun or given back
  private boolean begin(Deque<Taken> taken, Map<String, Parcel> parcels, Instant now, long began) {
    boolean any = false;
    for (; !taken.isEmpty(); taken.remove()) {
      var one = taken.element();
      var parcel = parcels.get(one.id());
      if (parcel == null || rounds.isStopped()) {
        queue.giveBack(one);
        continue;
      }
      var channel = parcel.receiver().channel();
      if (!Target.of(channel).equals(one.target())) {
        queue.readdress(one, channel);
        any = true;
        continue;
      }
      if (!targets.begin(one.target(), one.subscriptionId(), now)) {
        queue.giveBack(one);
        continue;
      }
      any = true;
      inFlight.incrementAndGet();
      tries.submit(() -> attend(one, parcel, began));
    }
    return any;
  }

  private void attend(Taken taken, Parcel parcel, long takenAt) {
    boolean ended = false;
    boolean waitedFor = true;
    try {
      var attempt = attempt(taken, parcel, takenAt);
      if (attempt != null) {
        waitedFor = targets.end(taken.target(), taken.subscriptionId(), attempt, clock.instant());
        ended = true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // the lease ends by itself and the delivery is tried again
      LOG.errorf(e, "delivery_id=%s was not handled", taken.id());
    } finally {
      if (!ended) {
        targets.release(taken.target(), taken.subscriptionId());
      }
      if (inFlight.getAndDecrement() >= settings.concurrency() || waitedFor) {
        wake();
      }
    }
  }

  /// Null where there was nothing to try.
  private @Nullable Attempt attempt(Taken taken, Parcel parcel, long takenAt)
      throws InterruptedException {
    var channel = channels.get(taken.channel());
    if (channel == null || isOver(takenAt)) {
      queue.giveBack(taken);
      return null;
    }
    switch (parcel.receiver().standing()) {
      case active -> {}
      case unsubscribed -> {
        queue.close(taken, "cancelled", "unsubscribed", clock.instant());
        return null;
      }
      case disabled -> {
        queue.close(taken, "held", "disabled", clock.instant());
        return null;
      }
    }
    if (parcel.alerts().isEmpty() && parcel.kind() != Parcel.Kind.test) {
      queue.close(taken, "cancelled", "empty", clock.instant());
      return null;
    }
    var began = clock.instant();
    var attempt = channel.send(parcel);
    var ended = clock.instant();
    var after = after(taken, parcel.receiver(), attempt, ended);
    boolean written =
        queue.record(taken, attempt, after, new Tried(began, ended, channel.describe(parcel)));
    metrics.tried(taken.channel(), attempt);
    if (!written) {
      LOG.warnf("delivery_id=%s: the lease ended before the outcome was written", taken.id());
      return attempt;
    }
    if (attempt instanceof Attempt.Delivered) {
      metrics.arrived(parcel, ended);
    }
    receivers.learn(taken, parcel.receiver(), attempt, ended);
    return attempt;
  }

  /// Whether the lease may end before the longest exchange has.
  private boolean isOver(long takenAt) {
    var longest =
        settings.timeout().compareTo(settings.mailTimeout()) > 0
            ? settings.timeout()
            : settings.mailTimeout();
    return System.nanoTime() - takenAt > settings.lease().minus(longest).toNanos();
  }

  private After after(Taken taken, Parcel.Receiver receiver, Attempt attempt, Instant now) {
    return switch (attempt) {
      case Attempt.Delivered d -> new After("delivered", "", null);
      case Attempt.Refused r -> new After("refused", r.reason().name(), null);
      case Attempt.Deferred deferred -> {
        var plan = taken.channel().equals("email") ? mailPlan : webhookPlan;
        var next =
            plan.next(taken.tries() + 1, deferred, now, ThreadLocalRandom.current().nextDouble());
        yield switch (next) {
          case RetryPlan.Next.RetryAt(var time) ->
              new After("deferred", deferred.reason().name(), receiver.awake(time));
          case RetryPlan.Next.GiveUp(var reason) -> new After("refused", reason.name(), null);
        };
      }
    };
  }

  /// Takes nothing more and waits a little for what is in flight.
  public void stop() {
    rounds.stop();
    tries.shutdown();
    try {
      if (!tries.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        tries.shutdownNow();
      }
    } catch (InterruptedException e) {
      tries.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
