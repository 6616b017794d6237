package tocsin.alert.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tocsin.alert.Sinks;
import tocsin.alert.account.Notices;
import tocsin.alert.account.Subscribers;
import tocsin.alert.sql.Sql;
import tocsin.alert.subscription.SomeDraft;
import tocsin.alert.subscription.Subscription;
import tocsin.alert.subscription.SubscriptionStore;
import tocsin.testing.TestServers;

/// Two nodes at one queue. Deliveries are due on a day of their own, long after those that the
/// service under test attends to.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(Sinks.class)
class LeaseIT {
  private static final Targets.Busy NOTHING = new Targets.Busy(Map.of(), List.of());
  private static final Duration LEASE = Duration.ofMillis(600);

  /// Longer than any machine stands still.
  private static final Duration HELD = Duration.ofMinutes(1);

  @Inject Pool pool;
  @Inject Subscribers subscribers;
  @Inject SubscriptionStore subscriptions;
  @Inject Notices notices;

  private final String run = UUID.randomUUID().toString();
  private final Instant day =
      Instant.parse("2040-01-01T00:00:00Z").plusSeconds(Math.floorMod(run.hashCode(), 100_000_000));

  /// What other tests left, if anything, is no longer due.
  @BeforeEach
  void clear() {
    Sql.on(pool)
        .run("UPDATE delivery SET status = 'cancelled' WHERE status IN ('pending', 'deferred')");
  }

  private Subscription subscription() {
    var person = subscribers.admit("lease-" + run + "@people.example", Instant.EPOCH).subscriber();
    return subscriptions
        .create(person.id(), SomeDraft.of("Lease", "source:lease.example"), Instant.EPOCH)
        .orElseThrow()
        .subscription();
  }

  private void due(Subscription subscription, int count) {
    Sql.on(pool)
        .run(
            """
            INSERT INTO delivery (id, subscription, subscriber, kind, channel, target, status, created, due, turn)
            SELECT $1 || '-' || n, $2, $3, 'test', 'email', 'email', 'pending', $4, $4, $4
            FROM generate_series(1, $5) AS n\
            """,
            run,
            subscription.id(),
            subscription.subscriberId(),
            Sql.at(day),
            count);
  }

  private static List<DeliveryQueue.Taken> take(
      DeliveryQueue node, int most, int perTarget, Targets.Busy busy, Instant now) {
    return node.take(node.newLease(), most, perTarget, busy, now);
  }

  private DeliveryQueue node(String name) {
    return node(name, HELD);
  }

  private DeliveryQueue node(String name, Duration lease) {
    return new DeliveryQueue(pool, name + "-" + run, lease);
  }

  @Test
  void take_whatAnotherNodeHas_waitsForItsLease_andFencesIt() {
    var subscription = subscription();
    due(subscription, 1);
    var one = node("one", Duration.ofSeconds(3));
    var two = node("two");
    var taken = take(one, 10, 10, NOTHING, day);
    assertThat(taken).extracting(DeliveryQueue.Taken::id).containsExactly(run + "-1");
    assertThat(take(two, 10, 10, NOTHING, day)).isEmpty();

    var retaken =
        await().atMost(10, SECONDS).until(() -> take(two, 10, 10, NOTHING, day), t -> !t.isEmpty());

    var sent = new Attempt.Delivered(250, "");
    var after = new DeliveryQueue.After("delivered", "", null);
    var tried = new DeliveryQueue.Tried(day, day, "x");
    assertThat(one.record(taken.getFirst(), sent, after, tried)).isFalse();
    one.giveBack(taken.getFirst());
    one.close(taken.getFirst(), "cancelled", "late", day);
    assertThat(two.record(retaken.getFirst(), sent, after, tried)).isTrue();
    assertThat(two.record(retaken.getFirst(), sent, after, tried)).as("only once").isFalse();
    assertThat(rows("attempt WHERE delivery LIKE $1")).isEqualTo(1);
    assertThat(rows("delivery WHERE id LIKE $1 AND status = 'delivered'")).isEqualTo(1);
  }

