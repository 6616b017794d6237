package tocsin.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tocsin.alert.account.Subscribers;
import tocsin.alert.sql.Sql;
import tocsin.alert.subscription.ChannelSpec;
import tocsin.alert.subscription.KnownWords;
import tocsin.alert.subscription.Schedule;
import tocsin.alert.subscription.Subscription;
import tocsin.alert.subscription.SubscriptionStore;
import tocsin.events.TaggedArticle;
import tocsin.testing.TestServers;

/// One article that very many subscriptions match, beside articles that one each matches; all of
/// them to one mail server. Everything is due on a day of its own, so that the service under test
/// leaves it alone.
@QuarkusTest
@WithTestResource(TestServers.class)
class FanOutIT {
  private static final int MANY = 20_000;
  private static final int FEW = 100;
  private static final Targets.Busy NOTHING = new Targets.Busy(Map.of(), List.of());

  @Inject Pool pool;
  @Inject Subscribers subscribers;
  @Inject SubscriptionStore subscriptions;
  @Inject DeliveryLedger ledger;

  private final String run = "f" + UUID.randomUUID().toString().substring(0, 8);
  private final Instant day =
      Instant.parse("2050-01-01T00:00:00Z").plusSeconds(Math.floorMod(run.hashCode(), 100_000_000));
  private Subscription first;
  private int articles;

  @BeforeEach
  void subscribe() {
    var person = subscribers.admit(run + "@people.example", Instant.EPOCH).subscriber();
    first =
        subscriptions
            .create(
                person.id(),
                new SubscriptionStore.Draft(
                    "Everything",
                    "source:" + run + ".example",
                    new ChannelSpec.Email(),
                    new Schedule.Immediate(),
                    ZoneOffset.UTC,
                    0,
                    Subscription.Story.each,
                    null,
                    null),
                Instant.EPOCH)
            .orElseThrow()
            .subscription();
    Sql.on(pool)
        .run("UPDATE delivery SET status = 'cancelled' WHERE status IN ('pending', 'deferred')");
  }

  @AfterEach
  void leave() {
    Sql.on(pool).run("DELETE FROM subscriber WHERE id = $1", first.subscriberId());
  }

  /// More of the same; they are written past the index, which is not asked here.
  ///
  /// @return their keys
  private long[] more(String name, int count) {
    Sql.on(pool)
        .run(
            """
            INSERT INTO subscription (id, subscriber, name, query, channel, schedule, time_zone, min_score, story, unsubscribe,
              feed, links, created)
            SELECT $2 || n, subscriber, name, query, channel, schedule, time_zone, min_score, story, $2 || n, $2 || n, links,
              created
            FROM subscription, generate_series(1, $3) AS n WHERE id = $1\
            """,
            first.id(),
            run + name,
            count);
    List<Long> keys = new ArrayList<>();
    Sql.on(pool)
        .run(
            "SELECT sequence FROM subscription WHERE id LIKE $1 ORDER BY sequence",
            run + name + "%")
        .forEach(row -> keys.add(row.getLong("sequence")));
    return keys.stream().mapToLong(Long::longValue).toArray();
  }

  private int open(long[] keys, Instant now) {
    int number = ++articles;
    return ledger.open(
        List.of(new Matched(article(number), 1_000, number, keys, KnownWords.NONE)), now);
  }

  private TaggedArticle article(int number) {
    var a = Parcels.article("Number " + number);
    return new TaggedArticle(
        run + number,
        a.feedId(),
        a.feedTitle(),
        "https://" + run + ".example/" + number,
        a.title(),
        a.text(),
        a.language(),
        a.authors(),
        a.categories(),
        a.published(),
        a.updated(),
        a.fetched(),
        1,
        false,
        false,
        a.themes(),
        a.actors(),
        null,
        a.vocabulary(),
        a.tagged());
  }

  /// Also where the mail server is so slow that nearly all of the many still wait by then.
  ///
  /// @param after how long after the article of many those of few come
  @ParameterizedTest
  @ValueSource(ints = {0, 30, 300})
  void articleOfMany_doesNotHoldUpThoseOfFew(int after) {
    var many = more("many", MANY);
    var few = more("few", FEW);
    assertThat(open(many, day)).isEqualTo(MANY);
    var later = day.plusSeconds(after);
    for (int i = 0; i < FEW; i++) {
      open(new long[] {few[i]}, later.plusMillis(1 + i));
    }

    var queue = new DeliveryQueue(pool, run, Duration.ofMinutes(10));
    int taken = 0;
    int fewTaken = 0;
    while (fewTaken < FEW) {
      var batch = queue.take(queue.newLease(), 50, 50, NOTHING, later.plusSeconds(1));
      assertThat(batch).as("after %d of the few", fewTaken).isNotEmpty();
      taken += batch.size();
      fewTaken +=
          (int) batch.stream().filter(t -> t.subscriptionId().startsWith(run + "few")).count();
    }
    System.out.printf(
        "fan-out: %d deliveries of one match each, %d s later, were begun among the first %d of %d%n",
        FEW, after, taken, MANY + FEW);
    assertThat(taken).isLessThanOrEqualTo(4 * FEW);
  }

  @Test
  void articleOfTenThousand_opensItsAlertsInOneGo() {
    var keys = more("ten", 10_000);
    for (int i = 0; i < 3; i++) {
      long began = System.nanoTime();
      assertThat(open(keys, day)).isEqualTo(10_000);
      System.out.printf(
          "fan-out: one article opened 10,000 alerts in %d ms%n",
          Duration.ofNanos(System.nanoTime() - began).toMillis());
    }
    articles--;
    assertThat(open(keys, day)).as("the same again").isZero();
  }
}
