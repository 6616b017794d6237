package tocsin.alert.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tocsin.alert.Sinks;
import tocsin.alert.account.Subscribers;
import tocsin.alert.sql.Sql;
import tocsin.testing.TestServers;

/// Changes that are pruned are missed by no reader.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(Sinks.class)
class ChangeLogIT {
  private static final Instant FUTURE = Instant.parse("2100-01-01T00:00:00Z");

  @Inject Pool pool;
  @Inject Subscribers subscribers;
  @Inject SubscriptionStore store;

  private Subscription subscribe() {
    var person =
        subscribers
            .admit("log-" + UUID.randomUUID() + "@people.example", Instant.EPOCH)
            .subscriber();
    return store
        .create(person.id(), draft("source:log.example"), Instant.EPOCH)
        .orElseThrow()
        .subscription();
  }

  private static SubscriptionStore.Draft draft(String query) {
    return SomeDraft.of("Log", query);
  }

  /// What a reader learns from a sequence on, until there is no more.
  private static List<ChangeLog.Change> read(ChangeLog log, long from, int most) {
    List<ChangeLog.Change> all = new ArrayList<>();
    var page = log.after(from, most);
    while (!page.changes().isEmpty()) {
      all.addAll(page.changes());
      page = log.after(page.upTo(), most);
    }
    return all;
  }

  private void prune(ChangeLog log) {
    while (log.prune(FUTURE)) {
      // in portions
    }
  }

  @Test
  void prune_ofWhatEveryReaderHasSeen_changesNothingForThem() {
    var log = store.changes();
    subscribe();
    long seen = log.newest();
    prune(log);
    assertThat(log.newest()).isEqualTo(seen);
    assertThat(log.after(seen, 100).changes()).isEmpty();

    var later = subscribe();
    assertThat(read(log, seen, 100)).extracting(ChangeLog.Change::key).containsExactly(later.key());
  }

  @Test
  void after_whatWasPruned_goesThroughEverything() {
    var log = store.changes();
    var kept = subscribe();
    var gone = subscribe();
    long seen = log.newest();
    store.replace(kept.id(), draft("source:new.example"));
    store.remove(gone.id());
    var fresh = subscribe();
    prune(log);
    var last = subscribe();

    var changes = read(log, seen, 3);

    assertThat(changes)
        .filteredOn(c -> c.key() == kept.key())
        .singleElement()
        .extracting(c -> c.asked() == null ? "" : c.asked().query())
        .isEqualTo("source:new.example");
    assertThat(changes)
        .filteredOn(c -> c.key() == gone.key())
        .singleElement()
        .extracting(ChangeLog.Change::asked)
        .isNull();
    assertThat(changes).extracting(ChangeLog.Change::key).contains(fresh.key(), last.key());
    assertThat(log.after(log.newest(), 3).changes()).isEmpty();
  }

  @Test
  void prune_keepsWhatIsNew() {
    var log = store.changes();
    long before = log.newest();
    var subscription = subscribe();
    assertThat(log.prune(Instant.EPOCH)).isFalse();
    assertThat(read(log, before, 100))
        .extracting(ChangeLog.Change::key)
        .containsExactly(subscription.key());
    for (var row :
        Sql.on(pool)
            .run(
                "SELECT count(*) AS n FROM subscription_change WHERE key = $1",
                subscription.key())) {
      assertThat(row.getLong("n")).isEqualTo(1);
    }
  }
}
