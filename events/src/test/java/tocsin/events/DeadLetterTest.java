package tocsin.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
  private static final byte[] POISON = {'{', (byte) 0xff, 0, 'x'};

  @Test
  void of_keepsTheBytesAndAddsTheCause() {
    var dead = DeadLetter.of(record("articles-fetched", 3, 42), "classifier-service", "no JSON");

    assertThat(dead.topic()).isEqualTo("articles-fetched-dead");
    assertThat(dead.key()).isEqualTo("k".getBytes(UTF_8));
    assertThat(dead.value()).isEqualTo(POISON);
    assertThat(headers(dead))
        .containsExactly(
            "ce_id=1",
            "dead-letter-reason=no JSON",
            "dead-letter-topic=articles-fetched",
            "dead-letter-partition=3",
            "dead-letter-offset=42",
            "dead-letter-service=classifier-service");
  }

  @Test
  void of_recordThatDiedBefore_namesTheNewCauseOnly() {
    var first = DeadLetter.of(record("articles-fetched", 3, 42), "a", "first");

    var again = DeadLetter.of(consumed(first, "articles-fetched"), "b", "second");

    assertThat(headers(again)).contains("dead-letter-reason=second").hasSize(6);
  }

  @Test
  void redrive_isTheRecordAsItWas() {
    var dead = DeadLetter.of(record("articles-tagged", 0, 7), "alert-service", "no JSON");

    var back = DeadLetter.redrive(consumed(dead, "articles-tagged-dead"), "articles-tagged");

    assertThat(back.topic()).isEqualTo("articles-tagged");
    assertThat(back.partition()).isNull();
    assertThat(back.key()).isEqualTo("k".getBytes(UTF_8));
    assertThat(back.value()).isEqualTo(POISON);
    assertThat(headers(back)).containsExactly("ce_id=1");
  }

  @Test
  void header_isTheLastOfItsNameOrNull() {
    var dead = consumed(DeadLetter.of(record("t", 0, 7), "s", "größer"), "t-dead");

    assertThat(DeadLetter.header(dead, DeadLetter.REASON)).isEqualTo("größer");
    assertThat(DeadLetter.header(dead, "absent")).isNull();
  }

  private static ConsumerRecord<byte[], byte[]> record(String topic, int partition, long offset) {
    var headers = new RecordHeaders().add("ce_id", "1".getBytes(UTF_8));
    return record(topic, partition, offset, "k".getBytes(UTF_8), POISON, headers);
  }

  private static ConsumerRecord<byte[], byte[]> consumed(
      ProducerRecord<byte[], byte[]> sent, String topic) {
    return record(topic, 1, 1, sent.key(), sent.value(), sent.headers());
  }

  private static ConsumerRecord<byte[], byte[]> record(
      String topic,
      int partition,
      long offset,
      byte @Nullable [] key,
      byte @Nullable [] value,
      Headers headers) {
    return new ConsumerRecord<>(
        topic,
        partition,
        offset,
        0,
        TimestampType.CREATE_TIME,
        0,
        0,
        key,
        value,
        headers,
        Optional.empty());
  }

  private static List<String> headers(ProducerRecord<byte[], byte[]> record) {
    return Arrays.stream(record.headers().toArray()).map(DeadLetterTest::line).toList();
  }

  private static String line(Header header) {
    return header.key() + "=" + new String(header.value(), UTF_8);
  }
}
