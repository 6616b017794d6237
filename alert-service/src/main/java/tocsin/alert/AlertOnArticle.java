package tocsin.alert;

import io.smallrye.common.annotation.Blocking;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import tocsin.alert.delivery.Courier;
import tocsin.alert.delivery.DeliveryLedger;
import tocsin.alert.delivery.DeliveryMetrics;
import tocsin.alert.delivery.Matched;
import tocsin.alert.match.IndexFeed;
import tocsin.alert.match.SubscriptionIndex;
import tocsin.alert.subscription.KnownWords;
import tocsin.edge.dead.DeadLetters;
import tocsin.events.EventJson;
import tocsin.events.TaggedArticle;
import tocsin.events.UnreadableEvent;

/// `articles-tagged` to alerts: brings the index up to date, matches, opens what matches, and only
/// then lets the records be acknowledged. What cannot be read goes to the dead letters as it was;
/// while the database is away nothing is acknowledged and nothing lost.
@ApplicationScoped
public class AlertOnArticle {
  private static final Logger LOG = Logger.getLogger(AlertOnArticle.class);

  private final IndexFeed feed;
  private final SubscriptionIndex index;
  private final KnownWords.Current words;
  private final DeliveryLedger ledger;
  private final Courier courier;
  private final DeadLetters deadLetters;
  private final DeliveryMetrics metrics;
  private final InstantSource clock;

  public AlertOnArticle(
      IndexFeed feed,
      SubscriptionIndex index,
      KnownWords.Current words,
      DeliveryLedger ledger,
      Courier courier,
      DeadLetters deadLetters,
      DeliveryMetrics metrics,
      InstantSource clock) {
    this.feed = feed;
    this.index = index;
    this.words = words;
    this.ledger = ledger;
    this.courier = courier;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.clock = clock;
  }

  /// An article and the record it came in.
  private record Received(ConsumerRecord<byte[], byte[]> record, TaggedArticle article) {}

  @Incoming("articles-tagged")
  @Blocking
  public void alert(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
    List<Received> batch = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (var record : records) {
      try {
        var article = EventJson.read(record.value(), TaggedArticle.class);
        if (!ids.add(article.id())) {
          open(batch);
          batch.clear();
          ids.clear();
          ids.add(article.id());
        }
        batch.add(new Received(record, article));
      } catch (UnreadableEvent e) {
        dead(record, String.valueOf(e.getMessage()));
      }
    }
    open(batch);
  }

  /// Tries until the database has it, but for an article that the database can never take.
  private void open(List<Received> batch) throws InterruptedException {
    if (batch.isEmpty()) {
      return;
    }
    for (int failures = 0; ; failures++) {
      try {
        var known = words.get();
        if (known != null) {
          feed.catchUp();
          int opened =
              ledger.open(batch.stream().map(r -> matched(r, known)).toList(), clock.instant());
          metrics.matched(batch.size(), opened);
          if (opened > 0) {
            courier.wake();
          }
          return;
        }
        TimeUnit.MILLISECONDS.sleep(200);
      } catch (RuntimeException e) {
        if (isUnstorable(e)) {
          apart(batch, e);
          return;
        }
        LOG.warnf("%d articles wait for the database: %s", batch.size(), e.getMessage());
        TimeUnit.MILLISECONDS.sleep(Math.min(5_000, 100L << Math.min(failures, 6)));
      }
    }
  }

  private Matched matched(Received received, KnownWords known) {
    var record = received.record();
    return new Matched(
        received.article(),
        record.partition(),
        record.offset(),
        index.match(received.article(), known),
        known);
  }

  private void apart(List<Received> batch, RuntimeException e) throws InterruptedException {
    if (batch.size() == 1) {
      dead(batch.getFirst().record(), "the database cannot hold it: " + e.getMessage());
      return;
    }
    for (var one : batch) {
      open(List.of(one));
    }
  }

  /// Whether the article is to blame and would be for ever: SQLSTATE class 22, where the data
  /// itself is wrong, or something that cannot be written as JSON or computed with.
  private static boolean isUnstorable(RuntimeException e) {
    Throwable cause = e instanceof CompletionException ? e.getCause() : e;
    return switch (cause) {
      case PgException pg -> pg.getSqlState() != null && pg.getSqlState().startsWith("22");
      case IllegalArgumentException unwritable -> true;
      case IndexOutOfBoundsException outside -> true;
      case ArithmeticException beyond -> true;
      case null, default -> false;
    };
  }

  private void dead(ConsumerRecord<byte[], byte[]> record, String reason) {
    metrics.dead();
    deadLetters.send(record, reason).await().indefinitely();
  }
}
