package tocsin.events;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads a stretch of a topic by the time its records were written, from every partition, to the
/// end as it is when reading begins; or single records by where they stand. Belongs to no consumer
/// group and commits nothing.
public final class TopicReader {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// records that are quicker read past than skipped
  private static final long NEAR = 500;

  /// what is asked for is there: a broker that waits for more at a partition's end keeps the next
  /// partition waiting
  private static final int NO_WAIT_MILLIS = 5;

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

  /// Reads the records that stand at given offsets, as far as the topic still has them.
  ///
  /// @param offsets by partition
  /// @param taker is given each record, in order within a partition
  /// @throws org.apache.kafka.common.KafkaException where the broker does not answer
  public void readAt(
      String topic,
      Map<Integer, ? extends SortedSet<Long>> offsets,
      Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    if (offsets.values().stream().allMatch(SortedSet::isEmpty)) {
      return;
    }
    var config = config();
    config.put("fetch.max.wait.ms", NO_WAIT_MILLIS);
    try (var consumer = new KafkaConsumer<byte[], byte[]>(config)) {
      var partitions =
          offsets.keySet().stream().map(number -> new TopicPartition(topic, number)).toList();
      var begins = consumer.beginningOffsets(partitions, PATIENCE);
      var ends = consumer.endOffsets(partitions, PATIENCE);
      for (var partition : partitions) {
        var wanted =
            new TreeSet<Long>(offsets.get(partition.partition()))
                .subSet(begins.get(partition), true, ends.get(partition), false);
        readAt(consumer, partition, wanted, taker);
      }
    }
  }

  /// Skips to the next wanted record only where that is far: what is near comes with the same
  /// fetch.
  private static void readAt(
      KafkaConsumer<byte[], byte[]> consumer,
      TopicPartition partition,
      NavigableSet<Long> wanted,
      Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    var next = wanted.isEmpty() ? null : wanted.first();
    consumer.assign(List.of(partition));
    long position = Long.MIN_VALUE;
    while (next != null) {
      if (position < next - NEAR) {
        consumer.seek(partition, next);
      }
      for (var record : consumer.poll(PATIENCE)) {
        if (wanted.contains(record.offset())) {
          taker.accept(record);
        }
      }
      long before = position;
      position = consumer.position(partition, PATIENCE);
      if (position == before) {
        throw new TimeoutException("nothing came of " + partition + " behind " + position);
      }
      next = wanted.ceiling(position);
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
