package tocsin.alert.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import tocsin.alert.match.SubscriptionIndex;
import tocsin.alert.subscription.KnownWords;
import tocsin.alert.subscription.Query;
import tocsin.events.EventJson;
import tocsin.events.TaggedArticle;
import tocsin.events.TopicReader;
import tocsin.events.UnreadableEvent;

/// The tagged articles of a time that match a query, always in the same order, from any bookmark
/// on: every record in the order in which they were tagged, or the newest of each article in the
/// order of publication.
public final class Chronicle {
  /// by how much a record may be written later than its article was tagged, or clocks differ
  private static final Duration SLACK = Duration.ofSeconds(60);

  /// rows whose records are read, and held, at once; a record has up to 900 kB
  private static final int PAGE = 50;

  private final TopicReader topics;
  private final HistoryResource.TopicName tagged;
  private final ArticleTable table;
  private final Records records;
  private final KnownWords.Current words;

  public Chronicle(
      TopicReader topics,
      HistoryResource.TopicName tagged,
      ArticleTable table,
      Records records,
      KnownWords.Current words) {
    this.topics = topics;
    this.tagged = tagged;
    this.table = table;
    this.records = records;
    this.words = words;
  }

  /// Which time counts, and gives the order.
  public enum By {
    tagged,
    published
  }

  /// What is asked for.
  ///
  /// @param query null: everything
  public record Asked(By by, TimeRange range, @Nullable Query query) {}

  /// From where to where what is asked for lies, as it is now.
  public record Span(Bookmark begin, Bookmark end) {}

  /// An article, and its record as the topic has it.
  public record Found(byte[] json, TaggedArticle article) {}

  /// One record, or row, further.
  ///
  /// @param found null where it is not what was asked for
  public record Step(Bookmark after, @Nullable Found found) {}

  /// @throws TopicAway where the broker does not answer
  public Span span(Asked asked) {
    var range = asked.range();
    return switch (asked.by()) {
      case tagged -> {
        var stretch =
            reaching(() ->
                topics.stretch(tagged.name(), range.from().minus(SLACK), range.to().plus(SLACK)));
        yield new Span(
            new Bookmark.OnTopic(stretch.begins()), new Bookmark.OnTopic(stretch.ends()));
      }
      case published ->
          new Span(
              new Bookmark.InTable(0, range.from(), ""),
              new Bookmark.InTable(table.countPublished(range.from(), range.to()), range.to(), ""));
    };
  }

  /// @param at where to begin
  /// @param taker is given each step; false ends the reading
  /// @return whether the end was reached
  /// @throws TopicAway where the broker does not answer
  public boolean read(Asked asked, Bookmark at, Bookmark end, Predicate<Step> taker) {
    var goesOn = new boolean[] {true};
    Predicate<Step> noting = step -> goesOn[0] = taker.test(step);
    return reaching(() -> {
      if (at instanceof Bookmark.OnTopic from && end instanceof Bookmark.OnTopic to) {
        tagged(asked, from, to, noting);
      } else if (at instanceof Bookmark.InTable from) {
        published(asked, from, noting);
      }
      return goesOn[0];
    });
  }

  /// What reads from the topic.
  private interface Reading<T> {
    T run();
  }

  private static <T> T reaching(Reading<T> reading) {
    try {
      return reading.run();
    } catch (KafkaException e) {
      throw new TopicAway(e);
    }
  }

  private void tagged(
      Asked asked, Bookmark.OnTopic from, Bookmark.OnTopic to, Predicate<Step> taker) {
    var matches = matching(asked.query());
    List<Long> offsets = new ArrayList<>(from.offsets());
    topics.read(
        tagged.name(),
        new TopicReader.Stretch(from.offsets(), to.offsets()),
        record -> {
          offsets.set(record.partition(), record.offset() + 1);
          var found = found(record);
          boolean asks =
              found != null
                  && asked.range().holds(found.article().tagged())
                  && matches.test(found.article());
          return taker.test(new Step(new Bookmark.OnTopic(offsets), asks ? found : null));
        });
  }

  private static @Nullable Found found(ConsumerRecord<byte[], byte[]> record) {
    try {
      return new Found(record.value(), EventJson.read(record.value(), TaggedArticle.class));
    } catch (UnreadableEvent e) {
      return null;
    }
  }

  private void published(Asked asked, Bookmark.InTable from, Predicate<Step> taker) {
    var matches = matching(asked.query());
    var query = asked.query();
    Predicate<Recorded> may =
        query == null ? article -> true : Narrowing.of(query, 0, known()).may();
    var at = from;
    while (true) {
      var page = table.published(at.published(), at.article(), asked.range().to(), PAGE);
      Map<Records.Place, Found> found = new HashMap<>();
      records.read(
          page.stream().map(ArticleTable.Dated::article).filter(may).map(Records::place).toList(),
          (record, article) ->
              found.put(
                  new Records.Place(record.partition(), record.offset()),
                  new Found(record.value(), article)));
      for (var row : page) {
        at = new Bookmark.InTable(at.rows() + 1, row.published(), row.article().id());
        var one = found.get(Records.place(row.article()));
        boolean asks =
            one != null
                && asked.range().holds(one.article().published())
                && matches.test(one.article());
        if (!taker.test(new Step(at, asks ? one : null))) {
          return;
        }
      }
      if (page.size() < PAGE) {
        return;
      }
    }
  }

  /// With the very classes that match live.
  private Predicate<TaggedArticle> matching(@Nullable Query query) {
    return query == null ? article -> true : SubscriptionIndex.predicate(query, known());
  }

  private KnownWords known() {
    var known = words.get();
    return known == null ? KnownWords.NONE : known;
  }
}
