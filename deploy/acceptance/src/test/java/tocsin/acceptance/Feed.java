package tocsin.acceptance;

import static java.time.Duration.ofSeconds;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A feed that the stack polls, and a subscription to all of it that bears witness: an article's
/// alerts are opened together, so once the witness has an item no other alert of it can follow.
///
/// @param host of its items' links: what `source:` in a query compares with
record Feed(Newsroom newsroom, String name, String host, Subscription witness, List<Item> items) {
  Feed(Newsroom newsroom, String name, String host, Subscription witness) {
    this(newsroom, name, host, witness, new CopyOnWriteArrayList<>());
  }

  void publishes(Item... published) {
    items.addAll(List.of(published));
    newsroom.publish(name, List.of(published));
  }

  /// Waits until every item has been matched.
  void isMatched() {
    isMatched(ofSeconds(30));
  }

  void isMatched(Duration limit) {
    var guids = items.stream().map(Item::guid).toList();
    await("all of %s is matched".formatted(name))
        .atMost(limit)
        .until(() -> witness.alerted().containsAll(guids));
  }
}
