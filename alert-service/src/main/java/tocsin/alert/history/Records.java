package tocsin.alert.history;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tocsin.events.EventJson;
import tocsin.events.TaggedArticle;
import tocsin.events.TopicReader;
import tocsin.events.UnreadableEvent;

/// The tagged articles on the topic, found by where their records stand.
public final class Records {
  private final TopicReader topics;
  private final String topic;

  public Records(TopicReader topics, HistoryResource.TopicName tagged) {
    this.topics = topics;
    this.topic = tagged.name();
  }

  /// Where a record stands.
  record Place(int partition, long offset) {}

  /// Where the newest record of an article stands.
  static Place place(Recorded article) {
    return new Place(article.partition(), article.latest().offset());
  }

  /// Gives each record that is still there, with its place; not one that cannot be read.
  void read(
      Iterable<Place> places, BiConsumer<ConsumerRecord<byte[], byte[]>, TaggedArticle> taker) {
    Map<Integer, SortedSet<Long>> offsets = new HashMap<>();
    for (var place : places) {
      offsets.computeIfAbsent(place.partition(), p -> new TreeSet<>()).add(place.offset());
    }
    topics.readAt(
        topic,
        offsets,
        record -> {
          TaggedArticle article;
          try {
            article = EventJson.read(record.value(), TaggedArticle.class);
          } catch (UnreadableEvent e) {
            return;
          }
          taker.accept(record, article);
        });
  }
}
