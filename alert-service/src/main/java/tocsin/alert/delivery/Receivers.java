package tocsin.alert.delivery;

import io.vertx.mutiny.sqlclient.Pool;
import java.time.Instant;
import org.jboss.logging.Logger;
import tocsin.alert.account.Notices;
import tocsin.alert.delivery.DeliveryQueue.Taken;
import tocsin.alert.sql.Sql;
import tocsin.alert.subscription.SubscriptionStore;

/// What is learnt of receivers from how deliveries end: endpoints that are gone or have failed for
/// days are disabled and their owner told, addresses that refuse mails get no more.
public final class Receivers {
  private static final Logger LOG = Logger.getLogger(Receivers.class);

  private final Pool pool;
  private final SubscriptionStore subscriptions;
  private final Notices notices;
  private final DeliveryQueue queue;
  private final DeliverySettings settings;
  private final Mailboxes mailboxes;

  public Receivers(
      Pool pool,
      SubscriptionStore subscriptions,
      Notices notices,
      DeliveryQueue queue,
      DeliverySettings settings) {
    this.pool = pool;
    this.subscriptions = subscriptions;
    this.notices = notices;
    this.queue = queue;
    this.settings = settings;
    this.mailboxes = new Mailboxes(pool, settings.hardBounces());
  }

  void learn(Taken taken, Parcel.Receiver receiver, Attempt attempt, Instant now) {
    if (taken.channel().equals("webhook")) {
      endpoint(receiver, attempt, now);
    } else {
      mailbox(receiver, attempt, now);
    }
  }

  private void endpoint(Parcel.Receiver receiver, Attempt attempt, Instant now) {
    switch (attempt) {
      case Attempt.Delivered d when !receiver.failing() -> {}
      case Attempt.Delivered d ->
          Sql.on(pool)
              .run(
                  "UPDATE subscription SET failing_since = NULL WHERE id = $1 AND failing_since IS NOT NULL",
                  receiver.subscriptionId());
      case Attempt.Refused r when r.ends() ->
          disable(receiver, "the endpoint answered 410: it wants nothing more", now);
      case Attempt.Refused r -> failing(receiver, now);
      case Attempt.Deferred d -> failing(receiver, now);
    }
  }

  private void failing(Parcel.Receiver receiver, Instant now) {
    for (var row :
        Sql.on(pool)
            .run(
                """
                UPDATE subscription SET failing_since = coalesce(failing_since, $2)
                WHERE id = $1 AND state = 'active' RETURNING failing_since\
                """,
                receiver.subscriptionId(),
                Sql.at(now))) {
      var since = row.getOffsetDateTime("failing_since").toInstant();
      if (since.plus(settings.disableAfter()).isBefore(now)) {
        if (answeredWell(receiver, since)) {
          failingFrom(receiver, now);
        } else {
          disable(receiver, "the endpoint has answered nothing well since " + since, now);
        }
      }
    }
  }

  /// A good answer that was on its way beside a bad one does not know of it.
  private boolean answeredWell(Parcel.Receiver receiver, Instant since) {
    return Sql.on(pool)
            .run(
                """
                SELECT 1 FROM delivery d JOIN attempt a ON a.delivery = d.id
                WHERE d.subscription = $1 AND a.outcome = 'delivered' AND a.time >= $2 LIMIT 1\
                """,
                receiver.subscriptionId(),
                Sql.at(since))
            .size()
        > 0;
  }

  private void failingFrom(Parcel.Receiver receiver, Instant now) {
    Sql.on(pool)
        .run(
            "UPDATE subscription SET failing_since = $2 WHERE id = $1",
            receiver.subscriptionId(),
            Sql.at(now));
  }

  private void disable(Parcel.Receiver receiver, String reason, Instant now) {
    if (!subscriptions.disable(receiver.subscriptionId(), reason)) {
      return;
    }
    queue.hold(receiver.subscriptionId());
    LOG.infof("webhook disabled subscription_id=%s", receiver.subscriptionId());
    notices.tell(
        receiver.subscriberId(),
        "Your webhook has been disabled",
        """
        The webhook of your subscription “%s” has been disabled:
        %s.

        Its alerts are kept. To receive them, mend the endpoint and save the
        subscription again: PUT /api/subscriptions/%s
        """
            .formatted(receiver.name(), reason, receiver.subscriptionId()),
        now);
  }

  private void mailbox(Parcel.Receiver receiver, Attempt attempt, Instant now) {
    switch (attempt) {
      case Attempt.Delivered d -> mailboxes.took(receiver.subscriberId(), now);
      case Attempt.Refused r when r.reason() == Attempt.Reason.client ->
          mailboxes.refused(receiver.subscriberId(), now);
      case Attempt.Refused r -> {}
      case Attempt.Deferred d -> {}
    }
  }
}
