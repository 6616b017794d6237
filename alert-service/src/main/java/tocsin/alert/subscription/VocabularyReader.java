package tocsin.alert.subscription;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import tocsin.events.EventJson;
import tocsin.events.UnreadableEvent;
import tocsin.events.VocabularyEntry;

/// Follows the topic `vocabulary` from its beginning and holds the newest whole version.
///
/// A version is whole when its entry `_version` has come and as many entries of it are there as
/// that says. An entry that cannot be read is logged and left out; the version then never becomes
/// whole, and the one before stays in use.
public final class VocabularyReader implements Runnable, KnownWords.Current {
  private static final Logger LOG = Logger.getLogger(VocabularyReader.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final String topic;
  private final Map<String, Object> broker;
  private final Map<String, VocabularyEntry> entries = new HashMap<>();
  private volatile @Nullable KnownWords current;
  private volatile @Nullable KafkaConsumer<String, byte[]> reading;
  private volatile boolean stopped;

  public VocabularyReader(String topic, Map<String, Object> broker) {
    this.topic = topic;
    this.broker = Map.copyOf(broker);
  }

  @Override
  public @Nullable KnownWords get() {
    return current;
  }

  /// Ends [#run]; may be called by any thread. An interrupt would do so too, but not let the
  /// consumer take its leave.
  public void stop() {
    stopped = true;
    var consumer = reading;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  @Override
  public void run() {
    while (!stopped) {
      entries.clear();
      try (var consumer = new KafkaConsumer<String, byte[]>(config())) {
        reading = consumer;
        var partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        while (!stopped) {
          consumer.poll(POLL).forEach(this::take);
        }
      } catch (WakeupException e) {
        return;
      } catch (KafkaException e) {
        LOG.warnf("vocabulary is read again: %s", e.getMessage());
      }
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      entries.remove(record.key());
      return;
    }
    try {
      var entry = EventJson.read(record.value(), VocabularyEntry.class);
      if (entry.type() == VocabularyEntry.Type.version) {
        whole(entry);
      } else {
        entries.put(entry.id(), entry);
      }
    } catch (UnreadableEvent e) {
      LOG.errorf("vocabulary entry '%s' cannot be read: %s", record.key(), e.getMessage());
    }
  }

  private void whole(VocabularyEntry version) {
    var of = entries.values().stream().filter(e -> e.version().equals(version.version())).toList();
    Integer expected = version.entries();
    if (expected != null && of.size() == expected) {
      current = new KnownWords(version.version(), of);
      LOG.infof("vocabulary in use version=%s entries=%d", version.version(), expected);
    }
  }

  private Map<String, Object> config() {
    var config = new HashMap<>(broker);
    config.put("key.deserializer", StringDeserializer.class);
    config.put("value.deserializer", ByteArrayDeserializer.class);
    config.put("allow.auto.create.topics", false);
    config.put("enable.auto.commit", false);
    config.put("auto.offset.reset", "earliest");
    config.put("metadata.max.age.ms", 2_000);
    return config;
  }
}
