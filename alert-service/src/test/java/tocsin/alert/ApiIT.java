package tocsin.alert;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tocsin.testing.TestServers;

/// What every route must withstand, asked of every route that the OpenAPI document names.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(Sinks.class)
class ApiIT extends AtADesk {
  private static final String ADMIN = TestServers.ADMIN_TOKEN;

  /// Routes whose address is the key: who knows it may.
  private static final List<String> BY_ADDRESS =
      List.of("/alerts/{token}", "/unsubscribe/{token}", "/feeds/{token}.atom", "/inbox/{name}");

  @TestHTTPResource("/")
  URL base;

  /// An operation of the OpenAPI document.
  ///
  /// @param parameters of the query
  private record Operation(String method, String path, List<String> parameters) {
    boolean names(String parameter) {
      return parameters.contains(parameter);
    }
  }

  private static List<Operation> operations() {
    Map<String, Map<String, Map<String, Object>>> paths =
        given()
            .queryParam("format", "json")
            .get("/q/openapi")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getMap("paths");
    List<Operation> operations = new ArrayList<>();
    paths.forEach((path, methods) ->
        methods.forEach((method, what) -> {
          List<Map<String, Object>> parameters = new ArrayList<>();
          if (what.get("parameters") instanceof List<?> list) {
            list.forEach(p -> parameters.add(asMap(p)));
          }
          operations.add(
              new Operation(
                  method.toUpperCase(Locale.ROOT),
                  path,
                  parameters.stream()
                      .filter(p -> "query".equals(p.get("in")))
                      .map(p -> String.valueOf(p.get("name")))
                      .toList()));
        }));
    return operations;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> asMap(Object value) {
    return (Map<String, Object>) value;
  }

  private static List<Operation> api() {
    return operations().stream().filter(o -> o.path().startsWith("/api/")).toList();
  }

  @Test
  void document_namesEveryRouteThereIs() {
    var documented =
        operations().stream().map(o -> o.method() + " " + o.path()).collect(Collectors.toSet());
    var there = new TreeSet<String>();
    for (JavaClass resource :
        new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages("tocsin.alert")) {
      if (resource.isAnnotatedWith(Path.class)) {
        var root = resource.getAnnotationOfType(Path.class).value();
        for (JavaMethod route : resource.getMethods()) {
          route.getAnnotations().stream()
              .flatMap(a -> a.getRawType().tryGetAnnotationOfType(HttpMethod.class).stream())
              .forEach(method -> there.add(method.value() + " " + path(root, route)));
        }
      }
    }
    assertThat(there).hasSizeGreaterThan(40).isEqualTo(new TreeSet<>(documented));
  }

  private static String path(String root, JavaMethod route) {
    var own = route.tryGetAnnotationOfType(Path.class).map(Path::value).orElse("");
    var whole = ("/" + root + "/" + own).replaceAll("/+", "/");
    return whole.length() > 1 ? whole.replaceAll("/$", "") : whole;
  }

  @Test
  void everyRouteWithAnId_ofAnothersThing_saysThatItIsNotThere() {
    var owner = desk.subscriber("owner");
    var subscription = desk.subscribe(owner, desk.hook()).getString("id");
    desk.publish("The first");
    var delivery = desk.delivery(owner, subscription, "delivered");
    String token = Desk.as(owner).get("/api/tokens").then().extract().path("items[0].id");
    String replay =
        Desk.as(Desk.analyst("owner-" + desk.run))
            .body(Map.of())
            .post("/api/replays")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    String recovery =
        Desk.as(owner)
            .body(Map.of("since", "2026-01-01T00:00:00Z"))
            .post("/api/subscriptions/" + subscription + "/recover")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    var ids =
        Map.of(
            "/api/subscriptions/{id}", subscription,
            "/api/alerts/{id}", delivery.getString("items[0].alerts[0]"),
            "/api/deliveries/{id}", delivery.getString("items[0].id"),
            "/api/tokens/{id}", token,
            "/api/replays/{id}", replay);
    var stranger = desk.subscriber("stranger");
    var strangeAnalyst = Desk.analyst("stranger-" + desk.run);
    int asked = 0;
    for (var operation : operations()) {
      var path = operation.path();
      if (!path.contains("{") || BY_ADDRESS.stream().anyMatch(path::startsWith)) {
        continue;
      }
      var thing = path.substring(0, path.indexOf('}') + 1);
      assertThat(ids).as("say here whose thing %s is", thing).containsKey(thing);
      var as = thing.equals("/api/replays/{id}") ? strangeAnalyst : stranger;
      Desk.as(as)
          .body(Map.of("since", "2026-01-01T00:00:00Z", "name", "x", "query", "theme:safety"))
          .request(
              operation.method(),
              path.replace("{id}", String.valueOf(ids.get(thing))).replace("{recovery}", recovery))
          .then()
          .statusCode(404);
      asked++;
    }
    assertThat(asked).isGreaterThanOrEqualTo(15);
    Desk.as(owner).get("/api/subscriptions/" + subscription).then().statusCode(200);
    Desk.as(owner).get("/api/tokens").then().body("items[0].id", equalTo(token));
    Desk.as(ADMIN).get("/api/replays/" + replay).then().body("state", equalTo("running"));

    for (var operation : api()) {
      if (operation.names("subscription")) {
        var answer =
            Desk.as(stranger)
                .queryParam("subscription", subscription)
                .queryParam("article", "any")
                .request(operation.method(), operation.path());
        if (answer.statusCode() != 404) {
          assertThat(answer.jsonPath().getList("items")).as(operation.path()).isEmpty();
        }
      }
    }
  }

  @Test
  void everyRouteOfTheApi_withoutAToken_isClosed() {
    var open = List.of("POST /api/subscribers", "POST /api/subscribers/confirm");
    for (var operation : api()) {
      if (!open.contains(operation.method() + " " + operation.path())) {
        given()
            .contentType("application/json")
            .body("{}")
            .request(operation.method(), operation.path().replaceAll("\\{\\w+}", "any"))
            .then()
            .statusCode(401);
      }
    }
  }

  @Test
  void everyRoute_givenWhatIsNoJson_saysSoWithoutATrace() {
    var token = desk.subscriber("ada");
    for (var operation : api()) {
      if (operation.method().matches("POST|PUT")) {
        var answer =
            Desk.as(operation.path().startsWith("/api/replays") ? ADMIN : token)
                .body("{\"name\": [}")
                .request(operation.method(), operation.path().replaceAll("\\{\\w+}", "any"));
        assertThat(answer.statusCode()).as(operation.path()).isBetween(400, 499);
        assertThat(answer.contentType()).contains("application/problem+json");
        assertThat(answer.asString()).doesNotContain("Exception").doesNotContain("tocsin.alert");
      }
    }
  }

  @Test
  void everyRoute_givenACharacterThatNoTextHolds_refusesIt() {
    for (var operation : operations()) {
      given()
          .urlEncodingEnabled(false)
          .contentType("application/json")
          .header("Authorization", "Bearer " + ADMIN)
          .body("{\"query\": \"\\\"a\\u0000\\\"\"}")
          .request(
              operation.method(), operation.path().replaceAll("\\{\\w+}", "%00") + "?cursor=%00")
          .then()
          .statusCode(400);
    }
    for (var route : List.of("/api/replays", "/api/subscriptions/preview")) {
      Desk.as(ADMIN)
          .body("{\"query\": \"\\\"a\\u0000\\\"\"}")
          .post(route)
          .then()
          .statusCode(400)
          .body("detail", containsString("U+0000"));
    }
  }

  @Test
  void everyRouteThatTakesABody_refusesOneOfTenMegabytes() throws IOException {
    for (var operation : api()) {
      if (operation.method().matches("POST|PUT")) {
        assertThat(statusOfALargeBody(operation)).as(operation.path()).isEqualTo(413);
      }
    }
  }

  /// What is answered before any of it is sent.
  private int statusOfALargeBody(Operation operation) throws IOException {
    try (var socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout(10_000);
      var head =
          "%s %s HTTP/1.1\r\nHost: %s:%d\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: 10000000\r\n\r\n"
              .formatted(
                  operation.method(),
                  operation.path().replaceAll("\\{\\w+}", "any"),
                  base.getHost(),
                  base.getPort(),
                  ADMIN);
      socket.getOutputStream().write(head.getBytes(US_ASCII));
      socket.getOutputStream().flush();
      var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      return Integer.parseInt(String.valueOf(answer.readLine()).split(" ")[1]);
    }
  }

  @Test
  void everyList_refusesAPageOfAMillion() {
    var token = desk.subscriber("ada");
    var lists = api().stream().filter(o -> o.names("limit")).toList();
    assertThat(lists).hasSizeGreaterThanOrEqualTo(5);
    for (var list : lists) {
      Desk.as(list.path().startsWith("/api/replays") ? ADMIN : token)
          .queryParam("limit", 1_000_000)
          .request(list.method(), list.path())
          .then()
          .statusCode(400)
          .body("errors[0].field", equalTo("limit"));
    }
  }

  @Test
  void fieldsThatAreNotTheCallersToSet_areLeftOut() {
    var token = desk.subscriber("ada");
    var other = desk.subscriber("eve");
    String eve = Desk.as(other).get("/api/subscribers/me").then().extract().path("id");
    var secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    Map<String, Object> smuggled =
        Map.of(
            "id",
            "mine",
            "owner",
            eve,
            "subscriber",
            eve,
            "subscriberId",
            eve,
            "state",
            "disabled",
            "verified",
            true,
            "secret",
            secret,
            "attempts",
            List.of(),
            "created",
            "2000-01-01T00:00:00Z");
    var created = desk.subscribe(token, desk.hook(), smuggled);
    var id = created.getString("id");
    assertThat(id).isNotEqualTo("mine");
    assertThat(created.getString("state")).isEqualTo("active");
    assertThat(created.getString("created")).doesNotStartWith("2000");
    assertThat(created.getString("channel.secret")).isNotEqualTo(secret);

    Map<String, Object> body = new HashMap<>(smuggled);
    body.putAll(Map.of("name", "Renamed", "query", "source:" + desk.host, "channel", desk.hook()));
    Desk.as(token)
        .body(body)
        .put("/api/subscriptions/" + id)
        .then()
        .statusCode(200)
        .body("id", equalTo(id))
        .body("state", equalTo("active"))
        .body("$", not(hasKey("subscriber")));
    Desk.as(other).get("/api/subscriptions").then().body("items.size()", equalTo(0));
    Desk.as(token).get("/api/subscriptions").then().body("items.size()", equalTo(1));
  }

  @Test
  void fieldsThatAreMisspelt_areNamed() {
    Desk.as(desk.subscriber("ada"))
        .body(
            Map.of(
                "name", "x", "query", "theme:safety", "channel", Desk.email(), "timezone", "UTC"))
        .post("/api/subscriptions")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("timezone"))
        .body("detail", equalTo("timezone: is not known; did you mean timeZone?"));
  }

