package tocsin.alert.account;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import tocsin.alert.sql.Rounds;
import tocsin.alert.sql.Sql;

/// Sends the mails that are no alerts, from their table: a mail asked for while the mail server was
/// down, or this process was, goes out later.
public final class Notices implements Runnable {
  private static final Logger LOG = Logger.getLogger(Notices.class);
  private static final int MOST_TRIES = 12;
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Pool pool;
  private final ReactiveMailer mailer;
  private final InstantSource clock;
  private final String host;
  private final Rounds rounds = new Rounds("notices", LOOK, this::sendNext);

  /// @param host what message ids end in
  public Notices(Pool pool, ReactiveMailer mailer, InstantSource clock, String host) {
    this.pool = pool;
    this.mailer = mailer;
    this.clock = clock;
    this.host = host;
  }

  public void wake() {
    rounds.wake();
  }

  @Override
  public void run() {
    rounds.run();
  }

  /// Sends while the row is locked, so that whoever deletes it waits: a crash before the commit
  /// sends again, under the same Message-ID.
  private boolean sendNext() {
    return Sql.inTransaction(pool, sql -> sendNext(sql, clock.instant()));
  }

  private boolean sendNext(Sql sql, Instant now) {
    for (var row :
        sql.run(
            "SELECT id, recipient, subject, body, tries FROM notice WHERE due <= $1 ORDER BY due LIMIT 1 FOR UPDATE SKIP LOCKED",
            Sql.at(now))) {
      var id = row.getString("id");
      int tries = row.getInteger("tries") + 1;
      var mail =
          Mail.withText(row.getString("recipient"), row.getString("subject"), row.getString("body"))
              .addHeader("Auto-Submitted", "auto-generated")
              .addHeader("Message-ID", "<" + id + "@" + host + ">");
      if (send(mail, tries)) {
        sql.run("DELETE FROM notice WHERE id = $1", id);
      } else {
        sql.run(
            "UPDATE notice SET tries = $2, due = $3 WHERE id = $1",
            id,
            tries,
            Sql.at(now.plus(pause(tries))));
      }
      return true;
    }
    return false;
  }

  /// Half a minute, doubled with each try up to an hour.
  static Duration pause(int tries) {
    return Duration.ofSeconds(Math.min(3_600, 30L << Math.min(tries - 1, 7)));
  }

  /// Whether there is no more to do.
  private boolean send(Mail mail, int tries) {
    @Nullable Throwable failure =
        mailer
            .send(mail)
            .ifNoItem()
            .after(PATIENCE)
            .fail()
            .onItemOrFailure()
            .<@Nullable Throwable>transform((sent, failed) -> failed)
            .await()
            .indefinitely();
    if (failure == null) {
      return true;
    }
    boolean last = tries >= MOST_TRIES;
    LOG.warnf(
        "notice not sent, try %d%s: %s", tries, last ? ", given up" : "", failure.getMessage());
    return last;
  }

  /// Queues a mail to a subscriber, unless mails to them have been refused.
  public void tell(String subscriberId, String subject, String body, Instant now) {
    Sql.on(pool)
        .run(
            """
            INSERT INTO notice (id, recipient, subject, body, asked, due)
            SELECT $1, email, $3, $4, $5, $5 FROM subscriber
            WHERE id = $2 AND confirmed IS NOT NULL AND suppressed IS NULL\
            """,
            Secrets.random(16),
            subscriberId,
            subject,
            body,
            Sql.at(now));
    wake();
  }
}
