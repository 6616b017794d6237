package tocsin.acceptance;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static tocsin.acceptance.Api.map;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Becoming a subscriber, ceasing to be one, and what is said to a request that cannot be met.
@Order(2)
@ExtendWith(World.Parameter.class)
class AccountIT {
  private static final Pattern CONFIRM =
      Pattern.compile("^(\\S+/confirm\\?token=([A-Za-z0-9._~-]+))\\s*$", Pattern.MULTILINE);

  private final World world;

  AccountIT(World world) {
    this.world = world;
  }

  @Test
  void doubleOptIn_leadsFromTheMailToAToken() {
    var api = world.stack().alert().as("");
    var email = "new@people.example";

    api.post("/api/subscribers", map("email", email)).expect(202);

    await().atMost(ofSeconds(10)).until(() -> !world.mails().receivedBy(email).isEmpty());
    var link = CONFIRM.matcher(world.mails().receivedBy(email).getFirst().text());
    assertThat(link.find()).isTrue();
    var page = open("GET", link.group(1));
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.type()).startsWith("text/html");

    var confirmed = api.post("/api/subscribers/confirm", map("token", link.group(2))).expect(200);

    assertThat(confirmed.at("/subscriber/email").asText()).isEqualTo(email);
    var mine = api.as(confirmed.get("token").asText());
    assertThat(mine.get("/api/subscriptions").expect(200).get("items")).isEmpty();
    mine.post(
            "/api/subscriptions",
            map(
                "name",
                "a",
                "query",
                "actor:china",
                "channel",
                map("type", "email"),
                "schedule",
                "daily@08:00"))
        .expect(201);
    assertThat(world.mails().receivedBy(email)).hasSize(1);
  }

  @Test
  void unsubscribe_byOneClick_endsTheMails() {
    var feed = world.feed("leaving", "en");
    var person = world.person("leaving");
    var mails = person.mailed("leaving", "source:leaving.example");
    var first = Stories.weather();
    var second = Stories.exportControls();
    feed.publishes(first);
    mails.receives(first).within(ofSeconds(15));
    var header = world.mails().receivedBy(person.email()).getFirst().header("List-Unsubscribe");
    var link = header.substring(header.indexOf('<') + 1, header.indexOf('>'));

    assertThat(open("GET", link).status()).isEqualTo(200);
    assertThat(person.api().all("/api/subscriptions")).hasSize(1);
    var click =
        HttpRequest.newBuilder(URI.create(link))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"))
            .build();
    assertThat(Api.exchange(click).status()).isEqualTo(200);

    feed.publishes(second);
    feed.isMatched();
    assertThat(mails.received()).containsExactly(first.guid());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ingest  | /api/feeds         | {\"url\": \"gopher://a.example/\"} | 400 | url",
        "ingest  | /api/feeds         | {\"url\": \"http://10.1.2.3/feed\"} | 400 | url",
        "ingest  | /api/feeds         | {} | 400 | url",
        "ingest  | /api/feeds         | {\"url\": \"https://a.example/\", \"pollEvery\": \"often\"} | 400 | pollEvery",
        "alert   | /api/subscribers   | {\"email\": \"nobody\"} | 400 | email",
        "alert   | /api/subscriptions | {\"name\": \"a\", \"query\": \"theme:exprt-controls\", \"channel\": {\"type\": \"email\"}} | 400 | query",
        "alert   | /api/subscriptions | {\"name\": \"a\", \"query\": \"actor:china AND (\", \"channel\": {\"type\": \"email\"}} | 400 | query",
        "alert   | /api/subscriptions | {\"name\": \"a\", \"query\": \"actor:china\", \"channel\": {\"type\": \"webhook\", \"url\": \"http://127.0.0.1:1/\"}} | 400 | channel.url",
        "alert   | /api/subscriptions | {\"name\": \"a\", \"query\": \"actor:china\", \"channel\": {\"type\": \"email\"}, \"schedule\": \"soon\"} | 400 | schedule",
      })
  void badRequest_namesTheField(
      String service, String path, String body, int status, String field) {
    var api =
        service.equals("ingest")
            ? world.stack().ingest()
            : world.person("bad-" + Math.floorMod(body.hashCode(), 100_000)).api();

    var answer = api.send("POST", path, body);

    assertThat(answer.type()).startsWith("application/problem+json");
    answer.expect(status);
    assertThat(answer.body().get("status").asInt()).isEqualTo(status);
    assertThat(answer.body().get("errors").findValuesAsText("field")).contains(field);
  }

  @Test
  void misspeltTheme_bringsTheNearest() {
    var answer =
        world
            .person("misspelt")
            .api()
            .post(
                "/api/subscriptions",
                map("name", "a", "query", "theme:export-control", "channel", map("type", "email")));

    assertThat(answer.text()).contains("export-controls");
    answer.expect(400);
  }

  @Test
  void routes_wantTheRightToken() {
    var stack = world.stack();
    for (var api : List.of(stack.ingest(), stack.alert())) {
      var path = api.equals(stack.ingest()) ? "/api/feeds" : "/api/subscriptions";
      api.as("").get(path).expect(401);
      assertThat(api.as("wrong").get(path).status()).isIn(401, 403);
    }
    stack.classifier().as("").get("/api/vocabulary").expect(200);
  }

  private static Api.Answer open(String method, String link) {
    return Api.exchange(
        HttpRequest.newBuilder(URI.create(link))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build());
  }
}
