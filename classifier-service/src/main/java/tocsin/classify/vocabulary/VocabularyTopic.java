package tocsin.classify.vocabulary;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tocsin.events.EventJson;
import tocsin.events.VocabularyEntry;

/// Publishes a version of the vocabulary: every entry, a tombstone for each that is no more, and
/// `_version` last, all in the one partition of the compacted topic.
public final class VocabularyTopic {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String topic;
  private final Map<String, Object> broker;

  public VocabularyTopic(String topic, Map<String, Object> broker) {
    this.topic = topic;
    this.broker = Map.copyOf(broker);
  }

  /// Blocks until the broker has acknowledged all of it.
  ///
  /// @throws KafkaException where it does not
  public void publish(Vocabulary vocabulary) throws InterruptedException {
    var entries = vocabulary.entries();
    Set<String> gone = present();
    entries.forEach(entry -> gone.remove(entry.id()));
    try (var producer = new KafkaProducer<String, byte[]>(producing())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (var entry : entries) {
        if (entry.id().equals(VocabularyEntry.VERSION)) {
          gone.forEach(id -> sent.add(producer.send(new ProducerRecord<>(topic, 0, id, null))));
        }
        sent.add(producer.send(new ProducerRecord<>(topic, 0, entry.id(), EventJson.write(entry))));
      }
      for (var send : sent) {
        send.get();
      }
    } catch (ExecutionException e) {
      throw new KafkaException("the vocabulary was not published", e.getCause());
    }
  }

  /// The ids that have a value on the topic.
  private Set<String> present() {
    Set<String> present = new HashSet<>();
    try (var consumer = new KafkaConsumer<String, byte[]>(consuming())) {
      var partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
      while (consumer.position(partition, PATIENCE) < end) {
        for (var record : consumer.poll(PATIENCE)) {
          if (record.value() == null) {
            present.remove(record.key());
          } else {
            present.add(record.key());
          }
        }
      }
    }
    return present;
  }

  private Map<String, Object> producing() {
    var config = new HashMap<>(broker);
    config.put("key.serializer", StringSerializer.class);
    config.put("value.serializer", ByteArraySerializer.class);
    config.put("acks", "all");
    config.put("max.block.ms", 10_000);
    config.put("delivery.timeout.ms", 30_000);
    config.put("request.timeout.ms", 10_000);
    return config;
  }

  private Map<String, Object> consuming() {
    var config = new HashMap<>(broker);
    config.put("key.deserializer", StringDeserializer.class);
    config.put("value.deserializer", ByteArrayDeserializer.class);
    config.put("enable.auto.commit", false);
    config.put("default.api.timeout.ms", 10_000);
    return config;
  }
}
