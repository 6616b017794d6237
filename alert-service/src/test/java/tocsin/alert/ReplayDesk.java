package tocsin.alert;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static tocsin.alert.Desk.as;

import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tocsin.testing.Hook;
import tocsin.testing.TestServers;

/// What the tests of replays do over and over: publish, replay, and see what arrived.
final class ReplayDesk {
  static final String ADMIN = TestServers.ADMIN_TOKEN;

  private final Newsroom news;

  ReplayDesk(Newsroom news) {
    this.news = news;
  }

  void publish(int articles) {
    for (int i = 0; i < articles; i++) {
      news.send(
          news.chips("n" + i, "Text " + i + " about number" + i + " of rare" + i + " things"));
    }
    news.taken();
  }

  List<String> ids(int articles) {
    return IntStream.range(0, articles).mapToObj(i -> news.run + "n" + i).toList();
  }

  String path(String name) {
    return "/" + news.run + "/" + name;
  }

  /// Of what the newsroom published today, to an endpoint.
  JsonPath toHook(String token, String name, Map<String, Object> more) {
    Map<String, Object> body =
        new HashMap<>(
            Map.of(
                "query",
                "source:" + news.host,
                "channel",
                Map.of("type", "webhook", "url", Sinks.hooks().url(path(name)))));
    body.putAll(more);
    return begin(token, body);
  }

  static JsonPath begin(String token, Map<String, Object> body) {
    return as(token)
        .body(body)
        .post("/api/replays")
        .then()
        .statusCode(201)
        .header("Location", containsString("/api/replays/"))
        .extract()
        .jsonPath();
  }

  static JsonPath of(String id) {
    return as(ADMIN).get("/api/replays/" + id).then().statusCode(200).extract().jsonPath();
  }

  static JsonPath until(String id, String state) {
    await().atMost(30, SECONDS).until(() -> of(id).getString("state").equals(state));
    return of(id);
  }

  List<Hook> hooks(String name) {
    return Sinks.hooks().received(path(name));
  }

  static List<String> articles(List<Hook> hooks) {
    return hooks.stream().map(h -> new JsonPath(h.body()).getString("data.articleId")).toList();
  }
}
