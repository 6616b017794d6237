package tocsin.ingest;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tocsin.events.Article;
import tocsin.events.EventJson;
import tocsin.events.UnreadableEvent;

/// The records of a topic, from its beginning.
final class FetchedTopic implements AutoCloseable {
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();

  FetchedTopic(String brokers, String topic) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", brokers),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    await().atMost(Duration.ofSeconds(20)).until(() -> consumer.partitionsFor(topic).size() == 4);
    var partitions =
        consumer.partitionsFor(topic).stream()
            .map(p -> new TopicPartition(topic, p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /// What is on the topic of this feed, in the order read, once there are so many.
  List<ConsumerRecord<String, byte[]>> of(String feed, int count) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> {
          consumer.poll(Duration.ofMillis(100)).forEach(records::add);
          return of(feed).size() >= count;
        });
    return of(feed);
  }

  private List<ConsumerRecord<String, byte[]>> of(String feed) {
    return records.stream().filter(record -> feed(record).equals(feed)).toList();
  }

  private static String feed(ConsumerRecord<String, byte[]> record) {
    try {
      return EventJson.read(record.value(), Article.class).feedId();
    } catch (UnreadableEvent e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
