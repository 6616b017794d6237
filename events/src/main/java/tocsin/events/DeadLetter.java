package tocsin.events;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/// A record that could not be handled, on its way to `<topic>-dead`: key, value and headers as they
/// were, and the cause in headers of its own.
public final class DeadLetter {
  /// what was wrong, in words
  public static final String REASON = "dead-letter-reason";

  public static final String TOPIC = "dead-letter-topic";
  public static final String PARTITION = "dead-letter-partition";
  public static final String OFFSET = "dead-letter-offset";

  /// which service gave up on it
  public static final String SERVICE = "dead-letter-service";

  private DeadLetter() {}

  public static ProducerRecord<byte[], byte[]> of(
      ConsumerRecord<byte[], byte[]> record, String service, String reason) {
    List<Header> headers = new ArrayList<>(List.of(record.headers().toArray()));
    headers.removeIf(h -> h.key().startsWith("dead-letter-"));
    headers.add(header(REASON, reason));
    headers.add(header(TOPIC, record.topic()));
    headers.add(header(PARTITION, Integer.toString(record.partition())));
    headers.add(header(OFFSET, Long.toString(record.offset())));
    headers.add(header(SERVICE, service));
    return new ProducerRecord<>(
        Topics.dead(record.topic()), null, record.key(), record.value(), headers);
  }

  /// The record as it was, bound for the topic it came from.
  public static ProducerRecord<byte[], byte[]> redrive(
      ConsumerRecord<byte[], byte[]> dead, String topic) {
    List<Header> headers = new ArrayList<>(List.of(dead.headers().toArray()));
    headers.removeIf(h -> h.key().startsWith("dead-letter-"));
    return new ProducerRecord<>(topic, null, dead.key(), dead.value(), headers);
  }

  public static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
