package tocsin.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tocsin.ingest.Press.Answer;
import tocsin.testing.TestServers;

/// The service and a hub that tells it what is new.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(HubAddress.class)
class WebSubIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  @ConfigProperty(name = "tocsin.topic-prefix")
  String prefix;

  @TestHTTPResource URI service;

  private final String path = "/" + UUID.randomUUID();
  private Press press;
  private Hub hub;

  @BeforeEach
  void open() throws IOException {
    press = new Press(ConfigProvider.getConfig().getValue("press.address", String.class));
    hub =
        new Hub(
            ConfigProvider.getConfig().getValue("hub.address", String.class), service.getPort());
  }

  @AfterEach
  void close() {
    press.close();
    hub.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha1", "sha256", "sha384", "sha512"})
  void delivery_signed_isPublishedAndMakesPollsRare(String method) {
    var id = register(rss(item("a")));
    var request = awaitLive(id);
    assertThat(request.callback().toString()).startsWith(HubAddress.PUBLIC_URL + "/hub/");
    assertThat(request.callback().getPath().length()).isGreaterThan("/hub/".length() + 40);
    assertThat(request.form().get("hub.secret")).hasSizeBetween(40, 199);
    assertThat(hub.confirmed()).containsOnly(true);

    awaitRarelyPolled(id);
    assertThat(hub.delivers(request, rss(item("b")), method)).isEqualTo(204);
    assertThat(hub.delivers(request, rss(item("b")), method)).isEqualTo(204);
    try (var topic = new FetchedTopic(brokers, prefix + "articles-fetched")) {
      assertThat(topic.of(id, 2)).hasSize(2);
    }
    var feed = feed(id);
    assertThat(feed.getLong("items")).isEqualTo(2);
    assertThat(feed.getLong("push.deliveries")).isEqualTo(2);
    assertThat(feed.getString("push.status")).isEqualTo("live");
  }

  /// Else a hub that tells something now and then keeps off the polls that find what it leaves out.
  @Test
  void delivery_leavesTheNextPollWhereItWas() {
    var id = register(rss(item("a")));
    var request = awaitLive(id);
    awaitRarelyPolled(id);
    var next = feed(id).getString("nextPoll");
    assertThat(hub.delivers(request, rss(item("b")), "sha256")).isEqualTo(204);
    assertThat(feed(id).getLong("items")).isEqualTo(2);
    assertThat(feed(id).getString("nextPoll")).isEqualTo(next);
  }

  @Test
  void delivery_ofAFeedThatIsGone_isRead_andThePollsStayAtAnEnd() {
    var id = register(rss(item("a")));
    var request = awaitLive(id);
    press.prints(path, Answer.status(410));
    given(operator()).post("/api/feeds/{id}/poll", id).then().statusCode(202);
    await().atMost(SOON).until(() -> feed(id).getString("status").equals("gone"));
    assertThat(hub.delivers(request, rss(item("b")), "sha256")).isEqualTo(204);
    assertThat(feed(id).getLong("items")).isEqualTo(2);
    assertThat(feed(id).getString("nextPoll")).isNull();
  }

  @Test
  void delivery_wronglySigned_isAnsweredAndIgnored() {
    var id = register(rss(item("a")));
    var request = awaitLive(id);
    var forged = rss(item("forged"));
    assertThat(hub.delivers(request, forged, "sha256", "sha256=" + "0".repeat(64))).isEqualTo(204);
    assertThat(hub.delivers(request, forged, "md5", "md5=00")).isEqualTo(204);
    assertThat(hub.delivers(request, forged, "", "nonsense")).isEqualTo(204);
    assertThat(feed(id).getLong("push.rejected")).isEqualTo(3);
    assertThat(feed(id).getLong("items")).isEqualTo(1);
  }

  @Test
  void delivery_unreadable_leadsToAPoll() {
    var id = register(rss(item("a")));
    var request = awaitLive(id);
    press.prints(path, Answer.feed(rss(item("a"), item("b"))));
    assertThat(hub.delivers(request, "<html>", "sha1")).isEqualTo(204);
    await().atMost(SOON).until(() -> feed(id).getLong("items") == 2);
  }

  @Test
  void verification_ofWhatWasNotAsked_isRefused() {
    var id = register(rss(item("a")));
    var request = awaitLive(id);
    var query = Map.of("hub.topic", request.topic(), "hub.challenge", "<script>");
    assertThat(hub.call(request, with(query, "hub.mode", "unsubscribe")).statusCode())
        .isEqualTo(404);
    assertThat(hub.call(request, with(query, "hub.mode", "subscribe")).statusCode()).isEqualTo(404);
    assertThat(hub.call(request, with(query, "hub.mode", "other")).statusCode()).isEqualTo(404);
    assertThat(hub.call(request, Map.of("hub.challenge", "x")).statusCode()).isEqualTo(400);
    var elsewhere = new Hub.Request(Map.of("hub.callback", HubAddress.PUBLIC_URL + "/hub/guessed"));
    assertThat(hub.call(elsewhere, with(query, "hub.mode", "subscribe")).statusCode())
        .isEqualTo(404);
  }

  @Test
  void lease_isRenewedBeforeItsEnd() {
    hub.grants(5);
    var id = register(rss(item("a")));
    awaitLive(id);
    await().atMost(SOON).until(() -> hub.asked(press.url(path)).size() >= 3);
    assertThat(hub.asked(press.url(path)))
        .extracting(Hub.Request::callback)
        .containsOnly(hub.asked(press.url(path)).getFirst().callback());
    assertThat(hub.confirmed()).containsOnly(true);
  }

  @Test
  void hub_thatDenies_leavesTheFeedToPolls() {
    var id = register(rss(item("a")));
    var request = awaitLive(id);
    hub.call(
        request,
        Map.of("hub.mode", "denied", "hub.topic", request.topic(), "hub.reason", "too many"));
    assertThat(feed(id).getString("push.status")).isEqualTo("denied");
    assertThat(feed(id).getString("push.lastError")).contains("too many");
    awaitPolled(id);
  }

  @Test
  void hub_thatIsDead_leavesTheFeedToPolls() {
    hub.answers(503);
    var id = register(rss(item("a")));
    await().atMost(SOON).until(() -> hub.asked(press.url(path)).size() >= 2);
    await().atMost(SOON).until(() -> feed(id).getString("push.lastError") != null);
    assertThat(feed(id).getString("push.status")).isEqualTo("waiting");
    assertThat(feed(id).getString("push.lastError")).contains("503");
    awaitPolled(id);
  }

  @Test
  void hub_thatIsSilent_isDoubtedUntilItTellsAgain() {
    var id = register(rss(item("a")));
    var request = awaitLive(id);
    press.prints(path, Answer.feed(rss(item("a"), item("untold"))));
    given(operator()).post("/api/feeds/{id}/poll", id).then().statusCode(202);
    await().atMost(SOON).until(() -> "doubted".equals(feed(id).getString("push.status")));
    awaitPolled(id);
    hub.delivers(request, "<html>", "sha256");
    assertThat(feed(id).getString("push.status")).isEqualTo("doubted");
    hub.delivers(request, rss(item("told")), "sha256");
    assertThat(feed(id).getString("push.status")).isEqualTo("live");
    assertThat(feed(id).getLong("items")).isEqualTo(3);
  }

  @Test
  void feed_removed_isUnsubscribed() {
    var id = register(rss(item("a")));
    var request = awaitLive(id);
    given(operator()).delete("/api/feeds/{id}", id).then().statusCode(204);
    await()
        .atMost(SOON)
        .until(() -> hub.asked(press.url(path)).getLast().mode().equals("unsubscribe"));
    await().atMost(SOON).until(() -> hub.delivers(request, rss(item("b")), "sha256") == 404);
    assertThat(hub.confirmed()).containsOnly(true);
  }

  @Test
  void feed_thatNamesItsHubInHeaders_isSubscribed() {
    press.prints(
        path,
        Answer.feed(plain(item("a")))
            .with(
                "Link", "<%s>; rel=\"hub\", <%s>; rel=self".formatted(hub.url(), press.url(path))));
    awaitLive(registered());
  }

  private static Map<String, String> with(Map<String, String> query, String name, String value) {
    var more = new java.util.HashMap<>(query);
    more.put(name, value);
    return more;
  }

  /// The request by which it became live.
  private Hub.Request awaitLive(String id) {
    await().atMost(SOON).until(() -> "live".equals(feed(id).getString("push.status")));
    return hub.asked(press.url(path)).getLast();
  }

  /// The lease ends after ten minutes.
  private static void awaitRarelyPolled(String id) {
    await()
        .atMost(SOON)
        .until(() ->
            Instant.parse(feed(id).getString("nextPoll"))
                .isAfter(Instant.now().plus(Duration.ofMinutes(8))));
  }

  /// Twice from now on.
  private void awaitPolled(String id) {
    int before = press.asked(path).size();
    await().atMost(SOON).until(() -> press.asked(path).size() >= before + 2);
  }

  private String register(String document) {
    press.prints(path, Answer.feed(document));
    return registered();
  }

  private String registered() {
    return given(operator())
        .body(Map.of("url", press.url(path)))
        .post("/api/feeds")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static JsonPath feed(String id) {
    return given(operator()).get("/api/feeds/{id}", id).jsonPath();
  }

  private static RequestSpecification operator() {
    return given()
        .header("Authorization", "Bearer " + TestServers.ADMIN_TOKEN)
        .contentType(ContentType.JSON);
  }

  private static String item(String guid) {
    return "<item><guid isPermaLink=\"false\">%1$s</guid><title>%1$s</title></item>"
        .formatted(guid);
  }

  private String rss(String... items) {
    return plain(
        "<atom:link rel=\"hub\" href=\"%s\"/><atom:link rel=\"self\" href=\"%s\"/>"
                .formatted(hub.url(), press.url(path))
            + String.join("", items));
  }

  private static String plain(String content) {
    return "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel><title>Press</title>"
        + content
        + "</channel></rss>";
  }
}
