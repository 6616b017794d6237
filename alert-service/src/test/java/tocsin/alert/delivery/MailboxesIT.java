package tocsin.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tocsin.alert.Sinks;
import tocsin.alert.account.Subscribers;
import tocsin.alert.sql.Sql;
import tocsin.alert.subscription.SomeDraft;
import tocsin.alert.subscription.Subscription;
import tocsin.alert.subscription.SubscriptionStore;
import tocsin.testing.TestServers;

/// Mails to one mailbox that were on their way at once: what came of them is written down, and
/// learnt, in any order.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(Sinks.class)
class MailboxesIT {
  private static final Instant DAY = Instant.parse("2040-01-01T00:00:00Z");

  @Inject Pool pool;
  @Inject Subscribers subscribers;
  @Inject SubscriptionStore subscriptions;

  private final String run = UUID.randomUUID().toString();
  private final String address = "mailbox-" + run + "@people.example";
  private Mailboxes mailboxes;
  private Subscription subscription;
  private int tries;

  @BeforeEach
  void open() {
    mailboxes = new Mailboxes(pool, 3);
    subscription = subscribe("Mailbox");
  }

  private Subscription subscribe(String name) {
    return subscriptions
        .create(
            subscribers.admit(address, DAY).subscriber().id(),
            SomeDraft.of(name, "source:mailbox.example"),
            DAY)
        .orElseThrow()
        .subscription();
  }

  /// The tries of a subscription go with it.
  private void deleteSubscription() {
    Sql.on(pool).run("DELETE FROM subscription WHERE id = $1", subscription.id());
  }

  private static Instant at(int second) {
    return DAY.plusSeconds(second);
  }

  /// Writes a try down.
  private void tried(int second, String outcome, String reason) {
    Sql.on(pool)
        .run(
            """
            WITH d AS (
              INSERT INTO delivery (id, subscription, subscriber, kind, channel, target, status, created, due, turn)
              VALUES ($1, $2, $3, 'test', 'email', 'email', $4, $6, $6, $6) RETURNING id)
            INSERT INTO attempt (delivery, time, outcome, reason, millis, request, answer)
            SELECT id, $6, $4, $5, 1, '', '' FROM d\
            """,
            run + "-" + ++tries,
            subscription.id(),
            subscription.subscriberId(),
            outcome,
            reason,
            Sql.at(at(second)));
  }

  private void refused(int second) {
    tried(second, "refused", "client");
  }

  private void taken(int second) {
    tried(second, "delivered", "");
  }

  private void learnRefused() {
    mailboxes.refused(subscription.subscriberId(), at(100));
  }

  /// From the first second on, each learnt before the next.
  private void refusedThreeTimes() {
    for (int second = 1; second <= 3; second++) {
      refused(second);
      learnRefused();
    }
  }

  private void learnTaken() {
    mailboxes.took(subscription.subscriberId(), at(100));
  }

  private int bounces() {
    for (var row :
        Sql.on(pool)
            .run("SELECT bounces FROM subscriber WHERE id = $1", subscription.subscriberId())) {
      return row.getInteger("bounces");
    }
    throw new AssertionError("no subscriber");
  }

  private boolean isSuppressed() {
    return subscribers.find(subscription.subscriberId()).orElseThrow().suppressed() != null;
  }

  @Test
  void threeInARow_endMails() {
    for (int second = 1; second <= 3; second++) {
      assertThat(isSuppressed()).isFalse();
      refused(second);
      learnRefused();
    }
    assertThat(isSuppressed()).isTrue();
  }

  @Test
  void takenBetween_andLearntLast_doesNotEndMails() {
    refused(1);
    refused(2);
    taken(3);
    refused(4);
    learnRefused();
    learnRefused();
    learnRefused();
    assertThat(isSuppressed()).isFalse();
    learnTaken();
    assertThat(bounces()).as("the one after the mail that was taken").isEqualTo(1);

    refused(5);
    learnRefused();
    refused(6);
    learnRefused();
    assertThat(isSuppressed()).as("three in a row since").isTrue();
  }

  @Test
  void takenMeanwhile_andWrittenDownLast_liftsTheEnd() {
    refusedThreeTimes();
    assertThat(isSuppressed()).isTrue();
    taken(4);
    learnTaken();
    assertThat(isSuppressed()).isFalse();
    assertThat(bounces()).isZero();
  }

  @Test
  void takenBeforeTheRefusals_andLearntLast_changesNothing() {
    taken(0);
    refusedThreeTimes();
    learnTaken();
    assertThat(isSuppressed()).isTrue();
    assertThat(bounces()).isEqualTo(3);
  }

  @Test
  void refusedForOtherReasons_countForNothing() {
    tried(1, "refused", "policy");
    tried(2, "deferred", "throttled");
    refused(3);
    learnRefused();
    assertThat(bounces()).isEqualTo(1);
  }

  @Test
  void consentedAnew_forgivesWhatWasRefusedBefore() {
    refusedThreeTimes();
    subscribers.admit(address, at(10));
    refused(11);
    learnRefused();
    assertThat(bounces()).isEqualTo(1);
    assertThat(isSuppressed()).isFalse();
  }

  @Test
  void refusedForADeletedSubscription_countsStill() {
    var other = subscribe("Another");
    refused(1);
    learnRefused();
    refused(2);
    learnRefused();
    deleteSubscription();
    subscription = other;
    assertThat(isSuppressed()).isFalse();
    refused(3);
    learnRefused();
    assertThat(isSuppressed()).isTrue();
  }

  @Test
  void refusedOnceMore_afterTheTriesAreGone_doesNotLiftTheEnd() {
    var other = subscribe("Another");
    refusedThreeTimes();
    deleteSubscription();
    subscription = other;
    refused(4);
    learnRefused();
    assertThat(isSuppressed()).isTrue();
    assertThat(bounces()).isEqualTo(4);
  }

  @Test
  void takenLongBefore_andTheTriesSinceGone_doesNotForgiveThem() {
    var first = subscription;
    var other = subscribe("Another");
    subscription = other;
    taken(0);
    subscription = first;
    refusedThreeTimes();
    deleteSubscription();
    subscription = other;
    refused(4);
    learnRefused();
    assertThat(isSuppressed()).isTrue();
    assertThat(bounces()).isEqualTo(3);
  }

  @Test
  void takenAndGoneFromTheLog_changesNothing() {
    var other = subscribe("Another");
    refusedThreeTimes();
    deleteSubscription();
    subscription = other;
    learnTaken();
    assertThat(isSuppressed()).isTrue();
    assertThat(bounces()).isEqualTo(3);
  }

  @Test
  void learntAtOnce_countEach() {
    int many = 40;
    mailboxes = new Mailboxes(pool, many);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 1; i <= many; i++) {
        int second = i;
        threads.submit(() -> {
          synchronized (this) {
            refused(second);
          }
          learnRefused();
        });
      }
    }
    assertThat(bounces()).isEqualTo(many);
    assertThat(isSuppressed()).isTrue();
  }
}
