package tocsin.alert.history;

import io.vertx.mutiny.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tocsin.alert.delivery.DeliveryLog;
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

  public Explainer(Pool pool, ArticleTable table, Records records, DeliveryLog log) {
    this.pool = pool;
    this.table = table;
    this.records = records;
    this.log = log;
  }

  Explanation explain(String id, Subscription subscription, KnownWords words) {
    var recorded = table.find(id).orElse(null);
    if (recorded == null) {
      return new Explanation(
          new Explanation.Article(id, false, null, null, null, null),
          Verdict.UNKNOWN_ARTICLE,
          Verdict.UNKNOWN_ARTICLE.reason(),
          List.of(),
          null,
          null,
          null,
          null);
    }
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
