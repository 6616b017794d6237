package tocsin.alert.delivery;

import io.vertx.mutiny.sqlclient.Pool;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private final Pool pool;
  private final SubscriptionStore subscriptions;
  private final Stories stories;

  public DeliveryLedger(Pool pool, SubscriptionStore subscriptions, Duration storyWindow) {
    this.pool = pool;
    this.subscriptions = subscriptions;
    this.stories = new Stories(storyWindow);
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
          Dispatch.send(sql, fresh, now);
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
    List<List<@Nullable Object>> rows = new ArrayList<>();
    List<List<@Nullable Object>> revisions = new ArrayList<>();
    for (var m : articles) {
      rows.add(row(m, storyOf));
      if (m.subscriptions().length > 0) {
        var a = m.article();
        revisions.add(List.of(a.id(), a.revision(), new String[] {json(AlertContent.of(a))}));
      }
    }
    sql.runAll(
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
        rows);
    sql.runAll(
        """
        INSERT INTO article_revision (article, revision, content) SELECT $1, $2, ($3::text[])[1]::jsonb
        ON CONFLICT DO NOTHING\
        """,
        revisions);
  }

  private static List<@Nullable Object> row(Matched m, Map<String, String> storyOf) {
    var a = m.article();
    return Arrays.asList(
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
        Stories.bands(a).toArray(Integer[]::new),
        storyOf.getOrDefault(a.id(), a.id()),
        a.vocabulary(),
        a.backlog());
  }

  /// @return ids of those that were not there
  private static Set<String> insert(Sql sql, List<Candidate> candidates, Instant now) {
    Set<String> opened = new HashSet<>();
    for (var chunk : Candidate.chunks(candidates)) {
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
              Candidate.strings(chunk, c -> c.id()),
              Candidate.strings(chunk, c -> c.matched().article().id()),
              chunk.stream().map(c -> c.matched().article().revision()).toArray(Integer[]::new),
              Candidate.strings(chunk, c -> c.subscription().id()),
              Candidate.strings(chunk, c -> c.subscription().subscriberId()),
              Candidate.strings(chunk, c -> c.subscription().name()),
              Candidate.strings(chunk, c -> json(c.why().because())),
              Candidate.strings(chunk, c -> json(c.why().phrases())),
              Candidate.strings(chunk, c -> c.story()),
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

  private static String json(Object value) {
    return new String(EventJson.write(value), StandardCharsets.UTF_8);
  }
}
