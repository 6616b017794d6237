package tocsin.ingest;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import tocsin.testing.TestServers;

/// The service against a server that does everything wrong that servers do.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(HostileServers.class)
class HostileServerIT {
  private static final int ENOUGH_POLLS = 4;

  /// Of feeds whose items could be taken for others.
  private static final int MANY_POLLS = 100;

  /// Items once enough polls were made; `-` where the feed cannot be read.
  private static final String EXPECTED =
      """
      /ok 10
      /ok.atom 10
      /ok.json 10
      /cond/etag 10
      /cond/weak 10
      /cond/lm 10
      /cond/both 10
      /cond/etag-noise 10
      /cond/304-unasked -
      /cond/304-with-body -
      /cond/lm-bad 10
      /cond/lm-future 10
      /cond/ignore 10
      /cond/etag-evil 10
      /cond/maxage/4 10
      /redir/301 10
      /redir/302 10
      /redir/303 10
      /redir/307 10
      /redir/308 10
      /redir/chain/3 10
      /redir/chain/9 -
      /redir/loop-a -
      /redir/endless/1 -
      /redir/to/file -
      /redir/to/metadata -
      /redir/to/localhost -
      /redir/to/v6 -
      /redir/to/v6mapped -
      /redir/to/decimal -
      /redir/to/zero -
      /redir/to/short -
      /redir/to/private -
      /redir/to/gopher -
      /redir/to/js -
      /redir/to/ftp -
      /redir/to/jar -
      /redir/to/userinfo -
      /redir/to/garbage -
      /redir/none -
      /redir/flap 10
      /redir/cookie -
      /status/204 -
      /status/401 -
      /status/404 -
      /status/500 -
      /unauthorized -
      /429/seconds?ra=3 10
      /429/date?ra=3 10
      /503/seconds?ra=3 10
      /503/garbage -
      /503/negative -
      /503/none -
      /fail-then-ok/2 10
      /enc/gzip 10
      /enc/x-gzip 10
      /enc/deflate 10
      /enc/gzip-multi 10
      /enc/identity 10
      /enc/gzip-corrupt -
      /enc/gzip-truncated -
      /enc/lie-gzip -
      /enc/unlabelled-gzip -
      /enc/br -
      /ct/text%2Fplain 10
      /ct/application%2Foctet-stream 10
      /ct/none 10
      /ct/image%2Fpng -
      /ct/video%2Fmp4 -
      /bomb/gzip/100 -
      /bomb/text/60 -
      /bomb/items/3000 2000
      /bomb/infinite -
      /bomb/nest/100000 -
      /bomb/headers/5000 -
      /bomb/header-line/100 -
      /bomb/xml-quadratic -
      /slow/headers/30 -
      /slow/trickle/1 -
      /slow/drip-headers/1 -
      /slow/stall -
      /len/too-big -
      /len/negative -
      /len/huge -
      /len/none 10
      /chunk/ok 10
      /chunk/trailer 10
      /chunk/ext 10
      /chunk/truncated -
      /chunk/bad-size -
      /chunk/huge-size -
      /net/reset -
      /net/reset-mid -
      /net/close -
      /net/garbage -
      /net/http09 -
      /net/100-flood -
      /feed/reorder 10
      /feed/redate 10
      /feed/newguid 10
      /feed/newlink 10
      /feed/newlink-noguid 10
      /feed/edited 10
      /feed/vanish 10
      /feed/backfill 11
      /feed/format-switch 10
      /feed/clock 10
      """;

  @TestHTTPResource(value = "/metrics", management = true)
  String metricsUrl;

  private final List<String> addresses =
      ConfigProvider.getConfig().getValues("hostile.addresses", String.class);
  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, String> servers = new HashMap<>();

  @Test
  void server_whateverItDoes_harmsOnlyItsOwnFeeds() {
    assumeFalse(addresses.getFirst().startsWith("none"), "needs python3 and ../shared/hostile");
    var lines = EXPECTED.lines().map(line -> line.split(" ")).toList();
    lines.forEach(line -> register(line[0]));
    for (var other :
        List.of("/gone", "/feed/gap", "/feed/dupguid", "/feed/flap", "/feed/per-request")) {
      register(other);
    }
    var softly = new SoftAssertions();
    for (var line : lines) {
      check(softly, line[0], line[1]);
    }
    checkCounts(softly);
    checkServers(softly);
    softly.assertAll();
  }

