package tocsin.alert.match;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tocsin.alert.subscription.SomeDraft;
import tocsin.alert.subscription.SomeWords;
import tocsin.alert.subscription.Subscription;
import tocsin.alert.subscription.SubscriptionStore;
import tocsin.events.ActorTag;
import tocsin.events.TaggedArticle;

/// The index beside a real database.
class IndexFeedIT {
  private static Database database;

  private final SubscriptionStore store = new SubscriptionStore(database.pool);
  private final SubscriptionIndex index = new SubscriptionIndex();
  private final IndexFeed feed = new IndexFeed(store, index);

  @BeforeAll
  static void open() {
    database = new Database();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @AfterEach
  void empty() {
    database.run("TRUNCATE subscription CASCADE");
    database.run("INSERT INTO subscription_change (subscription, key) VALUES ('none', 0)");
  }

  private Subscription subscribe(String query) {
    return store.create("anna", draft(query), Instant.EPOCH).orElseThrow().subscription();
  }

  private static SubscriptionStore.Draft draft(String query) {
    return SomeDraft.of("mine", query);
  }

  private List<Long> matching(String actor) {
    feed.catchUp();
    return found(actor);
  }

  private List<Long> found(String actor) {
    var article =
        new TaggedArticle(
            "id",
            "feed",
            "",
            null,
            "",
            "",
            "en",
            List.of(),
            List.of(),
            null,
            null,
            Instant.EPOCH,
            1,
            false,
            false,
            List.of(),
            List.of(new ActorTag(actor, 1, List.of())),
            null,
            "v1",
            Instant.EPOCH);
    return java.util.Arrays.stream(index.match(article, SomeWords.WORDS)).boxed().toList();
  }

  @Test
  void catchUp_first_loadsWhatIsActive() {
    assertThat(feed.isWhole()).isFalse();
    var china = subscribe("actor:china");
    var ended = subscribe("actor:china");
    store.unsubscribe(ended.id());
    assertThat(matching("china")).containsExactly(china.key());
    assertThat(feed.isWhole()).isTrue();
  }

  @Test
  void catchUp_afterEachWrite_holdsIt() {
    feed.catchUp();
    var subscription = subscribe("actor:china");
    assertThat(matching("china")).containsExactly(subscription.key());
    store.replace(subscription.id(), draft("actor:usa"));
    assertThat(matching("china")).isEmpty();
    assertThat(matching("usa")).containsExactly(subscription.key());
    store.disable(subscription.id(), "gone");
    assertThat(matching("usa")).isEmpty();
    store.replace(subscription.id(), draft("actor:usa"));
    assertThat(matching("usa")).containsExactly(subscription.key());
    store.remove(subscription.id());
    assertThat(matching("usa")).isEmpty();
    assertThat(index.size()).isZero();
  }

  @Test
  void catchUp_subscriberRemoved_forgetsTheirs() {
    subscribe("actor:china");
    assertThat(matching("china")).hasSize(1);
    database.run("INSERT INTO subscription_change (subscription) SELECT id FROM subscription");
    database.run("DELETE FROM subscription");
    assertThat(matching("china")).isEmpty();
  }

  @Test
  void catchUp_manyRows_loadsAllInPages() {
    database.run(
        """
        INSERT INTO subscription (id, subscriber, name, query, channel, schedule, time_zone, min_score, story, unsubscribe, feed, links, created)
        SELECT 'many-' || n, 'anna', 'n', 'actor:' || (ARRAY['china', 'usa', 'france'])[n % 3 + 1] || ' word' || n % 2000,
          'email', 'immediate', 'UTC', 0, 'each', 'many-' || n, 'many-' || n, 'many-' || n, now()
        FROM generate_series(1, 25000) n\
        """);
    feed.catchUp();
    assertThat(index.size()).isEqualTo(25_000);
  }

  @Test
  void catchUp_unreadableQuery_leavesOnlyThatOut() {
    var china = subscribe("actor:china");
    var broken = subscribe("actor:china");
    database.run("UPDATE subscription SET query = '((' WHERE id = '" + broken.id() + "'");
    assertThat(matching("china")).containsExactly(china.key());
    assertThat(feed.isWhole()).isTrue();
  }

  @Test
  void run_written_isWokenByNotification() {
    var thread = Thread.ofVirtual().start(feed);
    try {
      await().atMost(20, SECONDS).until(feed::isWhole);
      var subscription = subscribe("actor:china");
      await()
          .atMost(5, SECONDS)
          .untilAsserted(() -> assertThat(found("china")).containsExactly(subscription.key()));
    } finally {
      thread.interrupt();
    }
  }

  @Test
  void run_connectionsLost_isCaughtUpAgain() {
    var thread = Thread.ofVirtual().start(feed);
    try {
      await().atMost(20, SECONDS).until(feed::isWhole);
      database.cutConnections();
      var subscription =
          await()
              .atMost(20, SECONDS)
              .ignoreExceptions()
              .until(() -> subscribe("actor:nvidia"), s -> s != null);
      await()
          .atMost(20, SECONDS)
          .untilAsserted(() -> assertThat(found("nvidia")).contains(subscription.key()));
      var later = subscribe("actor:nvidia");
      await()
          .atMost(5, SECONDS)
          .untilAsserted(() -> assertThat(found("nvidia")).contains(later.key()));
    } finally {
      thread.interrupt();
    }
  }
}
