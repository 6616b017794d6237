package tocsin.edge.dead;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import tocsin.events.DeadLetter;

/// Sends records that could not be handled to the dead letters of their topic.
public final class DeadLetters {
  private static final Logger LOG = Logger.getLogger(DeadLetters.class);

  private final MutinyEmitter<byte[]> topic;
  private final String service;

  /// @param service which gives up on them
  public DeadLetters(MutinyEmitter<byte[]> topic, String service) {
    this.topic = topic;
    this.service = service;
  }

  /// Completes once the broker has it; until then the record is not to be acknowledged.
  public Uni<Void> send(ConsumerRecord<byte[], byte[]> record, String reason) {
    LOG.warnf(
        "dead letter topic=%s partition=%d offset=%d: %s",
        record.topic(), record.partition(), record.offset(), reason);
    var letter = DeadLetter.of(record, service, reason);
    var value = letter.value() == null ? new byte[0] : letter.value();
    return topic.sendMessage(
        Message.of(value)
            .addMetadata(
                OutgoingKafkaRecordMetadata.<byte[]>builder()
                    .withTopic(letter.topic())
                    .withKey(letter.key())
                    .withHeaders(letter.headers())
                    .build()));
  }
}
