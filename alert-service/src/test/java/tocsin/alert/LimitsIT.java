package tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tocsin.alert.sql.Sql;
import tocsin.testing.TestServers;

/// How many of a thing one may have, or try, also of many at once.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(Sinks.class)
class LimitsIT extends AtADesk {
  @Test
  void wrongTokens_byTheThousandAtOnce_areRefused() throws Exception {
    clock.ahead(Duration.ofDays(200));
    var sent = new AtomicInteger();
    var statuses =
        statuses(
            1_000,
            () -> {
              int i = sent.incrementAndGet();
              return Desk.as(i % 2 == 0 ? "wrong" + i : "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.")
                  .get("/api/alerts");
            });
    assertThat(statuses).isEqualTo(Map.of(401, 20L, 429, 980L));
  }

  @Test
  void subscriptions_beyondAThousand_areRefused_alsoOfManyAtOnce() throws Exception {
    var token = desk.subscriber("ada");
    var id = desk.subscribe(token, Desk.email()).getString("id");
    Sql.on(pool)
        .run(
            """
            INSERT INTO subscription (id, subscriber, name, query, channel, schedule, time_zone, min_score, story, unsubscribe,
              feed, links, created)
            SELECT id || n, subscriber, name, query, channel, schedule, time_zone, min_score, story, unsubscribe || n, feed || n,
              links, created
            FROM subscription, generate_series(1, 989) AS n WHERE id = $1\
            """,
            id);
    var body = Map.of("name", "One more", "query", "theme:safety", "channel", Desk.email());
    assertThat(statuses(40, () -> Desk.as(token).body(body).post("/api/subscriptions")))
        .isEqualTo(Map.of(201, 10L, 429, 30L));
    Desk.as(token)
        .body(body)
        .post("/api/subscriptions")
        .then()
        .statusCode(429)
        .body("detail", containsString("1000"));
  }

  @Test
  void tokens_beyondAHundred_areRefused_alsoOfManyAtOnce() throws Exception {
    var token = desk.subscriber("ada");
    Sql.on(pool)
        .run(
            """
            INSERT INTO api_token (id, token_hash, subscriber, name, created)
            SELECT t.id || n, t.token_hash || n, t.subscriber, t.name, t.created
            FROM api_token t JOIN subscriber s ON s.id = t.subscriber, generate_series(1, 89) AS n WHERE s.email = $1\
            """,
            desk.address("ada"));
    var body = Map.of("name", "one more");
    assertThat(statuses(40, () -> Desk.as(token).body(body).post("/api/tokens")))
        .isEqualTo(Map.of(201, 10L, 429, 30L));
    Desk.as(token)
        .body(body)
        .post("/api/tokens")
        .then()
        .statusCode(429)
        .body("detail", containsString("100 tokens"));
    String first = Desk.as(token).get("/api/tokens").then().extract().path("items[5].id");
    Desk.as(token).delete("/api/tokens/" + first).then().statusCode(204);
    Desk.as(token).body(body).post("/api/tokens").then().statusCode(201);
  }

  /// How often each status was the answer to requests that are sent at once.
  private static Map<Integer, Long> statuses(int count, Callable<Response> request)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newFixedThreadPool(20)) {
      var answers = threads.invokeAll(Collections.nCopies(count, request));
      Map<Integer, Long> statuses = new HashMap<>();
      for (var answer : answers) {
        statuses.merge(answer.get().statusCode(), 1L, Long::sum);
      }
      return statuses;
    }
  }
}
