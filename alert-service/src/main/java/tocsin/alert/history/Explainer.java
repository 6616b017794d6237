package tocsin.alert.history;

import io.vertx.mutiny.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tocsin.alert.delivery.DeliveryLog;
import tocsin.alert.history.Whereabouts.Finding;
import tocsin.alert.sql.Sql;
import tocsin.alert.subscription.KnownWords;
import tocsin.alert.subscription.Subscription;
import tocsin.events.Ids;
import tocsin.events.TaggedArticle;

/// Follows an article on its way to a subscription, to where it stopped or arrived.
public final class Explainer {
  private final Pool pool;
  private final ArticleTable table;
  private final Records records;
  private final DeliveryLog log;
  private final Whereabouts whereabouts;

  public Explainer(
      Pool pool, ArticleTable table, Records records, DeliveryLog log, Whereabouts whereabouts) {
    this.pool = pool;
    this.table = table;
    this.records = records;
    this.log = log;
    this.whereabouts = whereabouts;
  }

  Explanation explain(String id, Subscription subscription, KnownWords words) {
    var recorded = table.find(id).orElse(null);
    if (recorded != null) {
      return explain(recorded, subscription, words);
    }
    var finding = whereabouts.of(id);
    // it may have been taken in meanwhile
    return table
        .find(id)
        .map(late -> explain(late, subscription, words))
        .orElseGet(() -> unknown(id, finding));
  }

  private static Explanation unknown(String id, Whereabouts.Finding finding) {
    var verdict =
        switch (finding) {
          case Finding.Coming c -> Verdict.COMING;
          case Finding.Untagged u -> Verdict.UNTAGGED;
          case Finding.Dead d -> Verdict.DEAD;
          case Finding.Unsure u -> Verdict.UNSEEN;
          case Finding.Nowhere n -> Verdict.UNKNOWN_ARTICLE;
        };
    var more =
        switch (finding) {
          case Finding.Coming(var waiting) -> ": %d records wait.".formatted(waiting);
          case Finding.Untagged(var waiting) -> ": %d articles wait.".formatted(waiting);
          case Finding.Dead(var topic, var reason) ->
              ": %s. The operator can hand it on again: ./tocsin dead redrive %s"
                  .formatted(reason, topic);
          case Finding.Unsure(var why) -> ": " + why + ". Ask again in a moment.";
          case Finding.Nowhere n -> "";
        };
    return new Explanation(
        new Explanation.Article(id, false, null, null, null, null),
        verdict,
        verdict.reason() + more,
        List.of(),
        null,
        null,
        null,
        null);
  }

  private Explanation explain(Recorded recorded, Subscription subscription, KnownWords words) {
    var id = recorded.id();
    var article = record(recorded);
    var clauses = Clause.of(article, subscription.asks(), subscription.minScore(), words);
    var alert = log.alert(Ids.alert(id, subscription.id())).map(DeliveryLog.Owned::value);
    var delivery =
        alert
            .flatMap(a -> a.deliveries().stream().findFirst())
            .flatMap(d -> log.delivery(d.id()))
            .map(DeliveryLog.Owned::value)
            .orElse(null);
    var first = alert.isPresent() ? null : first(recorded, subscription).orElse(null);
    Verdict verdict;
    if (delivery != null) {
      verdict = Verdict.ofDelivery(delivery.status());
    } else if (alert.isPresent()) {
      verdict = Verdict.OVER;
    } else {
      boolean matches = clauses.stream().allMatch(Clause::holds);
      verdict = unalerted(matches, recorded, first, subscription);
    }
    return new Explanation(
        new Explanation.Article(
            id, true, article.title(), article.url(), article.revision(), article.tagged()),
        verdict,
        verdict.reason(),
        clauses,
        verdict == Verdict.FOLDED ? first : null,
        alert.map(DeliveryLog.AlertView::id).orElse(null),
        delivery,
        delivery == null ? null : delivery.attempts());
  }

  private static Verdict unalerted(
      boolean matches,
      Recorded article,
      Explanation.@Nullable First first,
      Subscription subscription) {
    if (!matches) {
      return Verdict.NOT_MATCHED;
    }
    if (article.backlog()) {
      return Verdict.BACKLOG;
    }
    if (first != null) {
      return Verdict.FOLDED;
    }
    if (article.tagged().isBefore(subscription.created())) {
      return Verdict.OLDER_THAN_SUBSCRIPTION;
    }
    return subscription.state() == Subscription.State.active
        ? Verdict.MATCHES_NOW
        : Verdict.INACTIVE;
  }

  /// As the topic has it; its outline where that is no longer there.
  private TaggedArticle record(Recorded recorded) {
    List<TaggedArticle> found = new ArrayList<>();
    records.read(
        List.of(new Records.Place(recorded.partition(), recorded.latest().offset())),
        (record, article) -> found.add(article));
    return found.isEmpty() ? recorded.outline() : found.getFirst();
  }

  private Optional<Explanation.First> first(Recorded article, Subscription subscription) {
    if (subscription.story() == Subscription.Story.once) {
      for (var row :
          Sql.on(pool)
              .run(
                  """
                  SELECT id, article FROM alert WHERE story = $1 AND subscription = $2 AND article <> $3
                  ORDER BY sequence LIMIT 1\
                  """,
                  article.story(),
                  subscription.id(),
                  article.id())) {
        return Optional.of(new Explanation.First(row.getString("article"), row.getString("id")));
      }
    }
    return Optional.empty();
  }
}
