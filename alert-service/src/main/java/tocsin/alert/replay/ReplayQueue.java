package tocsin.alert.replay;

import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tocsin.alert.delivery.Attempt;
import tocsin.alert.sql.Sql;
import tocsin.events.TaggedArticle;

/// Replays to webhooks that are due, as PostgreSQL keeps them: gone on with under a lease by one
/// node. A node whose lease was taken over changes nothing any more.
public final class ReplayQueue {
  private final Pool pool;
  private final String node;
  private final Duration lease;

  /// @param node whose leases these are: the same after a restart, another on every node
  public ReplayQueue(Pool pool, String node, Duration lease) {
    this.pool = pool;
    this.node = node;
    this.lease = lease;
  }

  /// A replay that this node alone may go on with until its lease ends.
  ///
  /// @param lease what proves it
  record Taken(String lease, Replay replay) {}

  /// Gives up the leases that this node held before it was started again.
  void forget() {
    Sql.on(pool)
        .run(
            "UPDATE replay SET lease = NULL, lease_until = NULL WHERE starts_with(lease, $1)",
            node + ":");
  }

  /// Takes those that have waited longest.
  List<Taken> take(int most, Instant now) {
    var token = node + ":" + UUID.randomUUID();
    List<Taken> taken = new ArrayList<>();
    Sql.on(pool)
        .run(
            """
            UPDATE replay r SET lease = $3, lease_until = now() + $4::int * interval '1 millisecond'
            FROM (SELECT id AS chosen FROM replay
              WHERE state = 'running' AND url IS NOT NULL AND due <= $1 AND (lease_until IS NULL OR lease_until < now())
              ORDER BY due LIMIT $2 FOR UPDATE SKIP LOCKED) next
            WHERE r.id = next.chosen RETURNING \
            """
                + ReplayStore.COLUMNS,
            Sql.at(now),
            most,
            token,
            (int) lease.toMillis())
        .forEach(row -> taken.add(new Taken(token, ReplayStore.replay(row))));
    return taken;
  }

  /// Whether it was neither cancelled nor taken over.
  boolean isOurs(Taken taken) {
    return Sql.on(pool)
            .run(
                "SELECT 1 FROM replay WHERE id = $1 AND lease = $2 AND state = 'running'",
                taken.replay().id(),
                taken.lease())
            .rowCount()
        > 0;
  }

  /// How far it is, while this node goes on with it.
  ///
  /// @return false where it is not this node's any more
  boolean note(Taken taken, Standing standing) {
    return write(taken, standing, "");
  }

  /// How far it is, and when it is gone on with, by whichever node.
  void giveBack(Taken taken, Standing standing, Instant due) {
    write(taken, standing, ", due = $9, lease = NULL, lease_until = NULL", Sql.at(due));
  }

  /// What was noted last stands; it is gone on with at another time, by whichever node.
  void postpone(Taken taken, Instant due) {
    Sql.on(pool)
        .run(
            "UPDATE replay SET due = $3, lease = NULL, lease_until = NULL WHERE id = $1 AND lease = $2",
            taken.replay().id(),
            taken.lease(),
            Sql.at(due));
  }

  /// @param reason why it failed; null where it is done
  void end(Taken taken, Standing standing, @Nullable String reason, Instant now) {
    write(
        taken,
        standing,
        ", state = $9, reason = $10, finished = $11, lease = NULL, lease_until = NULL",
        reason == null ? "done" : "failed",
        reason,
        Sql.at(now));
  }

  private boolean write(Taken taken, Standing s, String more, @Nullable Object... values) {
    List<@Nullable Object> all =
        new ArrayList<>(
            List.of(
                taken.replay().id(),
                taken.lease(),
                s.at().written(),
                s.matched(),
                s.sent(),
                s.failed(),
                s.inRow(),
                s.tries()));
    all.addAll(Arrays.asList(values));
    return Sql.on(pool)
            .run(
                """
                UPDATE replay SET position = $3, matched = $4, sent = $5, failed = $6, failed_in_row = $7, tries = $8%s
                WHERE id = $1 AND lease = $2 AND state = 'running'\
                """
                    .formatted(more),
                all.toArray())
            .rowCount()
        > 0;
  }

  /// That an article was given up.
  void failed(Taken taken, TaggedArticle article, Attempt attempt, String reason, Instant now) {
    Sql.on(pool)
        .run(
            """
            INSERT INTO replay_failure (replay, article, revision, time, reason, status, answer)
            SELECT id, $3, $4, $5, $6, $7, $8 FROM replay WHERE id = $1 AND lease = $2\
            """,
            taken.replay().id(),
            taken.lease(),
            article.id(),
            article.revision(),
            Sql.at(now),
            reason,
            attempt.status(),
            attempt.answer());
  }
}
