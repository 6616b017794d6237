package tocsin.alert.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tocsin.alert.delivery.AlertContent;
import tocsin.alert.match.SubscriptionIndex;
import tocsin.alert.match.Why;
import tocsin.alert.subscription.KnownWords;
import tocsin.alert.subscription.Query;
import tocsin.alert.subscription.Subscription;
import tocsin.events.TaggedArticle;

/// One look back: what a subscription would have alerted of in a time, had it been there.
///
/// An article alerts by the first of its records that matches. Of a story the article that was
/// taken in first alerts, where one alert stands for all of them; it may be one of before the
/// range.
final class Backtest {
  private static final int SAMPLES = 10;

  private final ArticleTable table;
  private final Records records;
  private final Asked asked;
  private final KnownWords words;
  private final SubscriptionIndex index = new SubscriptionIndex();
  private final Narrowing narrowing;
  private final List<Hit> hits = new ArrayList<>();

  /// articles with more than one record
  private final Set<String> several = new HashSet<>();

  private long articles;
  private int unread;

  /// What is asked, of which time.
  ///
  /// @param from inclusive, by when articles were tagged
  /// @param to exclusive
  record Asked(Query query, double minScore, Subscription.Story story, Instant from, Instant to) {}

  /// How far it is.
  ///
  /// @param progress 0 to 1
  /// @param alerts so far, before stories are told apart
  record Progress(double progress, long articles, int alerts) {}

  Backtest(ArticleTable table, Records records, Asked asked, KnownWords words) {
    this.table = table;
    this.records = records;
    this.asked = asked;
    this.words = words;
    this.narrowing = Narrowing.of(asked.query(), asked.minScore(), words);
    index.put(1, asked.query(), asked.minScore());
  }

  Preview run(Consumer<Progress> progress) {
    double all = Math.max(1, table.count(asked.from(), asked.to()));
    var seen = new long[1];
    table.tagged(
        asked.from(),
        asked.to(),
        page -> {
          seen[0] += page.size();
          articles += page.stream().filter(a -> a.tagged().isBefore(asked.to())).count();
          hits.addAll(hits(page));
          progress.accept(new Progress(Math.min(1, seen[0] / all), articles, hits.size()));
        });
    hits.addAll(hits(table.besides(open(), asked.from(), asked.to())));
    var alerts =
        alerts(hits).stream()
            .sorted(Comparator.comparing(Hit::tagged).thenComparing(Hit::id))
            .toList();
    return new Preview(
        asked.from(),
        asked.to(),
        articles,
        alerts.size(),
        Preview.perDay(alerts),
        Preview.perTheme(alerts),
        samples(Preview.spread(alerts, SAMPLES)),
        Suggestion.of(hits, this::alerts).orElse(null),
        unread == 0 ? null : unread);
  }

  private List<Hit> alerts(Collection<Hit> of) {
    var candidates = asked.story() == Subscription.Story.once ? Hit.firstOfStories(of) : of;
    return candidates.stream().filter(hit -> hit.isWithin(asked.from(), asked.to())).toList();
  }

  /// Stories of which an article outside the range may have been first.
  private Set<String> open() {
    Set<String> open = new HashSet<>();
    if (asked.story() == Subscription.Story.once) {
      for (var hit : hits) {
        if (!hit.story().equals(hit.id()) || several.contains(hit.id())) {
          open.add(hit.story());
        }
      }
    }
    return open;
  }

  /// An article and one of its records.
  private record Candidate(Recorded article, Recorded.Record record) {}

  private Collection<Hit> hits(List<Recorded> page) {
    Map<String, Hit> found = new HashMap<>();
    Map<Records.Place, Candidate> doubtful = new HashMap<>();
    for (var article : page) {
      if (!article.isSingle()) {
        several.add(article.id());
        Stream.concat(Stream.of(article.latest()), article.earlier().stream())
            .forEach(record -> doubt(doubtful, article, record));
      } else if (!article.backlog() && narrowing.may().test(article)) {
        if (narrowing.certain()) {
          found.put(
              article.id(), Hit.of(article, article.latest(), article.outline(), asked.minScore()));
        } else {
          doubt(doubtful, article, article.latest());
        }
      }
    }
    unread += doubtful.size();
    records.read(
        doubtful.keySet(),
        (record, article) -> {
          unread--;
          var candidate = doubtful.get(new Records.Place(record.partition(), record.offset()));
          if (candidate != null && matches(article)) {
            found.merge(
                article.id(),
                Hit.of(candidate.article(), candidate.record(), article, asked.minScore()),
                (one, other) -> one.order() < other.order() ? one : other);
          }
        });
    return found.values();
  }

  private static void doubt(
      Map<Records.Place, Candidate> doubtful, Recorded article, Recorded.Record record) {
    doubtful.put(
        new Records.Place(article.partition(), record.offset()), new Candidate(article, record));
  }

  private boolean matches(TaggedArticle article) {
    return !article.backlog() && index.match(article, words).length > 0;
  }

  private List<Preview.Sample> samples(List<Hit> of) {
    Map<String, Preview.Sample> samples = new HashMap<>();
    records.read(
        of.stream().map(hit -> new Records.Place(hit.partition(), hit.offset())).toList(),
        (record, article) -> samples.put(article.id(), sample(article)));
    List<Preview.Sample> inOrder = new ArrayList<>();
    for (var hit : of) {
      var sample = samples.get(hit.id());
      if (sample != null) {
        inOrder.add(sample);
      }
    }
    return inOrder;
  }

  private Preview.Sample sample(TaggedArticle article) {
    var content = AlertContent.of(article);
    var why = new Why.Teller(article, words).why(asked.query(), asked.minScore());
    return new Preview.Sample(
        content.article(),
        article.tagged(),
        content.excerpt(),
        content.themes(),
        content.actors(),
        why.because(),
        why.phrases());
  }
}
