package tocsin.alert.delivery;

import io.vertx.mutiny.sqlclient.Pool;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tocsin.alert.match.Why;
import tocsin.alert.sql.Sql;
import tocsin.alert.subscription.Schedule;
import tocsin.alert.subscription.Subscription;
import tocsin.alert.subscription.SubscriptionStore;
import tocsin.events.EventJson;
import tocsin.events.Grade;
import tocsin.events.Ids;
import tocsin.events.ThemeTag;

/// Opens alerts: everything that articles and the subscriptions they match lead to, in one
/// transaction. Opening again what is open already changes nothing.
public final class DeliveryLedger {
  /// rows a statement
  private static final int CHUNK = 10_000;

  /// Of many deliveries of one article the later ones wait for others a little: as long as these
  /// would take to send.
  private static final Duration TURN = Duration.ofMillis(1);

  private static final Duration LAST_TURN = Duration.ofSeconds(50);

  private final Pool pool;
  private final SubscriptionStore subscriptions;
  private final Stories stories;

  public DeliveryLedger(Pool pool, SubscriptionStore subscriptions, Duration storyWindow) {
    this.pool = pool;
    this.subscriptions = subscriptions;
    this.stories = new Stories(storyWindow);
  }

  /// An alert that may be new.
  private record Candidate(
      String id, Matched matched, Subscription subscription, Why why, String story, int rank) {

    String deliveryId() {
      return Ids.delivery(subscription.id(), id);
    }
  }

  /// @param articles each id once
  /// @return how many alerts are new
  public int open(List<Matched> articles, Instant now) {
    var matched = subscriptions.byKeys(keys(articles));
    return Sql.inTransaction(
        pool,
        sql -> {
          var storyOf = stories.assign(sql, articles, now);
          record(sql, articles, storyOf);
          var candidates = candidates(articles, matched, storyOf);
          var opened = insert(sql, candidates, now);
          var fresh = candidates.stream().filter(c -> opened.contains(c.id())).toList();
          var placed = place(sql, fresh, now);
          queue(sql, placed, now);
          digest(sql, placed, now);
          return fresh.size();
        });
  }

  private static long[] keys(List<Matched> articles) {
    return articles.stream()
        .flatMapToLong(m -> Arrays.stream(m.subscriptions()))
        .distinct()
        .toArray();
  }

  private static List<Candidate> candidates(
      List<Matched> articles, Map<Long, Subscription> subscriptions, Map<String, String> storyOf) {
    List<Candidate> candidates = new ArrayList<>();
    Set<List<String>> told = new HashSet<>();
    for (var matched : articles) {
      var article = matched.article();
      if (article.backlog()) {
        continue;
      }
      var story = storyOf.getOrDefault(article.id(), article.id());
      var teller = new Why.Teller(article, matched.words());
      int rank = 0;
      for (long key : matched.subscriptions()) {
        var subscription = subscriptions.get(key);
        if (subscription == null
            || subscription.story() == Subscription.Story.once
                && !told.add(List.of(story, subscription.id()))) {
          continue;
        }
        candidates.add(
            new Candidate(
                Ids.alert(article.id(), subscription.id()),
                matched,
                subscription,
                teller.why(subscription.asks(), subscription.minScore()),
                story,
                rank++));
      }
    }
    return candidates;
  }

  private static void record(Sql sql, List<Matched> articles, Map<String, String> storyOf) {
    for (var m : articles) {
      var a = m.article();
      var bands = Stories.bands(a);
      sql.run(
          """
          INSERT INTO article (id, revision, topic_partition, topic_offset, tagged, published, fetched, feed, source,
            language, authors, themes, primaries, actors, fingerprint, bands, story, vocabulary, backlog)
          VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
          ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, topic_partition = excluded.topic_partition,
            topic_offset = excluded.topic_offset, tagged = excluded.tagged, published = excluded.published,
            language = excluded.language, authors = excluded.authors, themes = excluded.themes,
            primaries = excluded.primaries, actors = excluded.actors, fingerprint = excluded.fingerprint,
            bands = excluded.bands, vocabulary = excluded.vocabulary, backlog = excluded.backlog,
            recorded = excluded.recorded, earlier_offsets = article.earlier_offsets || article.topic_offset,
            earlier_recorded = article.earlier_recorded || article.recorded
          WHERE article.revision <= excluded.revision
            AND (article.topic_partition, article.topic_offset) <> (excluded.topic_partition, excluded.topic_offset)
            AND NOT excluded.topic_offset = ANY (article.earlier_offsets)\
          """,
          a.id(),
          a.revision(),
          m.partition(),
          m.offset(),
          Sql.at(a.tagged()),
          Sql.atOrNull(a.published()),
          Sql.at(a.fetched()),
          a.feedId(),
          a.source(),
          a.language(),
          a.authors().toArray(String[]::new),
          a.themes().stream().map(ThemeTag::id).toArray(String[]::new),
          a.themes().stream()
              .filter(t -> t.grade() == Grade.primary)
              .map(ThemeTag::id)
              .toArray(String[]::new),
          a.actors().stream().map(t -> t.id()).toArray(String[]::new),
          a.fingerprint(),
          bands.toArray(Integer[]::new),
          storyOf.getOrDefault(a.id(), a.id()),
          a.vocabulary(),
          a.backlog());
      if (m.subscriptions().length > 0) {
        sql.run(
            """
            INSERT INTO article_revision (article, revision, content) SELECT $1, $2, ($3::text[])[1]::jsonb
            ON CONFLICT DO NOTHING\
            """,
            a.id(),
            a.revision(),
            new String[] {json(AlertContent.of(a))});
      }
    }
  }

