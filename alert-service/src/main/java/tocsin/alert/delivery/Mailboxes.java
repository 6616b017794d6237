package tocsin.alert.delivery;

import io.vertx.mutiny.sqlclient.Pool;
import java.time.Instant;
import org.jboss.logging.Logger;
import tocsin.alert.sql.Sql;

/// Which mailboxes get mails: one that has refused several in a row gets no more.
///
/// Mails to one mailbox may be on their way at once, and what came of them is learnt in any order.
/// So how many were refused in a row is at most what the log of tries says: those that began after
/// the last one that was taken did. The counter holds what a new consent has not forgiven, and what
/// the log no longer does: tries go with their subscription, with age, or to another channel.
final class Mailboxes {
  private static final Logger LOG = Logger.getLogger(Mailboxes.class);

  private final Pool pool;
  private final int hardBounces;

  Mailboxes(Pool pool, int hardBounces) {
    this.pool = pool;
    this.hardBounces = hardBounces;
  }

  /// A mail was taken; it stands in the log.
  void took(String subscriber, Instant now) {
    boolean marked =
        Sql.on(pool)
                .run(
                    "SELECT 1 FROM subscriber WHERE id = $1 AND (bounces > 0 OR suppressed IS NOT NULL)",
                    subscriber)
                .size()
            > 0;
    if (marked) {
      count(subscriber, false, now);
    }
  }

  /// A mail was refused because of the mailbox; it stands in the log.
  void refused(String subscriber, Instant now) {
    count(subscriber, true, now);
  }

  /// One at a time for each mailbox, so that the log is read as the one before left it.
  private void count(String subscriber, boolean refused, Instant now) {
    boolean ended =
        Sql.inTransaction(
            pool,
            sql -> {
              sql.run("SELECT 1 FROM subscriber WHERE id = $1 FOR NO KEY UPDATE", subscriber);
              return endedBy(sql, subscriber, refused, now);
            });
    if (ended) {
      LOG.infof("mails ended after refusals subscriber_id=%s", subscriber);
    }
  }

  /// Where the log knows of no mail that was taken, it bounds nothing. A refusal never lowers the
  /// counter, nor lets mails leave again: tries that are gone from the log are not forgiven.
  private boolean endedBy(Sql sql, String subscriber, boolean refused, Instant now) {
    for (var row :
        sql.run(
            """
            WITH try AS (
              SELECT a.time, a.outcome, a.reason FROM delivery d JOIN attempt a ON a.delivery = d.id
              WHERE d.subscriber = $1 AND d.channel = 'email'),
            last AS (SELECT max(time) AS taken FROM try WHERE outcome = 'delivered'),
            since AS (
              SELECT CASE WHEN last.taken IS NOT NULL THEN (
                SELECT count(*) FROM try
                WHERE try.outcome = 'refused' AND try.reason = 'client' AND try.time > last.taken) END AS refusals
              FROM last),
            counted AS (
              SELECT CASE WHEN $2 THEN greatest(s.bounces, least(s.bounces + 1, since.refusals))
                ELSE least(s.bounces, since.refusals) END AS bounces
              FROM subscriber s, since WHERE s.id = $1)
            UPDATE subscriber s SET bounces = c.bounces,
              suppressed = CASE
                WHEN c.bounces >= $3 THEN coalesce(s.suppressed, $4)
                WHEN $2 OR since.refusals IS NULL THEN s.suppressed END
            FROM counted c, since WHERE s.id = $1
            RETURNING coalesce(s.suppressed = $4, false) AS ended\
            """,
            subscriber,
            refused,
            hardBounces,
            Sql.at(now))) {
      return row.getBoolean("ended");
    }
    return false;
  }
}