  @Test
  void whatIsTheOperatorsOrTheAnalysts_isClosedToASubscriber() {
    var token = desk.subscriber("ada");
    Desk.as(token)
        .body(Map.of("email", desk.address("friend"), "confirmed", true))
        .post("/api/subscribers")
        .then()
        .statusCode(403);
    for (var operation : api()) {
      if (operation.path().startsWith("/api/replays")) {
        Desk.as(token)
            .body(Map.of())
            .request(operation.method(), operation.path().replaceAll("\\{\\w+}", "any"))
            .then()
            .statusCode(403);
      }
    }
    var analyst = Desk.analyst("ada-" + desk.run);
    for (var operation : api()) {
      var path = operation.path();
      if (path.startsWith("/api/tokens") || path.startsWith("/api/subscribers/me")) {
        Desk.as(analyst)
            .body(Map.of("name", "x"))
            .request(operation.method(), path.replaceAll("\\{\\w+}", "any"))
            .then()
            .statusCode(403);
      }
    }
  }

  @Test
  void subscriptions_arePagedByCursor_alsoWhereTheLastOfAPageIsDeleted() {
    var token = desk.subscriber("ada");
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(desk.subscribe(token, Desk.email()).getString("id"));
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      var page =
          Desk.as(token)
              .get("/api/subscriptions?limit=2&cursor=" + cursor)
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      seen.addAll(page.getList("items.id"));
      cursor = page.getString("next");
      if (seen.size() == 2) {
        Desk.as(token).delete("/api/subscriptions/" + seen.getLast()).then().statusCode(204);
      }
    }
    assertThat(seen).isEqualTo(all);
    for (var none : List.of("never", "-1", all.getFirst(), "18446744073709551615")) {
      Desk.as(token)
          .get("/api/subscriptions?cursor=" + none)
          .then()
          .statusCode(400)
          .body("errors[0].field", equalTo("cursor"));
    }
  }

  @Test
  void query_thatLooksLikeAnExpensivePattern_isAnOrdinaryPhrase() {
    var token = desk.subscriber("ada");
    Desk.as(token)
        .body(Map.of("query", "\"(a+)+$\" AND theme:safety"))
        .post("/api/subscriptions/preview")
        .then()
        .statusCode(oneOf(200, 400));
  }
}