  private void register(String path) {
    var address = addresses.get(ids.size() % addresses.size());
    String id =
        given()
            .header("Authorization", "Bearer " + TestServers.ADMIN_TOKEN)
            .contentType(ContentType.JSON)
            .body(Map.of("url", "http://" + address + path, "pollEvery", "1s"))
            .post("/api/feeds")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    ids.put(path, id);
    servers.put(path, address);
  }

  private void check(SoftAssertions softly, String path, String items) {
    boolean readable = !items.equals("-");
    int enough = path.startsWith("/feed/") ? MANY_POLLS : readable ? ENOUGH_POLLS : 2;
    await().atMost(Duration.ofSeconds(240)).until(() -> polls(path).size() >= enough);
    var feed = feed(path);
    var told = path + ": " + feed.getString("lastError");
    softly
        .assertThat(feed.getLong("items"))
        .as(told)
        .isEqualTo(readable ? Long.parseLong(items) : 0);
    if (readable) {
      softly.assertThat(feed.getString("status")).as(told).isEqualTo("active");
    } else {
      softly.assertThat(feed.getString("status")).as(told).isEqualTo("failing");
      softly.assertThat(feed.getString("lastError")).as(told).isNotBlank();
    }
  }

  /// Feeds whose figures depend on how often they were asked.
  private void checkCounts(SoftAssertions softly) {
    softly.assertThat(feed("/gone").getString("status")).isEqualTo("gone");
    softly.assertThat(stats("/gone").getInt("count")).as("/gone").isEqualTo(1);
    await().atMost(Duration.ofSeconds(60)).until(() -> polls("/feed/flap").size() >= 8);
    softly.assertThat(feed("/feed/flap").getLong("items")).as("/feed/flap").isEqualTo(10);
    for (var growing :
        Map.of("/feed/gap", 20, "/feed/dupguid", 2, "/feed/per-request", 1).entrySet()) {
      var fresh = new ArrayList<Integer>(polls(growing.getKey()));
      softly.assertThat(fresh).as(growing.getKey()).allMatch(growing.getValue()::equals);
    }
    long before = overrunPolls() - 2; // each may be in progress
    var overruns = metric("ingest_window_overruns_total");
    softly.assertThat((long) overruns).as("overruns").isBetween(before, overrunPolls());
    for (var path : List.of("/cond/etag", "/cond/weak", "/cond/lm", "/cond/both")) {
      var seen = stats(path);
      softly.assertThat(seen.getInt("conditional")).as(path).isEqualTo(seen.getInt("count") - 1);
      softly.assertThat(seen.getInt("not_modified")).as(path).isEqualTo(seen.getInt("count") - 1);
    }
    softly.assertThat(stats("/cond/maxage/4").getDouble("min_gap")).isGreaterThanOrEqualTo(4);
    softly.assertThat(stats("/bomb/infinite").getInt("aborted")).isPositive();
    softly.assertThat(stats("/bomb/text/60").getInt("aborted")).isPositive();
    softly.assertThat(stats("/bomb/gzip/100").getInt("max_inflight")).isEqualTo(1);
  }

  /// Requests for feeds of which nothing is seen twice, without the first of each.
  private long overrunPolls() {
    return Stream.of("/feed/gap", "/feed/dupguid")
        .mapToLong(path -> stats(path).getLong("count") - 1)
        .sum();
  }

  private double metric(String name) {
    return get(metricsUrl)
        .asString()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private void checkServers(SoftAssertions softly) {
    for (var address : addresses) {
      var all = get("http://" + address + "/_stats").jsonPath();
      softly.assertThat(all.getMap("canary")).as("canary").isEmpty();
      softly.assertThat(all.getMap("early_retries")).as("early retries").isEmpty();
    }
  }

  /// The stats of one path, as the server counted it.
  private JsonPath stats(String path) {
    var body = get("http://" + servers.get(path) + "/_stats?path=" + path).jsonPath();
    return body.setRootPath("paths.'" + path + "'");
  }

  private JsonPath feed(String path) {
    return ask("/api/feeds/" + ids.get(path));
  }

  /// How many items were new in each poll.
  private List<Integer> polls(String path) {
    return ask("/api/feeds/" + ids.get(path) + "/polls?limit=500").getList("items.fresh");
  }

  private static JsonPath ask(String route) {
    return given()
        .header("Authorization", "Bearer " + TestServers.ADMIN_TOKEN)
        .get(route)
        .jsonPath();
  }
}
