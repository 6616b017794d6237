package tocsin.alert.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tocsin.alert.sql.Sql;
import tocsin.alert.subscription.Subscription;

/// Puts new alerts on their way, in the transaction that opens them: each as a delivery of its own,
/// or into the digest that it waits in.
final class Dispatch {
  /// Of many deliveries of one article the later ones wait for others a little: as long as these
  /// would take to send.
  private static final Duration TURN = Duration.ofMillis(1);

  static final Duration LAST_TURN = Duration.ofSeconds(50);

  /// The first deliveries of each article go before the rest of one that has very many, even one
  /// that came so much earlier; not longer, so that the rest has its turn too.
  private static final int FIRST = 100;

  private static final Duration HEAD_START = Duration.ofMinutes(10);

  private Dispatch() {}

  /// @param fresh in the order in which they go out
  static void send(Sql sql, List<Candidate> fresh, Instant now) {
    var placed = place(sql, fresh, now);
    queue(sql, placed, now);
    digest(sql, placed, now);
  }

  /// A new alert and the digest it waits in; null where it goes out at once.
  private record Placed(Candidate candidate, @Nullable Hold hold) {}

  private static List<Placed> place(Sql sql, List<Candidate> fresh, Instant now) {
    var sent = sentToday(sql, fresh, now);
    return fresh.stream()
        .map(candidate -> {
          var subscription = candidate.subscription();
          int before = sent.getOrDefault(subscription.id(), 0);
          var hold = Hold.of(subscription, before, now);
          if (hold == null) {
            sent.put(subscription.id(), before + 1);
          }
          return new Placed(candidate, hold);
        })
        .toList();
  }

  /// What has gone out today to subscriptions with a ceiling. Their rows are locked, so that nodes
  /// count one after the other.
  private static Map<String, Integer> sentToday(Sql sql, List<Candidate> fresh, Instant now) {
    Map<String, Integer> sent = new HashMap<>();
    var limited =
        fresh.stream()
            .map(Candidate::subscription)
            .filter(s -> s.dailyCeiling() != null)
            .distinct()
            .toList();
    if (limited.isEmpty()) {
      return sent;
    }
    var ids = limited.stream().map(Subscription::id).toArray(String[]::new);
    sql.run(
        "SELECT id FROM subscription WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE",
        (Object) ids);
    sql.run(
            """
            SELECT x.id, count(d.id)::int AS sent FROM unnest($1::text[], $2::timestamptz[]) AS x (id, midnight)
              JOIN delivery d ON d.subscription = x.id
            WHERE d.kind = 'alert' AND d.created >= x.midnight
              OR d.kind = 'digest' AND d.window_end > x.midnight AND d.window_end <= $3
            GROUP BY x.id\
            """,
            ids,
            limited.stream()
                .map(s -> Sql.at(Hold.day(s, now).start()))
                .toArray(OffsetDateTime[]::new),
            Sql.at(now))
        .forEach(row -> sent.put(row.getString("id"), row.getInteger("sent")));
    return sent;
  }

  /// One delivery for each alert that goes out at once.
  private static void queue(Sql sql, List<Placed> placed, Instant now) {
    var immediate = placed.stream().filter(p -> p.hold() == null).map(Placed::candidate).toList();
    for (var chunk : Candidate.chunks(immediate)) {
      sql.run(
          """
          INSERT INTO delivery (id, subscription, subscriber, kind, channel, target, status, created, due, turn)
          SELECT x.id, x.subscription, x.subscriber, 'alert', x.channel, x.target, 'pending', $1, $1, x.turn
          FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[])
            AS x (id, subscription, subscriber, channel, target, turn)
          ON CONFLICT DO NOTHING\
          """,
          Sql.at(now),
          Candidate.strings(chunk, Candidate::deliveryId),
          Candidate.strings(chunk, c -> c.subscription().id()),
          Candidate.strings(chunk, c -> c.subscription().subscriberId()),
          Candidate.strings(chunk, c -> c.subscription().channel().type()),
          Candidate.strings(chunk, c -> Target.of(c.subscription().channel())),
          chunk.stream().map(c -> turn(c.rank(), now)).toArray(OffsetDateTime[]::new));
    }
  }

  private static OffsetDateTime turn(int rank, Instant now) {
    if (rank < FIRST) {
      return Sql.at(now.minus(HEAD_START).plus(TURN.multipliedBy(rank)));
    }
    var wait = TURN.multipliedBy(rank);
    return Sql.at(now.plus(wait.compareTo(LAST_TURN) > 0 ? LAST_TURN : wait));
  }

  /// Where alerts are gathered.
  private record Basket(Subscription subscription, Hold hold) {}

  /// Adds alerts to the digests that are being gathered. The row of a digest is locked while it is
  /// added to; one that is on its way already is left alone, and the next one begun.
  private static void digest(Sql sql, List<Placed> placed, Instant now) {
    Map<Basket, List<String>> gathered = new LinkedHashMap<>();
    for (var one : placed) {
      if (one.hold() != null) {
        gathered
            .computeIfAbsent(
                new Basket(one.candidate().subscription(), one.hold()), b -> new ArrayList<>())
            .add(one.candidate().id());
      }
    }
    gathered.forEach((basket, alerts) -> {
      var hold = basket.hold();
      while (!gather(sql, basket.subscription(), hold, now)) {
        hold = hold.next(basket.subscription());
      }
      sql.run(
          "UPDATE alert SET delivery = $1 WHERE id = ANY($2)",
          hold.deliveryId(basket.subscription().id()),
          alerts.toArray(String[]::new));
    });
  }

  /// Opens a digest, or locks the one that is open; false where it has closed.
  private static boolean gather(Sql sql, Subscription subscription, Hold hold, Instant now) {
    return sql.run(
                """
                INSERT INTO delivery (id, subscription, subscriber, kind, channel, target, status, reason, created, due, turn,
                  window_start, window_end)
                VALUES ($1, $2, $3, 'digest', $4, $5, 'held', $6, $7, $8, $8, $9, $10)
                ON CONFLICT (id) DO UPDATE SET status = 'held'
                WHERE delivery.status = 'held' AND delivery.reason = $6 AND delivery.due = $8 RETURNING id\
                """,
                hold.deliveryId(subscription.id()),
                subscription.id(),
                subscription.subscriberId(),
                subscription.channel().type(),
                Target.of(subscription.channel()),
                hold.reason().name(),
                Sql.at(now),
                Sql.at(hold.due()),
                Sql.at(hold.window().start()),
                Sql.at(hold.window().end()))
            .rowCount()
        > 0;
  }
}
