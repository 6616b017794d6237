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
import org.jspecify.annotations.Nullable;
import tocsin.alert.account.Callers;
import tocsin.alert.subscription.Drafts;
import tocsin.edge.problem.Problem;
import tocsin.events.TaggedArticle;

/// `GET /api/history`: tagged articles straight from the topic, streamed as they are read, in the
/// order in which they were tagged or published.
@Path("/api/history")
@RunOnVirtualThread
public class HistoryResource {
  private static final Duration DAY = Duration.ofDays(1);

  private final Chronicle chronicle;
  private final Drafts drafts;
  private final Callers callers;
  private final InstantSource clock;

  /// The topic that is read.
  public record TopicName(String name) {}

  public HistoryResource(Chronicle chronicle, Drafts drafts, Callers callers, InstantSource clock) {
    this.chronicle = chronicle;
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
    var time = by(by);
    var shape =
        switch (format) {
          case "ndjson" -> Shape.ndjson;
          case "csv" -> Shape.csv;
          default -> throw Problem.field("format", "is neither 'ndjson' nor 'csv'").exception();
        };
    var asked =
        new Chronicle.Asked(
            time, range, query == null || query.isBlank() ? null : drafts.query("query", query));
    StreamingOutput lines = out -> stream(asked, shape, out);
    return Response.ok(lines).type(shape.type).build();
  }

  /// @throws tocsin.edge.problem.ProblemException 400 where it is neither
  public static Chronicle.By by(String written) {
    return switch (written) {
      case "tagged" -> Chronicle.By.tagged;
      case "published" -> Chronicle.By.published;
      default -> throw Problem.field("by", "is neither 'tagged' nor 'published'").exception();
    };
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

  private void stream(Chronicle.Asked asked, Shape shape, OutputStream out) throws IOException {
    try {
      var span = chronicle.span(asked);
      shape.begin(out);
      chronicle.read(
          asked,
          span.begin(),
          span.end(),
          step -> {
            if (step.found() != null) {
              shape.write(step.found().json(), step.found().article(), out);
            }
            return true;
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (TopicAway e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