  /// @return ids of those that were not there
  private static Set<String> insert(Sql sql, List<Candidate> candidates, Instant now) {
    Set<String> opened = new HashSet<>();
    for (var chunk : chunks(candidates)) {
      sql.run(
              """
              INSERT INTO alert (id, article, revision, subscription, subscriber, name, because, phrases, story, opened, delivery)
              SELECT x.id, x.article, x.revision, x.subscription, x.subscriber, x.name, x.because::jsonb, x.phrases::jsonb,
                x.story, $1, x.delivery
              FROM unnest($2::text[], $3::text[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
                $10::text[], $11::bool[], $12::text[])
                AS x (id, article, revision, subscription, subscriber, name, because, phrases, story, once, delivery)
              WHERE NOT x.once OR NOT EXISTS (
                SELECT 1 FROM alert a WHERE a.story = x.story AND a.subscription = x.subscription AND a.article <> x.article)
              ON CONFLICT DO NOTHING RETURNING id\
              """,
              Sql.at(now),
              strings(chunk, c -> c.id()),
              strings(chunk, c -> c.matched().article().id()),
              chunk.stream().map(c -> c.matched().article().revision()).toArray(Integer[]::new),
              strings(chunk, c -> c.subscription().id()),
              strings(chunk, c -> c.subscription().subscriberId()),
              strings(chunk, c -> c.subscription().name()),
              strings(chunk, c -> json(c.why().because())),
              strings(chunk, c -> json(c.why().phrases())),
              strings(chunk, c -> c.story()),
              chunk.stream()
                  .map(c -> c.subscription().story() == Subscription.Story.once)
                  .toArray(Boolean[]::new),
              chunk.stream()
                  .map(c ->
                      c.subscription().schedule() instanceof Schedule.Immediate
                          ? c.deliveryId()
                          : null)
                  .toArray(String[]::new))
          .forEach(row -> opened.add(row.getString("id")));
    }
    return opened;
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
    for (var chunk : chunks(immediate)) {
      sql.run(
          """
          INSERT INTO delivery (id, subscription, subscriber, kind, channel, target, status, created, due, turn)
          SELECT x.id, x.subscription, x.subscriber, 'alert', x.channel, x.target, 'pending', $1, $1, x.turn
          FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[])
            AS x (id, subscription, subscriber, channel, target, turn)
          ON CONFLICT DO NOTHING\
          """,
          Sql.at(now),
          strings(chunk, Candidate::deliveryId),
          strings(chunk, c -> c.subscription().id()),
          strings(chunk, c -> c.subscription().subscriberId()),
          strings(chunk, c -> c.subscription().channel().type()),
          strings(chunk, c -> Target.of(c.subscription().channel())),
          chunk.stream().map(c -> turn(c.rank(), now)).toArray(OffsetDateTime[]::new));
    }
  }

  private static OffsetDateTime turn(int rank, Instant now) {
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

  private static List<List<Candidate>> chunks(List<Candidate> all) {
    List<List<Candidate>> chunks = new ArrayList<>();
    for (int from = 0; from < all.size(); from += CHUNK) {
      chunks.add(all.subList(from, Math.min(all.size(), from + CHUNK)));
    }
    return chunks;
  }

  private static String[] strings(List<Candidate> chunk, Function<Candidate, String> value) {
    return chunk.stream().map(value).toArray(String[]::new);
  }

  private static String json(Object value) {
    return new String(EventJson.write(value), StandardCharsets.UTF_8);
  }
}
