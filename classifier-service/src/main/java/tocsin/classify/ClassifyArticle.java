package tocsin.classify;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.ce.OutgoingCloudEventMetadata;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.ExecutorService;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import tocsin.edge.dead.DeadLetters;
import tocsin.events.Article;
import tocsin.events.EventJson;
import tocsin.events.TaggedArticle;
import tocsin.events.UnreadableEvent;

/// `articles-fetched` to `articles-tagged`: reads, tags, hands on. A record is acknowledged once
/// what it became has reached the broker; what cannot be read goes to the dead letters as it was.
@ApplicationScoped
public class ClassifyArticle {
  private static final URI SOURCE = URI.create("/tocsin/classifier");

  private final CurrentTagger current;
  private final DeadLetters deadLetters;
  private final ClassifyMetrics metrics;
  private final InstantSource clock;
  private final ExecutorService worker;

  public ClassifyArticle(
      CurrentTagger current,
      DeadLetters deadLetters,
      ClassifyMetrics metrics,
      InstantSource clock,
      ExecutorService worker) {
    this.current = current;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.clock = clock;
    this.worker = worker;
  }

  @Incoming("articles-fetched")
  @Outgoing("articles-tagged")
  public Multi<Message<byte[]>> classify(Multi<Message<byte[]>> fetched) {
    return Uni.createFrom()
        .completionStage(current::published)
        .onItem()
        .transformToMulti(ready -> fetched)
        .emitOn(worker)
        .onItem()
        .transformToUniAndConcatenate(this::tag);
  }

  private Uni<Message<byte[]>> tag(Message<byte[]> message) {
    var record = record(message);
    try {
      long started = System.nanoTime();
      var article = EventJson.read(record.value(), Article.class);
      var tagged = TagArticle.of(article, current.get().orElseThrow(), clock.instant());
      metrics.tagged(tagged, System.nanoTime() - started);
      return Uni.createFrom().item(outgoing(message, tagged));
    } catch (UnreadableEvent e) {
      return dead(message, record, String.valueOf(e.getMessage()));
    } catch (RuntimeException | StackOverflowError e) {
      return dead(message, record, "tagging failed: " + e);
    }
  }

  private Uni<Message<byte[]>> dead(
      Message<byte[]> message, ConsumerRecord<byte[], byte[]> record, String reason) {
    metrics.dead();
    return deadLetters
        .send(record, reason)
        .chain(() -> Uni.createFrom().completionStage(message::ack))
        .onItem()
        .transformToUni(acknowledged -> Uni.createFrom().nullItem());
  }

  private static Message<byte[]> outgoing(Message<byte[]> incoming, TaggedArticle tagged) {
    return incoming
        .withPayload(EventJson.write(tagged))
        .withMetadata(
            Metadata.of(
                OutgoingKafkaRecordMetadata.<String>builder().withKey(tagged.id()).build(),
                OutgoingCloudEventMetadata.builder()
                    .withId(tagged.id() + "-" + tagged.revision())
                    .withType("tocsin.article.tagged.v1")
                    .withSource(SOURCE)
                    .withSubject(tagged.id())
                    .withTimestamp(tagged.tagged().atZone(ZoneOffset.UTC))
                    .withDataContentType("application/json")
                    .build()));
  }

  @SuppressWarnings("unchecked")
  private static ConsumerRecord<byte[], byte[]> record(Message<byte[]> message) {
    return message
        .getMetadata(IncomingKafkaRecordMetadata.class)
        .orElseThrow(() -> new IllegalStateException("a record without its metadata"))
        .getRecord();
  }
}
