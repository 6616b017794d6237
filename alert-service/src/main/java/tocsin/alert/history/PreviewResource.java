package tocsin.alert.history;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import tocsin.alert.account.Caller;
import tocsin.alert.account.Callers;
import tocsin.alert.subscription.Drafts;
import tocsin.alert.subscription.KnownWords;
import tocsin.alert.subscription.Subscription;
import tocsin.edge.problem.Problem;
import tocsin.events.EventJson;

/// `POST /api/subscriptions/preview`: what a draft would have sent; with its progress, line by
/// line, to who accepts `application/x-ndjson`.
@Path("/api/subscriptions/preview")
@RunOnVirtualThread
public class PreviewResource {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final String LINES = "application/x-ndjson";
  private static final int A_MINUTE = 20;

  private final ArticleTable table;
  private final Records records;
  private final KnownWords.Current words;
  private final Drafts drafts;
  private final Callers callers;
  private final InstantSource clock;
  private final PreviewPace pace = new PreviewPace(A_MINUTE);

  public PreviewResource(
      ArticleTable table,
      Records records,
      KnownWords.Current words,
      Drafts drafts,
      Callers callers,
      InstantSource clock) {
    this.table = table;
    this.records = records;
    this.words = words;
    this.drafts = drafts;
    this.callers = callers;
    this.clock = clock;
  }

  /// What is asked, as it is sent.
  public record Written(
      @Nullable String query,
      @Nullable String from,
      @Nullable String to,
      @Nullable Double minScore,
      @Nullable String story) {}

  @POST
  public Response preview(
      @Nullable Written written,
      @HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    var caller = callers.known(authorization);
    if (written == null) {
      throw Problem.of(400, "Send a JSON object with 'query'.").exception();
    }
    var range = TimeRange.of(written.from(), written.to(), WEEK, clock.instant(), caller);
    var asked =
        new Backtest.Asked(
            drafts.query("query", written.query() == null ? "" : written.query()),
            minScore(written.minScore()),
            story(written.story()),
            range.from(),
            range.to());
    if (caller instanceof Caller.Member(var subscriberId)
        && !pace.begin(subscriberId, clock.instant())) {
      throw Problem.of(
              429, "A subscriber may preview " + A_MINUTE + " times a minute; wait a moment.")
          .exception();
    }
    var known = words.get();
    var backtest = new Backtest(table, records, asked, known == null ? KnownWords.NONE : known);
    if (accept != null && accept.contains(LINES)) {
      StreamingOutput lines = out -> stream(backtest, out);
      return Response.ok(lines).type(LINES).build();
    }
    try {
      return Response.ok(backtest.run(progress -> {})).type(MediaType.APPLICATION_JSON).build();
    } catch (KafkaException e) {
      throw Problem.of(503, "The articles cannot be read at the moment: " + e.getMessage())
          .exception();
    }
  }

  private static double minScore(@Nullable Double written) {
    double minScore = written == null ? 0 : written;
    if (!(minScore >= 0 && minScore <= 1)) {
      throw Problem.field("minScore", "is not between 0 and 1").exception();
    }
    return minScore;
  }

  private static Subscription.Story story(@Nullable String written) {
    return switch (written) {
      case null -> Subscription.Story.once;
      case "once" -> Subscription.Story.once;
      case "each" -> Subscription.Story.each;
      default -> throw Problem.field("story", "is neither 'once' nor 'each'").exception();
    };
  }

  private static void stream(Backtest backtest, OutputStream out) throws IOException {
    try {
      line(out, backtest.run(progress -> line(out, progress)));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (KafkaException e) {
      throw new IOException("the topic cannot be read: " + e.getMessage(), e);
    }
  }

  private static void line(OutputStream out, Object value) {
    try {
      out.write(EventJson.write(value));
      out.write('\n');
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
