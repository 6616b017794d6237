package tocsin.alert.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tocsin.alert.history.Whereabouts.Finding;
import tocsin.events.DeadLetter;
import tocsin.events.KeySearch;
import tocsin.events.TopicSetup;
import tocsin.events.Topics;
import tocsin.testing.TestServers;

/// The search for an article that was not taken in, on topics and groups of its own.
class WhereaboutsIT {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final String run = "w" + UUID.randomUUID().toString().substring(0, 8);
  private final Whereabouts.Names names =
      new Whereabouts.Names(run + "-fetched", run + "-tagger", run + "-tagged", run + "-own");
  private final Map<String, Object> broker =
      Map.of("bootstrap.servers", new TestServers().start().get("kafka.bootstrap.servers"));

  private KafkaProducer<String, byte[]> producer;
  private Admin admin;

  @BeforeEach
  void open() {
    new TopicSetup(
            broker,
            List.of(
                TopicSetup.articles(names.fetched()),
                TopicSetup.articles(names.tagged()),
                TopicSetup.dead(names.fetched())))
        .run();
    admin = Admin.create(broker);
    producer = new KafkaProducer<>(broker, new StringSerializer(), new ByteArraySerializer());
  }

  @AfterEach
  void close() {
    producer.close();
    admin.close();
  }

  private void send(String topic, String key) throws ExecutionException, InterruptedException {
    producer.send(new ProducerRecord<>(topic, key, "{}".getBytes(UTF_8))).get();
  }

  /// The group has done with everything there is.
  private void done(String group, String topic) throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (int p = 0; p < 4; p++) {
      latest.put(new TopicPartition(topic, p), OffsetSpec.latest());
    }
    Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
    admin
        .listOffsets(latest)
        .all()
        .get()
        .forEach((partition, at) -> ends.put(partition, new OffsetAndMetadata(at.offset())));
    admin.alterConsumerGroupOffsets(group, ends).all().get();
  }

  private Finding where(String article, Duration time) {
    return new Whereabouts(new KeySearch(broker), names, time).of(article);
  }

  @Test
  void of_anArticle_followsItOnItsWay() throws ExecutionException, InterruptedException {
    for (int i = 0; i < 100; i++) {
      send(names.fetched(), "other-" + i);
    }
    assertThat(where("one", LONG)).isEqualTo(new Finding.Nowhere());

    done(names.classifier(), names.fetched());
    send(names.fetched(), "one");
    assertThat(where("one", LONG)).isEqualTo(new Finding.Untagged(1));

    done(names.classifier(), names.fetched());
    send(names.tagged(), "one");
    send(names.tagged(), "two");
    assertThat(where("one", LONG)).isEqualTo(new Finding.Coming(2));

    done(names.own(), names.tagged());
    assertThat(where("one", LONG)).isEqualTo(new Finding.Nowhere());
  }

  @Test
  void of_aDeadLetter_tellsItsReason() throws ExecutionException, InterruptedException {
    var dead = new ProducerRecord<>(Topics.dead(names.fetched()), "one", "?".getBytes(UTF_8));
    dead.headers().add(DeadLetter.REASON, "no JSON".getBytes(UTF_8));
    producer.send(dead).get();

    assertThat(where("one", LONG)).isEqualTo(new Finding.Dead(names.fetched(), "no JSON"));
    assertThat(where("two", LONG)).isEqualTo(new Finding.Nowhere());
  }

  @Test
  void of_anArticle_whenTimeRunsOut_isUnsure() throws ExecutionException, InterruptedException {
    for (int i = 0; i < 100; i++) {
      send(names.fetched(), "other-" + i);
    }
    assertThat(where("one", Duration.ofNanos(1))).isInstanceOf(Finding.Unsure.class);
  }

  @Test
  void of_anArticle_withoutABroker_isUnsureInTime() {
    long began = System.nanoTime();
    var away = new KeySearch(Map.of("bootstrap.servers", "127.0.0.1:9"));
    var finding = new Whereabouts(away, names, Duration.ofMillis(700)).of("one");
    assertThat(finding).isInstanceOf(Finding.Unsure.class);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
  }
}
