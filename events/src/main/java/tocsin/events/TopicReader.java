package tocsin.events;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads a stretch of a topic by the time its records were written, from every partition, to the
/// end as it is when reading begins. Belongs to no consumer group and commits nothing.
public final class TopicReader {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Map<String, Object> broker;

  /// @param broker `bootstrap.servers` and what else a consumer needs
  public TopicReader(Map<String, Object> broker) {
    this.broker = Map.copyOf(broker);
  }

  /// @param from inclusive
  /// @param to exclusive
  /// @param taker is given each record, in order within a partition; false ends the reading
  /// @throws org.apache.kafka.common.KafkaException where the broker does not answer
  public void read(
      String topic, Instant from, Instant to, Predicate<ConsumerRecord<byte[], byte[]>> taker) {
    try (var consumer = new KafkaConsumer<byte[], byte[]>(config())) {
      var partitions =
          consumer.partitionsFor(topic, PATIENCE).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      var ends = new HashMap<>(consumer.endOffsets(partitions, PATIENCE));
      seek(consumer, partitions, from);
      ends.entrySet().removeIf(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
      while (!ends.isEmpty()) {
        for (var record : consumer.poll(PATIENCE)) {
          boolean inside =
              record.timestamp() >= from.toEpochMilli() && record.timestamp() < to.toEpochMilli();
          if (inside && !taker.test(record)) {
            return;
          }
        }
        ends.entrySet()
            .removeIf(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
        consumer.pause(partitions.stream().filter(p -> !ends.containsKey(p)).toList());
      }
    }
  }

  private static void seek(
      KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions, Instant from) {
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, Math.max(0, from.toEpochMilli())));
    consumer
        .offsetsForTimes(times, PATIENCE)
        .forEach((partition, offset) -> {
          if (offset == null) {
            consumer.seekToEnd(List.of(partition));
          } else {
            consumer.seek(partition, offset.offset());
          }
        });
  }

  private Map<String, Object> config() {
    var config = new HashMap<>(broker);
    config.put("key.deserializer", ByteArrayDeserializer.class);
    config.put("value.deserializer", ByteArrayDeserializer.class);
    config.put("enable.auto.commit", false);
    config.put("max.poll.records", 200);
    return config;
  }
}
