package tocsin.alert.history;

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
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Predicate;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import tocsin.alert.account.Caller;
import tocsin.alert.account.Callers;
import tocsin.alert.match.SubscriptionIndex;
import tocsin.alert.subscription.Drafts;
import tocsin.alert.subscription.KnownWords;
import tocsin.edge.problem.Problem;
import tocsin.events.EventJson;
import tocsin.events.TaggedArticle;
import tocsin.events.TopicReader;
import tocsin.events.UnreadableEvent;

/// `GET /api/history`: tagged articles straight from the topic, streamed as they are read.
@Path("/api/history")
@RunOnVirtualThread
public class HistoryResource {
  private static final Duration MEMBERS_RANGE = Duration.ofDays(31);

  private final TopicReader topics;
  private final TopicName tagged;
  private final KnownWords.Current words;
  private final Drafts drafts;
  private final Callers callers;
  private final InstantSource clock;

  /// The topic that is read.
  public record TopicName(String name) {}

  public HistoryResource(
      TopicReader topics,
      TopicName tagged,
      KnownWords.Current words,
      Drafts drafts,
      Callers callers,
      InstantSource clock) {
    this.topics = topics;
    this.tagged = tagged;
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
    var now = clock.instant();
    var end = time("to", to, now);
    var begin = time("from", from, end.minus(Duration.ofDays(1)));
    if (!begin.isBefore(end)) {
      throw Problem.field("from", "is not before 'to'").exception();
    }
    if (caller instanceof Caller.Member
        && Duration.between(begin, end).compareTo(MEMBERS_RANGE) > 0) {
      throw Problem.field("from", "is more than " + MEMBERS_RANGE.toDays() + " days before 'to'")
          .exception();
    }
    if (!by.equals("tagged") && !by.equals("published")) {
      throw Problem.field("by", "is neither 'tagged' nor 'published'").exception();
    }
    if (!format.equals("ndjson")) {
      throw Problem.field("format", "is not 'ndjson'").exception();
    }
    var asked = matching(query);
    boolean published = by.equals("published");
    StreamingOutput lines =
        out ->
            stream(
                published ? Instant.EPOCH : begin,
                published ? now.plusSeconds(1) : end,
                article -> {
                  var at = published ? article.published() : article.tagged();
                  return at != null
                      && !at.isBefore(begin)
                      && at.isBefore(end)
                      && asked.test(article);
                },
                out);
    return Response.ok(lines).type("application/x-ndjson").build();
  }

  private void stream(Instant from, Instant to, Predicate<TaggedArticle> wanted, OutputStream out)
      throws IOException {
    try {
      topics.read(
          tagged.name(),
          from,
          to.plusSeconds(60),
          record -> {
            try {
              if (wanted.test(EventJson.read(record.value(), TaggedArticle.class))) {
                out.write(record.value());
                out.write('\n');
              }
              return true;
            } catch (UnreadableEvent e) {
              return true;
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (KafkaException e) {
      throw new IOException("the topic cannot be read: " + e.getMessage(), e);
    }
  }

  /// With the very classes that match live.
  private Predicate<TaggedArticle> matching(@Nullable String query) {
    if (query == null || query.isBlank()) {
      return article -> true;
    }
    var asked = drafts.query("query", query);
    var known = words.get();
    return SubscriptionIndex.predicate(asked, known == null ? KnownWords.NONE : known);
  }

  private static Instant time(String field, @Nullable String written, Instant otherwise) {
    if (written == null || written.isBlank()) {
      return otherwise;
    }
    try {
      return written.length() == 10
          ? LocalDate.parse(written).atStartOfDay().toInstant(ZoneOffset.UTC)
          : Instant.parse(written.replace(' ', '+'));
    } catch (DateTimeException e) {
      throw Problem.field(field, "is no time: write 2026-01-31 or 2026-01-31T12:00:00Z")
          .exception();
    }
  }
}
