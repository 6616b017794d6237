package tocsin.bench;

import java.util.ArrayList;
import java.util.List;
import tocsin.alert.match.SubscriptionIndex;
import tocsin.alert.subscription.KnownWords;
import tocsin.alert.subscription.Query;

/// The index of the alert-service. Subscription n has key n + 1.
final class PairIndex implements Engine {
  private static final int CHUNK = 10_000;

  final SubscriptionIndex index = new SubscriptionIndex();

  @Override
  public String name() {
    return "tocsin";
  }

  @Override
  public long add(int from, int to) {
    long nanos = 0;
    for (int first = from; first < to; first += CHUNK) {
      List<Query> queries = new ArrayList<>();
      List<Wish> wishes = new ArrayList<>();
      for (int n = first; n < Math.min(to, first + CHUNK); n++) {
        wishes.add(Wish.of(n));
        queries.add(wishes.getLast().query());
      }
      long start = System.nanoTime();
      for (int i = 0; i < queries.size(); i++) {
        index.put(1L + first + i, queries.get(i), wishes.get(i).minScore());
      }
      nanos += System.nanoTime() - start;
    }
    return nanos;
  }

  @Override
  public long ready() {
    return 0;
  }

  @Override
  public long[] match(News news) {
    var keys = index.match(news.article(), KnownWords.NONE);
    for (int i = 0; i < keys.length; i++) {
      keys[i]--;
    }
    return keys;
  }

  @Override
  public void update(int number, Wish wish) {
    index.put(1L + number, wish.query(), wish.minScore());
  }

  @Override
  public long bytes() {
    return -1;
  }

  @Override
  public void close() {}
}
