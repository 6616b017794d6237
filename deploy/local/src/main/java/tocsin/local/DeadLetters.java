package tocsin.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tocsin.events.DeadLetter;
import tocsin.events.Topics;

/// `list TOPIC` shows what waits among the dead letters of a topic, `redrive TOPIC` sends it back
/// to where it came from. What has been sent back once is remembered as read.
public final class DeadLetters {
  private static final int FAILED = 1;
  private static final int MISUSED = 2;
  private static final int FIRST_BYTES = 120;

  /// Nobody keeps dead letters under this name.
  private static final class UnknownTopic extends Exception {
    private static final long serialVersionUID = 1;

    UnknownTopic(String message) {
      super(message);
    }
  }

  private DeadLetters() {}

  public static void main(String[] arguments) throws ExecutionException, InterruptedException {
    if (arguments.length != 2 || !List.of("list", "redrive").contains(arguments[0])) {
      System.err.println("usage: dead list|redrive TOPIC");
      System.exit(MISUSED);
    }
    var topic = arguments[1].replaceFirst("-dead$", "");
    var broker =
        System.getenv()
            .getOrDefault(
                "KAFKA_BOOTSTRAP_SERVERS",
                "127.0.0.1:" + System.getenv().getOrDefault("TOCSIN_KAFKA_PORT", "9092"));
    Console.silentLibraries();
    try {
      int count = arguments[0].equals("list") ? list(broker, topic) : redrive(broker, topic);
      System.err.printf("%d %s%n", count, arguments[0].equals("list") ? "waiting" : "sent back");
    } catch (UnknownTopic e) {
      System.err.println(e.getMessage());
      System.exit(FAILED);
    } catch (TimeoutException e) {
      System.err.printf(
          "no broker on %s: is the stack up? TOCSIN_KAFKA_PORT names its port%n", broker);
      System.exit(FAILED);
    }
  }

  private static int list(String broker, String topic) throws UnknownTopic {
    try (var consumer = consumer(broker, topic)) {
      return eachWaiting(consumer, Topics.dead(topic), DeadLetters::print);
    }
  }

  private static int redrive(String broker, String topic)
      throws ExecutionException, InterruptedException, UnknownTopic {
    Map<String, Object> settings = Map.of("bootstrap.servers", broker, "acks", "all");
    try (var consumer = consumer(broker, topic);
        var producer =
            new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      int count =
          eachWaiting(
              consumer,
              Topics.dead(topic),
              record -> sent.add(producer.send(DeadLetter.redrive(record, topic))));
      for (var send : sent) {
        send.get();
      }
      consumer.commitSync();
      return count;
    }
  }

  /// @return how many there were
  private static int eachWaiting(
      KafkaConsumer<byte[], byte[]> consumer,
      String topic,
      Consumer<ConsumerRecord<byte[], byte[]>> use)
      throws UnknownTopic {
    var partitions =
        consumer.partitionsFor(topic).stream()
            .map(p -> new TopicPartition(topic, p.partition()))
            .toList();
    if (partitions.isEmpty()) {
      var known =
          consumer.listTopics().keySet().stream()
              .filter(name -> name.endsWith(Topics.dead("")))
              .sorted()
              .toList();
      throw new UnknownTopic(
          "there is no topic %s; dead letters are kept in: %s"
              .formatted(topic, String.join(", ", known)));
    }
    consumer.assign(partitions);
    var ends = consumer.endOffsets(partitions);
    int count = 0;
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      for (var record : consumer.poll(Duration.ofMillis(200))) {
        use.accept(record);
        count++;
      }
    }
    return count;
  }

  private static void print(ConsumerRecord<byte[], byte[]> record) {
    System.out.printf(
        "%d:%d %s key=%s from=%s:%s:%s by=%s: %s%n  %s%n",
        record.partition(),
        record.offset(),
        Instant.ofEpochMilli(record.timestamp()),
        record.key() == null ? "" : printable(record.key()),
        DeadLetter.header(record, DeadLetter.TOPIC),
        DeadLetter.header(record, DeadLetter.PARTITION),
        DeadLetter.header(record, DeadLetter.OFFSET),
        DeadLetter.header(record, DeadLetter.SERVICE),
        DeadLetter.header(record, DeadLetter.REASON),
        record.value() == null ? "(no value)" : printable(record.value()));
  }

  /// The first bytes, safe for a terminal.
  static String printable(byte[] bytes) {
    var text = new String(bytes, 0, Math.min(bytes.length, FIRST_BYTES), UTF_8);
    return text.replaceAll("\\p{Cntrl}", "\uFFFD") + (bytes.length > FIRST_BYTES ? " ..." : "");
  }

  /// What its group has committed is what has been sent back.
  private static KafkaConsumer<byte[], byte[]> consumer(String broker, String topic) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers", broker,
            "default.api.timeout.ms", "8000",
            "group.id", "dead-letters-of-" + topic,
            "enable.auto.commit", "false",
            "allow.auto.create.topics", "false",
            "auto.offset.reset", "earliest"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
