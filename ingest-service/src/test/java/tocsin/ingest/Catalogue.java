package tocsin.ingest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import tocsin.testing.TestServers;

/// The catalogue of feeds as its operator asks it.
final class Catalogue {
  private Catalogue() {}

  static void forget(String host, int feeds) {
    given(operator())
        .body(Map.of("action", "remove", "host", host))
        .post("/api/feeds/bulk")
        .then()
        .body("feeds", equalTo(feeds));
  }

  static ValidatableResponse feed(String id) {
    return given(operator()).get("/api/feeds/{id}", id).then().statusCode(200);
  }

  static RequestSpecification operator() {
    return given()
        .header("Authorization", "Bearer " + TestServers.ADMIN_TOKEN)
        .contentType(ContentType.JSON);
  }

  /// What comes of an OPML list.
  static ValidatableResponse imported(String list) {
    return given(operator()).contentType("text/x-opml").body(list).post("/api/feeds/opml").then();
  }
}
