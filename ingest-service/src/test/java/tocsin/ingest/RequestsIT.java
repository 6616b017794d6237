package tocsin.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static tocsin.ingest.Catalogue.operator;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tocsin.testing.TestServers;

/// Requests that cannot be read: each is told what is wrong, and where.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(PressAddress.class)
class RequestsIT {
  @TestHTTPResource("/")
  URI httpUrl;

  @Test
  void bodies_withTextThatCannotBeStored_nameTheField() {
    for (var bad :
        Map.of(
                "ids[0]", "{\"action\": \"poll\", \"ids\": [\"a\\u0000\"]}",
                "host", "{\"action\": \"poll\", \"host\": \"\\u0000\"}",
                "change.title", "{\"action\": \"change\", \"change\": {\"title\": \"\\ud800\"}}",
                "change.headers.a",
                    "{\"action\": \"change\", \"change\": {\"headers\": {\"a\": \"\\u0000\"}}}")
            .entrySet()) {
      given(operator())
          .body(bad.getValue())
          .post("/api/feeds/bulk")
          .then()
          .statusCode(400)
          .body("errors.field", equalTo(List.of(bad.getKey())));
    }
  }

  @Test
  void bodies_thatAreNotTheJsonExpected_areRefusedInItsWords() {
    given(operator())
        .body("[1]")
        .post("/api/feeds")
        .then()
        .statusCode(400)
        .body("detail", containsString("is no JSON object"))
        .body("detail", not(containsString("FeedRequest")));
    for (var bad : List.of("{} {}", "{\"url\": 1, \"url\": 2}", "{\"url\": NaN}")) {
      given(operator())
          .body(bad)
          .post("/api/feeds")
          .then()
          .statusCode(400)
          .contentType("application/problem+json")
          .body("detail", not(containsString("Feature")));
    }
    given(operator())
        .body("{}")
        .post("/api/feeds/opml")
        .then()
        .statusCode(415)
        .body("detail", containsString("text/x-opml"));
  }

  @Test
  void query_valueThatIsNoNumber_namesTheParameter() {
    for (var limit : List.of("abc", "1e9", "99999999999999")) {
      given(operator())
          .queryParam("limit", limit)
          .get("/api/feeds")
          .then()
          .statusCode(400)
          .body("errors.field", equalTo(List.of("limit")));
    }
    given(operator()).get("/api/nothing?limit=abc").then().statusCode(404);
  }

  @Test
  void request_largerThanIsTaken_isToldSo() throws IOException {
    assertThat(raw("POST /api/feeds HTTP/1.1", "Content-Length: 3000000"))
        .startsWith("HTTP/1.1 413 ")
        .contains("application/problem+json", "larger than this service takes");
  }

  /// What the server answers until it closes the connection.
  private String raw(String... head) throws IOException {
    try (var socket = new Socket("localhost", httpUrl.getPort())) {
      socket.setSoTimeout(20_000);
      var request = String.join("\r\n", head) + "\r\nHost: localhost\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
