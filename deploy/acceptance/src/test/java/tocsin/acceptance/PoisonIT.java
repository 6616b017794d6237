package tocsin.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tocsin.events.DeadLetter;
import tocsin.events.EventJson;
import tocsin.events.TaggedArticle;
import tocsin.events.Topics;

/// Records that cannot be read.
@Order(3)
@ExtendWith(World.Parameter.class)
class PoisonIT {
  private static final byte[] POISON = {'{', (byte) 0xff, 0, 'x'};

  private final World world;
  private final Broker broker;

  PoisonIT(World world) {
    this.world = world;
    this.broker = new Broker(world.stack().kafka());
  }

  @ParameterizedTest
  @ValueSource(strings = {Topics.FETCHED, Topics.TAGGED})
  void poison_isSetAsideAndTheRestFlowsOn(String topic) {
    var feed = world.feed("after-" + topic, "en");
    var item = Stories.weather();
    var key = "poison-on-" + topic;
    // every partition gets one, so that the next article stands behind poison
    for (int partition = 0; partition < 4; partition++) {
      broker.send(new ProducerRecord<>(topic, partition, key.getBytes(UTF_8), POISON));
    }

    feed.publishes(item);
    feed.isMatched();

    await().atMost(ofSeconds(20)).untilAsserted(() -> assertThat(dead(topic, key)).hasSize(4));
    assertThat(dead(topic, key))
        .allSatisfy(record -> {
          assertThat(record.value()).isEqualTo(POISON);
          assertThat(DeadLetter.header(record, DeadLetter.TOPIC)).isEqualTo(topic);
          assertThat(DeadLetter.header(record, DeadLetter.REASON)).isNotBlank();
        });
    assertThat(world.stack().run("tocsin.local.DeadLetters", "list", topic)).contains(key);
  }

  @Test
  void redrive_bringsARecordBackOnce() {
    var feed = world.feed("redriven", "en");
    var item = Stories.weather();
    var article = tagged(item, feed.host());
    var key = article.id().getBytes(UTF_8);
    var dead = new ProducerRecord<>(Topics.dead(Topics.TAGGED), key, EventJson.write(article));
    dead.headers()
        .add(DeadLetter.REASON, "a defect that has been mended".getBytes(UTF_8))
        .add(DeadLetter.TOPIC, Topics.TAGGED.getBytes(UTF_8))
        .add(DeadLetter.PARTITION, "0".getBytes(UTF_8))
        .add(DeadLetter.OFFSET, "0".getBytes(UTF_8))
        .add(DeadLetter.SERVICE, "alert-service".getBytes(UTF_8));
    broker.send(dead);

    world.stack().run("tocsin.local.DeadLetters", "redrive", Topics.TAGGED);
    feed.witness().receives(item).within(ofSeconds(15));
    world.stack().run("tocsin.local.DeadLetters", "redrive", Topics.TAGGED);

    assertThat(
            broker.read(Topics.TAGGED).stream()
                .filter(r -> new String(r.key(), UTF_8).equals(article.id())))
        .hasSize(1);
    feed.witness().receivesExactly(item);
  }

  private List<ConsumerRecord<byte[], byte[]>> dead(String topic, String key) {
    return broker.read(Topics.dead(topic)).stream()
        .filter(record -> new String(record.key(), UTF_8).equals(key))
        .toList();
  }

  private static TaggedArticle tagged(Item item, String host) {
    var now = Instant.now();
    return new TaggedArticle(
        "redriven-" + item.guid(),
        "feed",
        host,
        "https://" + host + "/" + item.guid(),
        item.title(),
        item.text(),
        "en",
        List.of(),
        List.of(),
        null,
        null,
        now,
        1,
        false,
        false,
        List.of(),
        List.of(),
        null,
        "v",
        now);
  }
}
