package tocsin.alert.match;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import tocsin.alert.subscription.KnownWords;
import tocsin.alert.subscription.Query;
import tocsin.alert.subscription.Subscription;
import tocsin.events.TaggedArticle;
import tocsin.text.Folding;
import tocsin.text.Form;
import tocsin.text.Spotter;

/// Which subscriptions an article matches.
///
/// A subscription is filed under things of which an article must have one to match: an actor rather
/// than a theme, a theme rather than a language. What an article has then names the candidates, and
/// each is asked in full. A query that names nothing of the kind is asked of every article.
public final class SubscriptionIndex {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<String, Subscription> subscriptions = new HashMap<>();
  private final Map<String, Set<String>> byKey = new HashMap<>();
  private final Set<String> asked = new HashSet<>();
  private final Map<String, Integer> phrases = new HashMap<>();
  private @Nullable Spotter spotter;
  private List<String> spotted = List.of();

  /// Files a subscription, in place of what was there under its id.
  public void put(Subscription subscription) {
    lock.writeLock().lock();
    try {
      drop(subscription.id());
      if (subscription.state() != Subscription.State.active) {
        return;
      }
      subscriptions.put(subscription.id(), subscription);
      var keys = keys(subscription.asks());
      if (keys == null) {
        asked.add(subscription.id());
      } else {
        keys.forEach(
            key -> byKey.computeIfAbsent(key, k -> new HashSet<>()).add(subscription.id()));
      }
      for (var phrase : phrases(subscription.asks())) {
        if (phrases.merge(phrase, 1, Integer::sum) == 1) {
          spotter = null;
        }
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  public void remove(String id) {
    lock.writeLock().lock();
    try {
      drop(id);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void drop(String id) {
    var old = subscriptions.remove(id);
    if (old == null) {
      return;
    }
    var keys = keys(old.asks());
    if (keys == null) {
      asked.remove(id);
    } else {
      for (var key : keys) {
        var filed = byKey.get(key);
        if (filed != null && filed.remove(id) && filed.isEmpty()) {
          byKey.remove(key);
        }
      }
    }
    for (var phrase : phrases(old.asks())) {
      if (phrases.merge(phrase, -1, Integer::sum) == 0) {
        phrases.remove(phrase);
        spotter = null;
      }
    }
  }

  public int size() {
    lock.readLock().lock();
    try {
      return subscriptions.size();
    } finally {
      lock.readLock().unlock();
    }
  }

  /// The keys of the subscriptions that the article matches, ascending.
  public long[] match(TaggedArticle article, KnownWords words) {
    compile();
    lock.readLock().lock();
    try {
      var features = Features.of(article, words, phrasesOf(article));
      Set<String> candidates = new LinkedHashSet<>(asked);
      for (var key : features.keys()) {
        candidates.addAll(byKey.getOrDefault(key, Set.of()));
      }
      return candidates.stream()
          .map(subscriptions::get)
          .filter(s -> s != null && features.match(s.asks(), s.minScore()))
          .mapToLong(Subscription::key)
          .sorted()
          .toArray();
    } finally {
      lock.readLock().unlock();
    }
  }

  /// One query as a test of articles, by the same classes as live matching.
  public static java.util.function.Predicate<TaggedArticle> predicate(
      Query query, KnownWords words) {
    var alone = new SubscriptionIndex();
    for (var phrase : phrases(query)) {
      alone.phrases.put(phrase, 1);
    }
    alone.compile();
    return article -> Features.of(article, words, alone.phrasesOf(article)).match(query, 0);
  }

  private void compile() {
    lock.writeLock().lock();
    try {
      if (spotter == null) {
        var builder = Spotter.builder();
        spotted = List.copyOf(phrases.keySet());
        for (int i = 0; i < spotted.size(); i++) {
          builder.add(Form.parse(spotted.get(i)), i);
        }
        spotter = builder.build();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private Set<String> phrasesOf(TaggedArticle article) {
    Set<String> found = new HashSet<>();
    var compiled = spotter;
    if (compiled != null && !spotted.isEmpty()) {
      compiled.spot(article.title(), (start, end, token, value) -> found.add(spotted.get(value)));
      compiled.spot(article.text(), (start, end, token, value) -> found.add(spotted.get(value)));
    }
    return found;
  }

  /// Things of which a matching article has at least one; null where there are none such.
  static @Nullable Set<String> keys(Query query) {
    return switch (query) {
      case Query.And(var all) -> {
        Set<String> best = null;
        for (var q : all) {
          var keys = keys(q);
          if (keys != null && (best == null || cost(keys) < cost(best))) {
            best = keys;
          }
        }
        yield best;
      }
      case Query.Or(var any) -> {
        Set<String> union = new HashSet<>();
        for (var q : any) {
          var keys = keys(q);
          if (keys == null) {
            yield null;
          }
          union.addAll(keys);
        }
        yield union;
      }
      case Query.Not n -> null;
      case Query.Theme(var id, var primary) -> Set.of("t:" + id);
      case Query.Actor(var id) -> Set.of("a:" + id);
      case Query.Kind(var id) -> Set.of("k:" + id);
      case Query.Phrase(var words) -> Set.of("p:" + Folding.fold(words));
      case Query.Language(var tag) -> Set.of("l:" + tag.toLowerCase(Locale.ROOT).split("-", 2)[0]);
      case Query.Source s -> null;
      case Query.Author a -> null;
    };
  }

  /// Expected candidates, roughly.
  private static int cost(Set<String> keys) {
    int cost = 0;
    for (var key : keys) {
      cost +=
          switch (key.charAt(0)) {
            case 'p' -> 1;
            case 'a' -> 2;
            case 't' -> 20;
            case 'k' -> 100;
            default -> 200;
          };
    }
    return cost;
  }

  private static Set<String> phrases(Query query) {
    Set<String> phrases = new HashSet<>();
    collect(query, phrases);
    return phrases;
  }

  private static void collect(Query query, Set<String> phrases) {
    switch (query) {
      case Query.And(var all) -> all.forEach(q -> collect(q, phrases));
      case Query.Or(var any) -> any.forEach(q -> collect(q, phrases));
      case Query.Not(var inner) -> collect(inner, phrases);
      case Query.Phrase(var words) -> phrases.add(Folding.fold(words));
      case Query.Theme t -> {}
      case Query.Actor a -> {}
      case Query.Kind k -> {}
      case Query.Language l -> {}
      case Query.Source s -> {}
      case Query.Author a -> {}
    }
  }
}
