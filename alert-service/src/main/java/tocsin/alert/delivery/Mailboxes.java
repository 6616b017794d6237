package tocsin.alert.delivery;

import io.vertx.mutiny.sqlclient.Pool;
import java.time.Instant;
import org.jboss.logging.Logger;
import tocsin.alert.sql.Sql;

/// Which mailboxes get mails: one that has refused several in a row gets no more.
///
/// Mails to one mailbox may be on their way at once, and what came of them is learnt in any order.
/// So how many were refused in a row is at most what the log of tries says: those that began after
/// the last one that was taken did. The counter holds what a new consent has not forgiven.
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
      count(subscriber, 0, now);
    }
  }

  /// A mail was refused because of the mailbox; it stands in the log.
  void refused(String subscriber, Instant now) {
    count(subscriber, 1, now);
  }

  /// One at a time for each mailbox, so that the log is read as the one before left it.
  private void count(String subscriber, int more, Instant now) {
    boolean ended =
        Sql.inTransaction(
            pool,
            sql -> {
              sql.run("SELECT 1 FROM subscriber WHERE id = $1 FOR NO KEY UPDATE", subscriber);
              return endedBy(sql, subscriber, more, now);
            });
    if (ended) {
      LOG.infof("mails ended after refusals subscriber_id=%s", subscriber);
    }
  }

  private boolean endedBy(Sql sql, String subscriber, int more, Instant now) {
    for (var row :
        sql.run(
            """
            WITH try AS (
              SELECT a.time, a.outcome, a.reason FROM delivery d JOIN attempt a ON a.delivery = d.id
              WHERE d.subscriber = $1 AND d.channel = 'email'),
            counted AS (
              SELECT least(s.bounces + $2, count(try.time)) AS bounces FROM subscriber s
              LEFT JOIN try ON try.outcome = 'refused' AND try.reason = 'client'
                AND try.time > coalesce((SELECT max(time) FROM try WHERE outcome = 'delivered'), '-infinity')
              WHERE s.id = $1 GROUP BY s.id)
            UPDATE subscriber s SET bounces = c.bounces,
              suppressed = CASE WHEN c.bounces >= $3 THEN coalesce(s.suppressed, $4) END
            FROM counted c WHERE s.id = $1
            RETURNING coalesce(s.suppressed = $4, false) AS ended\
            """,
            subscriber,
            more,
            hardBounces,
            Sql.at(now))) {
      return row.getBoolean("ended");
    }
    return false;
  }
}
