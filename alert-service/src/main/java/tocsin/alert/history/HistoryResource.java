package tocsin.alert.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Predicate;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import tocsin.alert.account.Callers;
import tocsin.alert.match.SubscriptionIndex;
import tocsin.alert.subscription.Drafts;
import tocsin.alert.subscription.KnownWords;
import tocsin.alert.subscription.Query;
import tocsin.edge.problem.Problem;
import tocsin.events.EventJson;
import tocsin.events.TaggedArticle;
import tocsin.events.TopicReader;
import tocsin.events.UnreadableEvent;

/// `GET /api/history`: tagged articles straight from the topic, streamed as they are read; by when
/// they were tagged, or found in the table by when they were published.
@Path("/api/history")
@RunOnVirtualThread
public class HistoryResource {
  private static final Duration DAY = Duration.ofDays(1);

  private final TopicReader topics;
  private final TopicName tagged;
  private final ArticleTable table;
  private final Records records;
  private final KnownWords.Current words;
  private final Drafts drafts;
  private final Callers callers;
  private final InstantSource clock;

  /// The topic that is read.
  public record TopicName(String name) {}

  public HistoryResource(
      TopicReader topics,
      TopicName tagged,
      ArticleTable table,
      Records records,
      KnownWords.Current words,
      Drafts drafts,
      Callers callers,
      InstantSource clock) {
    this.topics = topics;
    this.tagged = tagged;
    this.table = table;
    this.records = records;
    this.words = words;
    this.drafts = drafts;
    this.callers = callers;
    this.clock = clock;
  }

  @GET
  public Response history(
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("query") @Nullable String query,
      @QueryParam("by") @DefaultValue("tagged") String by,
      @QueryParam("format") @DefaultValue("ndjson") String format,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    var caller = callers.known(authorization);
    var range = TimeRange.of(from, to, DAY, clock.instant(), caller);
    if (!by.equals("tagged") && !by.equals("published")) {
      throw Problem.field("by", "is neither 'tagged' nor 'published'").exception();
    }
    var shape =
        switch (format) {
          case "ndjson" -> Shape.ndjson;
          case "csv" -> Shape.csv;
          default -> throw Problem.field("format", "is neither 'ndjson' nor 'csv'").exception();
        };
    var asked = query == null || query.isBlank() ? null : drafts.query("query", query);
    StreamingOutput lines =
        out -> {
          if (by.equals("published")) {
            published(range, asked, shape, out);
          } else {
            tagged(range, asked, shape, out);
          }
        };
    return Response.ok(lines).type(shape.type).build();
  }

  /// How articles are written.
  private enum Shape {
    /// as they are on the topic
    ndjson("application/x-ndjson"),
    csv("text/csv; charset=utf-8; header=present");

    private final String type;

    Shape(String type) {
      this.type = type;
    }

    void begin(OutputStream out) throws IOException {
      if (this == csv) {
        out.write(Csv.HEADER.getBytes(UTF_8));
      }
    }

    void write(byte[] record, TaggedArticle article, OutputStream out) {
      try {
        if (this == csv) {
          out.write(Csv.line(article).getBytes(UTF_8));
        } else {
          out.write(record);
          out.write('\n');
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Every record that was tagged in the range, as the topic has them.
  private void tagged(TimeRange range, @Nullable Query query, Shape shape, OutputStream out)
      throws IOException {
    var asked = matching(query);
    reading(() -> {
      shape.begin(out);
      topics.read(
          tagged.name(),
          range.from(),
          range.to().plusSeconds(60),
          record -> {
            try {
              var article = EventJson.read(record.value(), TaggedArticle.class);
              if (range.holds(article.tagged()) && asked.test(article)) {
                shape.write(record.value(), article, out);
              }
            } catch (UnreadableEvent e) {
              return true;
            }
            return true;
          });
    });
  }

  /// The newest record of every article that was published in the range.
  private void published(TimeRange range, @Nullable Query query, Shape shape, OutputStream out)
      throws IOException {
    var asked = matching(query);
    var narrowing = query == null ? null : Narrowing.of(query, 0, known());
    reading(() -> {
      shape.begin(out);
      table.published(
          range.from(),
          range.to(),
          page ->
              records.read(
                  page.stream()
                      .filter(a -> narrowing == null || narrowing.may().test(a))
                      .map(a -> new Records.Place(a.partition(), a.latest().offset()))
                      .toList(),
                  (record, article) -> {
                    if (range.holds(article.published()) && asked.test(article)) {
                      shape.write(record.value(), article, out);
                    }
                  }));
    });
  }

  /// What reads from the topic and writes to the caller.
  private interface Reading {
    void run() throws IOException;
  }

  private static void reading(Reading reading) throws IOException {
    try {
      reading.run();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (KafkaException e) {
      throw new IOException("the topic cannot be read: " + e.getMessage(), e);
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
