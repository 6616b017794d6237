package tocsin.alert.account;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Sends the mails that are no alerts, from their table: a mail asked for while the mail server was
/// down, or this process was, goes out later.
public final class Notices implements Runnable {
  private static final Logger LOG = Logger.getLogger(Notices.class);
  private static final int MOST_TRIES = 12;

  private final Pool pool;
  private final Mailer mailer;
  private final InstantSource clock;
  private final String host;
  private final Semaphore wake = new Semaphore(0);

  /// @param host what message ids end in
  public Notices(Pool pool, Mailer mailer, InstantSource clock, String host) {
    this.pool = pool;
    this.mailer = mailer;
    this.clock = clock;
    this.host = host;
  }

  public void wake() {
    wake.release();
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        if (!sendNext()) {
          wake.tryAcquire(1, TimeUnit.SECONDS);
          wake.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.warnf("notices wait: %s", e.getMessage());
        if (!pause()) {
          return;
        }
      }
    }
  }

  private static boolean pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /// Takes the row, moves its next try on, sends, deletes: a crash between the last two sends
  /// again, under the same Message-ID.
  private boolean sendNext() {
    var now = clock.instant();
    var rows =
        pool.preparedQuery(
                """
                UPDATE notice SET tries = tries + 1, due = $1::timestamptz + least(30 * power(2, tries), 3600) * interval '1 second'
                WHERE id = (SELECT id FROM notice WHERE due <= $1 ORDER BY due LIMIT 1 FOR UPDATE SKIP LOCKED)
                RETURNING *\
                """)
            .executeAndAwait(Tuple.of(now.atOffset(ZoneOffset.UTC)));
    for (var row : rows) {
      var id = row.getString("id");
      var mail =
          Mail.withText(row.getString("recipient"), row.getString("subject"), row.getString("body"))
              .addHeader("Auto-Submitted", "auto-generated")
              .addHeader("Message-ID", "<" + id + "@" + host + ">");
      boolean done = send(mail, row.getInteger("tries"));
      if (done) {
        pool.preparedQuery("DELETE FROM notice WHERE id = $1").executeAndAwait(Tuple.of(id));
      }
      return true;
    }
    return false;
  }

  private boolean send(Mail mail, int tries) {
    try {
      mailer.send(mail);
      return true;
    } catch (RuntimeException e) {
      boolean last = tries >= MOST_TRIES;
      LOG.warnf("notice not sent, try %d%s: %s", tries, last ? ", given up" : "", e.getMessage());
      return last;
    }
  }

  /// Queues a mail to a subscriber, unless mails to them have been refused.
  public void tell(String subscriberId, String subject, String body, Instant now) {
    pool.preparedQuery(
            """
            INSERT INTO notice (id, recipient, subject, body, asked, due)
            SELECT $1, email, $3, $4, $5, $5 FROM subscriber
            WHERE id = $2 AND confirmed IS NOT NULL AND suppressed IS NULL\
            """)
        .executeAndAwait(
            Tuple.of(
                Secrets.random(16), subscriberId, subject, body, now.atOffset(ZoneOffset.UTC)));
    wake();
  }

  /// Drops confirmations and subscribers that were never confirmed and are older than the time
  /// given.
  public void forget(Instant before) {
    pool.preparedQuery("DELETE FROM subscriber WHERE confirmed IS NULL AND created < $1")
        .executeAndAwait(Tuple.of(before.atOffset(ZoneOffset.UTC)));
  }
}
