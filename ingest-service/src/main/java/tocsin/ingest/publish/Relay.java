package tocsin.ingest.publish;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.ce.OutgoingCloudEventMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/// Carries what stands in the outbox to `articles-fetched`, then deletes it.
///
/// Sent and not yet deleted when the process ends means sent again, under the same id. Nodes skip
/// the rows that another one is carrying.
public final class Relay implements Runnable {
  private static final Logger LOG = Logger.getLogger(Relay.class);
  private static final int BATCH = 100;
  private static final URI SOURCE = URI.create("/tocsin/ingest");

  private final Pool pool;
  private final MutinyEmitter<byte[]> topic;
  private final Semaphore wake = new Semaphore(1);
  private volatile boolean stopped;
  private boolean down;

  public Relay(Pool pool, MutinyEmitter<byte[]> topic) {
    this.pool = pool;
    this.topic = topic;
  }

  /// To be called after each commit that wrote to the outbox.
  public void wake() {
    if (wake.availablePermits() == 0) {
      wake.release();
    }
  }

  public void stop() {
    stopped = true;
    wake.release();
  }

  /// How many articles wait.
  public long waiting() {
    for (Row row : pool.query("SELECT count(*) AS n FROM outbox").executeAndAwait()) {
      return row.getLong("n");
    }
    return 0;
  }

  @Override
  public void run() {
    while (!stopped) {
      try {
        if (!wake.tryAcquire(1, TimeUnit.SECONDS) && down) {
          continue;
        }
        wake.drainPermits();
        int carried = BATCH;
        while (carried == BATCH && !stopped) {
          carried = carry();
        }
        up();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        pause(e);
      }
    }
  }

  private int carry() {
    SqlConnection connection = pool.getConnectionAndAwait();
    try {
      var transaction = connection.beginAndAwait();
      try {
        int carried = carry(connection);
        transaction.commitAndAwait();
        return carried;
      } catch (RuntimeException e) {
        transaction.rollbackAndAwait();
        throw e;
      }
    } finally {
      connection.closeAndAwait();
    }
  }

  private int carry(SqlConnection connection) {
    var rows =
        connection
            .preparedQuery(
                """
                SELECT seq, article_id, revision, fetched, article FROM outbox
                ORDER BY seq LIMIT $1 FOR UPDATE SKIP LOCKED\
                """)
            .executeAndAwait(Tuple.of(BATCH));
    if (rows.size() == 0) {
      return 0;
    }
    List<Uni<Void>> sends = new ArrayList<>();
    List<Long> carried = new ArrayList<>();
    for (var row : rows) {
      sends.add(topic.sendMessage(message(row)));
      carried.add(row.getLong("seq"));
    }
    Uni.join().all(sends).andFailFast().await().atMost(Duration.ofSeconds(60));
    connection
        .preparedQuery("DELETE FROM outbox WHERE seq = ANY($1)")
        .executeAndAwait(Tuple.of(carried.toArray(Long[]::new)));
    return carried.size();
  }

  private static Message<byte[]> message(Row row) {
    var id = row.getString("article_id");
    return Message.of(row.getBuffer("article").getBytes())
        .addMetadata(OutgoingKafkaRecordMetadata.<String>builder().withKey(id).build())
        .addMetadata(
            OutgoingCloudEventMetadata.builder()
                .withId(id + "-" + row.getInteger("revision"))
                .withType("tocsin.article.fetched.v1")
                .withSource(SOURCE)
                .withSubject(id)
                .withTimestamp(row.getOffsetDateTime("fetched").toZonedDateTime())
                .withDataContentType("application/json")
                .build());
  }

  private void up() {
    if (down) {
      down = false;
      LOG.info("relay: articles reach the topic again");
    }
  }

  private void pause(RuntimeException e) {
    if (stopped) {
      return;
    }
    if (!down) {
      down = true;
      LOG.warnf("relay: articles wait in the outbox: %s", e.getMessage());
    }
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException interrupted) {
      stopped = true;
    }
    wake();
  }
}
