package tocsin.events;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/// Looks for the newest record of a key near the end of a topic, for so long and no longer. Joins
/// no consumer group and commits nothing.
public final class KeySearch {
  private static final int NO_WAIT_MILLIS = 5;
  private static final CloseOptions AT_ONCE = CloseOptions.timeout(Duration.ZERO);

  private final Map<String, Object> broker;

  /// @param broker `bootstrap.servers` and what else a consumer needs
  public KeySearch(Map<String, Object> broker) {
    this.broker = Map.copyOf(broker);
  }

  /// What a search came to.
  ///
  /// @param found the newest record; null where none was seen
  /// @param records how many there were to look at
  /// @param seen how many of them were looked at; fewer where time ran out
  public record Search(@Nullable ConsumerRecord<byte[], byte[]> found, long records, long seen) {
    public boolean isWhole() {
      return seen >= records;
    }
  }

  /// Among the records that a consumer group has not done with.
  ///
  /// @throws org.apache.kafka.common.KafkaException where the broker does not answer in time
  public Search pending(String topic, String group, String key, Duration time) {
    return search(
        topic,
        group,
        key,
        time,
        on -> {
          var committed = on.consumer().committed(new HashSet<>(on.partitions()), on.left());
          Map<TopicPartition, Long> starts = new HashMap<>();
          committed.forEach((partition, at) -> {
            if (at != null) {
              starts.put(partition, at.offset());
            }
          });
          return starts;
        });
  }

  /// Among the last records.
  ///
  /// @param most of each partition
  /// @throws org.apache.kafka.common.KafkaException where the broker does not answer in time
  public Search latest(String topic, long most, String key, Duration time) {
    return search(
        topic,
        null,
        key,
        time,
        on -> {
          Map<TopicPartition, Long> starts = new HashMap<>();
          on.ends().forEach((partition, end) -> starts.put(partition, end - most));
          return starts;
        });
  }

  /// A search that is under way.
  private record Under(
      KafkaConsumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions,
      Map<TopicPartition, Long> ends,
      long deadline) {
    Duration left() {
      long nanos = deadline - System.nanoTime();
      if (nanos <= 0) {
        throw new TimeoutException("no answer in time");
      }
      return Duration.ofNanos(nanos);
    }
  }

  private Search search(
      String topic,
      @Nullable String group,
      String key,
      Duration time,
      Function<Under, Map<TopicPartition, Long>> starting) {
    long deadline = System.nanoTime() + time.toNanos();
    var consumer = new KafkaConsumer<byte[], byte[]>(config(group));
    try {
      var partitions =
          Optional.ofNullable(consumer.partitionsFor(topic, time)).orElse(List.of()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      if (partitions.isEmpty()) {
        return new Search(null, 0, 0);
      }
      var before = new Under(consumer, partitions, Map.of(), deadline);
      var ends = consumer.endOffsets(partitions, before.left());
      var under = new Under(consumer, partitions, ends, deadline);
      var begins = consumer.beginningOffsets(partitions, under.left());
      var starts = starting.apply(under);
      consumer.assign(partitions);
      long records = 0;
      for (var partition : partitions) {
        long begin = begins.getOrDefault(partition, 0L);
        long start = Math.max(begin, starts.getOrDefault(partition, begin));
        consumer.seek(partition, start);
        records += Math.max(0, ends.getOrDefault(partition, 0L) - start);
      }
      return look(under, key.getBytes(StandardCharsets.UTF_8), records);
    } finally {
      consumer.close(AT_ONCE);
    }
  }

  private static Search look(Under under, byte[] key, long records) {
    var consumer = under.consumer();
    ConsumerRecord<byte[], byte[]> found = null;
    long left = records;
    while (left > 0 && System.nanoTime() < under.deadline()) {
      for (var record : consumer.poll(Duration.ofMillis(50))) {
        if (Arrays.equals(record.key(), key)) {
          found = record;
        }
      }
      left = 0;
      for (var partition : under.partitions()) {
        long open =
            under.ends().getOrDefault(partition, 0L) - consumer.position(partition, Duration.ZERO);
        left += Math.max(0, open);
        if (open <= 0) {
          consumer.pause(List.of(partition));
        }
      }
    }
    return new Search(found, records, records - left);
  }

  private Map<String, Object> config(@Nullable String group) {
    var config = new HashMap<>(broker);
    config.put("key.deserializer", ByteArrayDeserializer.class);
    config.put("value.deserializer", ByteArrayDeserializer.class);
    config.put("enable.auto.commit", false);
    config.put("auto.offset.reset", "earliest");
    config.put("allow.auto.create.topics", false);
    config.put("fetch.max.wait.ms", NO_WAIT_MILLIS);
    if (group != null) {
      config.put("group.id", group);
    }
    return config;
  }
}
