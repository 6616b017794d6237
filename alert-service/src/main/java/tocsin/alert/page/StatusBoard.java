package tocsin.alert.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.mutiny.sqlclient.Pool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the status page shows, without anybody's personal data.
public final class StatusBoard {
  private final Pool pool;
  private final Optional<URI> ingest;
  private final String adminToken;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final ObjectMapper json = new ObjectMapper();

  public StatusBoard(Pool pool, Optional<URI> ingest, String adminToken) {
    this.pool = pool;
    this.ingest = ingest;
    this.adminToken = adminToken;
  }

  /// A feed as ingest tells of it.
  public record FeedLine(
      String title,
      String status,
      String lastError,
      String lastSuccess,
      String nextPoll,
      long items) {}

  /// How many deliveries are in a status.
  public record Count(String status, long count) {}

  /// An attempt without its address.
  public record AttemptLine(String time, String channel, String outcome, String reason) {}

  /// @throws IOException where ingest does not answer
  public List<FeedLine> feeds() throws IOException, InterruptedException {
    if (ingest.isEmpty()) {
      return List.of();
    }
    var request =
        HttpRequest.newBuilder(ingest.get().resolve("/api/feeds?limit=100"))
            .header("Authorization", "Bearer " + adminToken)
            .timeout(Duration.ofSeconds(3))
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("ingest answered " + answer.statusCode());
    }
    List<FeedLine> feeds = new ArrayList<>();
    for (var feed : json.readTree(answer.body()).path("items")) {
      var title = text(feed, "title");
      feeds.add(
          new FeedLine(
              title.isEmpty() ? text(feed, "url") : title,
              text(feed, "status"),
              text(feed, "lastError"),
              time(feed, "lastSuccess"),
              time(feed, "nextPoll"),
              feed.path("items").asLong()));
    }
    return feeds;
  }

  public long articles() {
    for (var row : pool.query("SELECT count(*) AS n FROM article").executeAndAwait()) {
      return row.getLong("n");
    }
    return 0;
  }

  public List<Count> deliveries() {
    List<Count> counts = new ArrayList<>();
    pool.query("SELECT status, count(*) AS n FROM delivery GROUP BY status ORDER BY status")
        .executeAndAwait()
        .forEach(row -> counts.add(new Count(row.getString("status"), row.getLong("n"))));
    return counts;
  }

  public List<AttemptLine> attempts() {
    List<AttemptLine> lines = new ArrayList<>();
    pool.query(
            """
            SELECT a.time, d.channel, a.outcome, a.reason FROM attempt a JOIN delivery d ON d.id = a.delivery
            ORDER BY a.time DESC LIMIT 20\
            """)
        .executeAndAwait()
        .forEach(row ->
            lines.add(
                new AttemptLine(
                    Times.written(row.getOffsetDateTime("time").toInstant()),
                    row.getString("channel"),
                    row.getString("outcome"),
                    row.getString("reason"))));
    return lines;
  }

  private static String time(JsonNode node, String field) {
    var written = text(node, field);
    return written.isEmpty() ? "" : Times.written(Instant.parse(written));
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText("");
  }
}
