package tocsin.alert;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tocsin.events.ActorTag;
import tocsin.events.DeadLetter;
import tocsin.events.EventJson;
import tocsin.events.Evidence;
import tocsin.events.Grade;
import tocsin.events.TaggedArticle;
import tocsin.events.ThemeTag;
import tocsin.events.Topics;
import tocsin.events.VocabularyEntry;
import tocsin.text.Fingerprint;

/// The classifier's side of the topics: a small vocabulary, and articles with tags.
final class Topic implements AutoCloseable {
  private static final String VERSION = "v1";

  private final KafkaProducer<String, byte[]> producer;
  private final String brokers;
  private final String prefix;
  private long written;

  Topic(String brokers, String prefix) {
    this.brokers = brokers;
    this.prefix = prefix;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers, "acks", "all", "linger.ms", "0"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /// Themes, actors and kinds that the tests speak of.
  void vocabulary() {
    List<VocabularyEntry> entries = new ArrayList<>();
    for (var theme : List.of("export-controls", "safety")) {
      entries.add(
          new VocabularyEntry(
              theme,
              VocabularyEntry.Type.theme,
              "power-and-security",
              null,
              Map.of("en", theme.equals("safety") ? "Safety and risk" : "Export controls"),
              VERSION,
              null));
    }
    for (var actor : List.of("china", "usa")) {
      entries.add(
          new VocabularyEntry(
              actor,
              VocabularyEntry.Type.actor,
              null,
              "state",
              Map.of("en", actor.equals("usa") ? "USA" : "China"),
              VERSION,
              null));
    }
    entries.add(
        new VocabularyEntry(
            VocabularyEntry.VERSION,
            VocabularyEntry.Type.version,
            null,
            null,
            Map.of(),
            VERSION,
            entries.size()));
    entries.forEach(e -> send(Topics.VOCABULARY, e.id(), EventJson.write(e)));
  }

  void article(TaggedArticle article) {
    send(Topics.TAGGED, article.id(), EventJson.write(article));
  }

  /// Each a millisecond later than the one before: what is written in the same one has no order
  /// across partitions.
  void send(String topic, String key, byte[] value) {
    written = Math.max(System.currentTimeMillis(), written + 1);
    send(new ProducerRecord<>(prefix + topic, null, written, key, value));
  }

  /// A record of the topic that was put aside.
  void dead(String topic, String key, String reason) {
    var record =
        new ProducerRecord<>(
            prefix + Topics.dead(topic), key, "?".getBytes(StandardCharsets.UTF_8));
    record.headers().add(DeadLetter.REASON, reason.getBytes(StandardCharsets.UTF_8));
    send(record);
  }

  private void send(ProducerRecord<String, byte[]> record) {
    try {
      producer.send(record).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Every record of this run's topics, as text.
  String everything() {
    var text = new StringBuilder();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", brokers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions =
          consumer.listTopics().entrySet().stream()
              .filter(topic -> topic.getKey().startsWith(prefix))
              .flatMap(topic -> topic.getValue().stream())
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      var ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          text.append(record.topic()).append(' ').append(written(record.key())).append(' ');
          text.append(written(record.value())).append(record.headers()).append('\n');
        }
      }
    }
    return text.toString();
  }

  private static String written(byte[] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }

  /// An article about export controls that names China.
  ///
  /// @param source the host it stands on, for queries that ask for it alone
  static TaggedArticle chips(String id, String source, String title, String text) {
    var evidence = evidence(text, "chips");
    return new TaggedArticle(
        id,
        "feed",
        "A feed",
        "https://" + source + "/" + id,
        title,
        text,
        "en",
        List.of("Ada Example"),
        List.of(),
        Instant.parse("2026-01-02T03:04:05Z"),
        null,
        Instant.now(),
        1,
        false,
        false,
        List.of(new ThemeTag("export-controls", Grade.primary, 0.9, List.of(evidence))),
        List.of(new ActorTag("china", 1, List.of(evidence(text, "China")))),
        null,
        VERSION,
        Instant.now());
  }

  private static Evidence evidence(String text, String words) {
    int start = text.indexOf(words);
    return new Evidence(Evidence.Field.text, start, start + words.length(), words, words);
  }

  /// With the fingerprint of its text.
  static TaggedArticle retold(TaggedArticle article, String language) {
    return retold(article, language, article.revision());
  }

  static TaggedArticle retold(TaggedArticle article, String language, int revision) {
    return retold(article, language, revision, article.text());
  }

  /// @param printed the text whose fingerprint it has
  static TaggedArticle retold(TaggedArticle a, String language, int revision, String printed) {
    return new TaggedArticle(
        a.id(),
        a.feedId(),
        a.feedTitle(),
        a.url(),
        a.title(),
        a.text(),
        language,
        a.authors(),
        a.categories(),
        a.published(),
        a.updated(),
        a.fetched(),
        revision,
        a.backlog(),
        a.cut(),
        a.themes(),
        a.actors(),
        Fingerprint.of(printed).orElse(null),
        a.vocabulary(),
        a.tagged());
  }

  @Override
  public void close() {
    producer.close();
  }
}