  @Test
  void take_moreThanATargetHasRoomFor_takesWhatFits() {
    due(subscription(), 30);
    var one = node("one");
    assertThat(take(one, 100, 10, NOTHING, day)).hasSize(10);
    var little = new Targets.Busy(Map.of("email", 3), List.of());
    assertThat(take(one, 100, 10, little, day)).hasSize(3);
    var none = new Targets.Busy(Map.of("email", 0), List.of());
    assertThat(take(one, 100, 10, none, day)).isEmpty();
    assertThat(take(one, 5, 10, NOTHING, day)).hasSize(5);
  }

  @Test
  void giveBack_aWholeLease_freesWhatWasTakenUnderItOnly() {
    var one = node("one");
    due(subscription(), 4);
    var lease = one.newLease();
    assertThat(one.take(lease, 2, 10, NOTHING, day)).hasSize(2);
    assertThat(take(one, 1, 10, NOTHING, day)).hasSize(1);
    one.giveBack(lease);
    assertThat(take(node("two"), 10, 10, NOTHING, day)).hasSize(3);
  }

  @Test
  void forget_afterARestart_freesWhatTheNodeHad() {
    due(subscription(), 3);
    assertThat(take(node("one"), 10, 10, NOTHING, day)).hasSize(3);
    node("two").forget();
    assertThat(take(node("two"), 10, 10, NOTHING, day)).isEmpty();
    node("one").forget();
    assertThat(take(node("two"), 10, 10, NOTHING, day)).hasSize(3);
  }

  /// A channel that takes everything, and on one node stands still for longer than a lease now and
  /// then, in the middle of a try.
  private static final class Recording implements Channel {
    final Map<String, Set<String>> keysById = new ConcurrentHashMap<>();
    private final Random random = new Random(11);
    private final boolean pauses;

    Recording(boolean pauses) {
      this.pauses = pauses;
    }

    @Override
    public String type() {
      return "email";
    }

    @Override
    public Attempt send(Parcel parcel) throws InterruptedException {
      keysById
          .computeIfAbsent(parcel.id(), id -> ConcurrentHashMap.newKeySet())
          .add(parcel.receiver().subscriptionId());
      if (pauses && random.nextInt(10) == 0) {
        new CountDownLatch(1)
            .await(LEASE.toMillis() * 2, java.util.concurrent.TimeUnit.MILLISECONDS);
      }
      return new Attempt.Delivered(250, "");
    }

    @Override
    public String describe(Parcel parcel) {
      return "";
    }
  }

  @Test
  void twoNodes_oneOfThemStandingStill_recordEachDeliveryOnce() throws InterruptedException {
    var subscription = subscription();
    due(subscription, 200);
    var settings =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(DeliverySettings.class)
            .withDefaultValue("alert.delivery.timeout", "100ms")
            .withDefaultValue("alert.delivery.mail-timeout", "100ms")
            .withDefaultValue("alert.delivery.lease", "600ms")
            .withDefaultValue("alert.delivery.poll-interval", "20ms")
            .build()
            .getConfigMapping(DeliverySettings.class);
    var steady = new Recording(false);
    var pausing = new Recording(true);
    var metrics = new DeliveryMetrics(new SimpleMeterRegistry());
    var couriers =
        List.of(
            courier(node("one", LEASE), pausing, settings, metrics),
            courier(node("two", LEASE), steady, settings, metrics));
    var threads = couriers.stream().map(c -> Thread.ofVirtual().start(c)).toList();
    try {
      await()
          .atMost(30, SECONDS)
          .until(() -> rows("delivery WHERE id LIKE $1 AND status = 'delivered'") == 200);
    } finally {
      couriers.forEach(Courier::stop);
      threads.forEach(Thread::interrupt);
      for (var thread : threads) {
        thread.join();
      }
    }
    assertThat(rows("attempt WHERE delivery LIKE $1")).as("one outcome each").isEqualTo(200);
    assertThat(pausing.keysById).isNotEmpty();
    assertThat(steady.keysById).isNotEmpty();
  }

  private Courier courier(
      DeliveryQueue queue, Channel channel, DeliverySettings settings, DeliveryMetrics metrics) {
    return new Courier(
        queue,
        new Receivers(pool, subscriptions, notices, queue, settings),
        List.of(channel),
        settings,
        metrics,
        () -> day);
  }

  private long rows(String from) {
    for (var row : Sql.on(pool).run("SELECT count(*) AS n FROM " + from, run + "%")) {
      return row.getLong("n");
    }
    return -1;
  }
}
