package tocsin.classify;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Writes to a topic of the service under test and reads others from their beginning.
final class TestTopics implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String prefix;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

  TestTopics(String brokers, String prefix, String... read) {
    this.prefix = prefix;
    Map<String, Object> broker = Map.of("bootstrap.servers", brokers);
    producer = new KafkaProducer<>(broker, new ByteArraySerializer(), new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(broker, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (var topic : read) {
      await().atMost(PATIENCE).until(() -> consumer.listTopics().containsKey(prefix + topic));
      consumer
          .partitionsFor(prefix + topic)
          .forEach(p -> partitions.add(new TopicPartition(p.topic(), p.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  void send(String topic, byte[] key, byte[] value) {
    try {
      producer.send(new ProducerRecord<>(prefix + topic, key, value)).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  /// The first record of a topic that is wanted.
  ConsumerRecord<byte[], byte[]> await(
      String topic, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
    org.awaitility.Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> {
          consumer.poll(Duration.ofMillis(100)).forEach(records::add);
          return of(topic).stream().anyMatch(wanted);
        });
    return of(topic).stream().filter(wanted).findFirst().orElseThrow();
  }

  /// What was read of a topic so far.
  List<ConsumerRecord<byte[], byte[]>> of(String topic) {
    return records.stream().filter(record -> record.topic().equals(prefix + topic)).toList();
  }

  private static org.awaitility.core.ConditionFactory await() {
    return org.awaitility.Awaitility.await();
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }
}
