package tocsin.events;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads a stretch of a topic that was found by the time its records were written, from every
/// partition; or single records by where they stand. Belongs to no consumer group and commits
/// nothing.
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

  /// A stretch of a topic, by partition.
  ///
  /// @param begins offsets, inclusive
  /// @param ends offsets, exclusive
  public record Stretch(List<Long> begins, List<Long> ends) {
    public Stretch {
      begins = List.copyOf(begins);
      ends = List.copyOf(ends);
      if (begins.size() != ends.size()) {
        throw new IllegalArgumentException(begins + " and " + ends + " are not of one topic");
      }
    }
  }

  /// Where the records of a time stand, as the topic is now.
  ///
  /// @param from inclusive
  /// @param to exclusive
  /// @throws org.apache.kafka.common.KafkaException where the broker does not answer
  public Stretch stretch(String topic, Instant from, Instant to) {
    try (var consumer = new KafkaConsumer<byte[], byte[]>(config())) {
      var partitions =
          consumer.partitionsFor(topic, PATIENCE).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .sorted(Comparator.comparingInt(TopicPartition::partition))
              .toList();
      var last = consumer.endOffsets(partitions, PATIENCE);
      var begins = since(consumer, partitions, from, last);
      var ends = since(consumer, partitions, to, last);
      return new Stretch(begins, ends);
    }
  }

  /// The first offsets of records that are not older; the ends where all are.
  private static List<Long> since(
      KafkaConsumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions,
      Instant time,
      Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, Math.max(0, time.toEpochMilli())));
    var found = consumer.offsetsForTimes(times, PATIENCE);
    return partitions.stream()
        .map(partition -> {
          var first = found.get(partition);
          return first == null ? ends.get(partition) : (Long) first.offset();
        })
        .toList();
  }

  /// Reads a stretch in the order of its records' times; always in the same order, so that reading
  /// can go on from where it ended.
  ///
  /// @param taker is given each record; false ends the reading
  /// @throws org.apache.kafka.common.KafkaException where the broker does not answer
  public void read(String topic, Stretch stretch, Predicate<ConsumerRecord<byte[], byte[]>> taker) {
    SortedMap<Integer, Deque<ConsumerRecord<byte[], byte[]>>> waiting = new TreeMap<>();
    for (int p = 0; p < stretch.ends().size(); p++) {
      if (stretch.begins().get(p) < stretch.ends().get(p)) {
        waiting.put(p, new ArrayDeque<>());
      }
    }
    if (waiting.isEmpty()) {
      return;
    }
    try (var consumer = new KafkaConsumer<byte[], byte[]>(config())) {
      consumer.assign(waiting.keySet().stream().map(p -> new TopicPartition(topic, p)).toList());
      consumer
          .assignment()
          .forEach(
              partition -> consumer.seek(partition, stretch.begins().get(partition.partition())));
      while (true) {
        fill(consumer, waiting, stretch.ends());
        var next =
            waiting.values().stream()
                .min(
                    Comparator.comparingLong(
                        of -> of.isEmpty() ? Long.MAX_VALUE : of.element().timestamp()))
                .map(Deque::remove);
        if (next.isEmpty() || !taker.test(next.get())) {
          return;
        }
      }
    }
  }

  /// Reads on until a record of every partition waits that is not at its end.
  private static void fill(
      KafkaConsumer<byte[], byte[]> consumer,
      SortedMap<Integer, Deque<ConsumerRecord<byte[], byte[]>>> waiting,
      List<Long> ends) {
    long began = System.nanoTime();
    while (waiting.values().stream().anyMatch(Deque::isEmpty)) {
      var hungry =
          consumer.assignment().stream()
              .filter(partition -> {
                var of = waiting.get(partition.partition());
                return of != null
                    && of.isEmpty()
                    && consumer.position(partition, PATIENCE) < ends.get(partition.partition());
              })
              .toList();
      waiting
          .keySet()
          .removeIf(p ->
              waiting.getOrDefault(p, new ArrayDeque<>()).isEmpty()
                  && hungry.stream().noneMatch(partition -> partition.partition() == p));
      if (hungry.isEmpty()) {
        return;
      }
      consumer.pause(consumer.assignment());
      consumer.resume(hungry);
      var records = consumer.poll(PATIENCE);
      for (var record : records) {
        var of = waiting.get(record.partition());
        if (of != null && record.offset() < ends.get(record.partition())) {
          of.add(record);
        }
      }
      if (records.isEmpty() && System.nanoTime() - began > PATIENCE.toNanos()) {
        throw new TimeoutException("nothing came of " + hungry);
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

  private Map<String, Object> config() {
    var config = new HashMap<>(broker);
    config.put("key.deserializer", ByteArrayDeserializer.class);
    config.put("value.deserializer", ByteArrayDeserializer.class);
    config.put("enable.auto.commit", false);
    config.put("auto.offset.reset", "earliest");
    config.put("max.poll.records", 200);
    return config;
  }
}
