package tocsin.alert.history;

import org.apache.kafka.common.KafkaException;

/// The articles cannot be read at the moment, as the broker does not answer.
public final class TopicAway extends RuntimeException {
  TopicAway(KafkaException cause) {
    super("the articles cannot be read at the moment: " + cause.getMessage(), cause);
  }
}
