package tocsin.alert;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tocsin.testing.TestServers;

/// Against mailboxes and mail servers that refuse, hang, lose answers and go away, with periods of
/// half a second.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(Sinks.class)
class HostileMailIT extends AtADesk {
  /// mails at a time
  private static final int UNDER_WAY = 10;

  private HostileServer hostile;

  @BeforeEach
  void hostile() {
    assumeTrue(Sinks.hostile().isPresent(), "needs ../shared/hostile and python3, not here");
    hostile = Sinks.hostile().get();
    await().atMost(10, SECONDS).ignoreExceptions().until(() -> hostile.read("/_paths") != null);
  }

  @AfterEach
  void well() {
    Sinks.smtp().to(Sinks.mails().port());
  }

  private Map<String, String> mailboxes(String... names) {
    Map<String, String> ids = new HashMap<>();
    for (var name : names) {
      ids.put(name, mailbox(name + "+" + desk.run));
    }
    return ids;
  }

  /// @return token and subscription of whoever has it
  private String mailbox(String name) {
    var person =
        Desk.as(TestServers.ADMIN_TOKEN)
            .body(Map.of("email", name + "@people.example", "confirmed", true))
            .post("/api/subscribers")
            .then()
            .statusCode(201)
            .extract()
            .<String>path("token");
    return person
        + " "
        + desk.subscribe(person, Desk.email(), Map.of("story", "each")).getString("id");
  }

  private JsonPath delivery(String who, String status) {
    var parts = who.split(" ");
    return desk.delivery(parts[0], parts[1], status);
  }

  private List<JsonNode> mailsTo(String name) {
    List<JsonNode> found = new ArrayList<>();
    hostile
        .read("/_mails?raw=1")
        .forEach(m ->
            m.get("rcpt")
                .forEach(r -> {
                  if (r.asText().equals(name + "+" + desk.run + "@people.example")) {
                    found.add(m);
                  }
                }));
    return found;
  }

  @Test
  void mailboxes_ofEveryKind_areTriedAsTheySay() {
    Sinks.smtp().to(hostile.smtp());
    var who =
        mailboxes("ok", "perm", "toobig", "tempfail", "greylist", "full", "drop", "dropafter");
    desk.publish("Rules\r\nBcc: v@evil.example \u760d\u760aBcc: w@evil.example");

    delivery(who.get("ok"), "delivered");
    assertThat(delivery(who.get("perm"), "refused").getList("items[0].attempts")).hasSize(1);
    assertThat(delivery(who.get("toobig"), "refused").getList("items[0].attempts")).hasSize(1);
    assertThat(delivery(who.get("greylist"), "delivered").getList("items[0].attempts")).hasSize(2);
    for (var name : List.of("tempfail", "full", "drop")) {
      var refused = delivery(who.get(name), "refused");
      assertThat(refused.getString("items[0].reason")).as(name).isEqualTo("exhausted");
      assertThat(refused.getList("items[0].attempts")).as(name).hasSize(8);
    }
    var twice = mailsTo("dropafter");
    assertThat(twice).hasSizeGreaterThan(1);
    assertThat(new HashSet<>(twice.stream().map(m -> m.get("message_id").asText()).toList()))
        .hasSize(1);

    var mail = mailsTo("ok");
    assertThat(mail).hasSize(1);
    var headers = mail.getFirst().get("headers");
    for (var name :
        List.of(
            "list-unsubscribe",
            "list-unsubscribe-post",
            "auto-submitted",
            "message-id",
            "date",
            "list-id",
            "subject")) {
      assertThat(headers.path(name).asInt()).as(name).isEqualTo(1);
    }
    assertThat(headers.has("bcc")).isFalse();
    var all = hostile.read("/_mails");
    assertThat(all.get("with_bcc").asInt()).isZero();
    assertThat(all.get("several_subjects").asInt()).isZero();
    all.get("missing").forEach(missing -> assertThat(missing.asInt()).as(all.toString()).isZero());
  }

  @Test
  void slowMailboxes_costOthersNothing() {
    Sinks.smtp().to(hostile.smtp());
    for (int i = 0; i < 15; i++) {
      mailbox("slow+" + i + desk.run);
    }
    List<String> swift = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      swift.add(mailbox("ok+" + i + desk.run));
    }
    long begun = System.nanoTime();
    desk.publish("While they hang");
    swift.forEach(who -> delivery(who, "delivered"));
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf("30 mails beside 15 mailboxes that hang: %.1f s%n", seconds);

    assertThat(hostile.read("/_mails").get("by_rcpt").toString())
        .doesNotContain("slow+0" + desk.run);
  }

  @Test
  void mailServer_thatIsDownUnderLoad_losesAndDoublesNothing() {
    var who = desk.subscriber("bob");
    var id = desk.subscribe(who, Desk.email(), Map.of("story", "each")).getString("id");
    publish(100);
    Sinks.smtp().to(0);
    publish(30);
    desk.delivery(who, id, "deferred");
    Sinks.smtp().to(Sinks.mails().port());
    long back = System.nanoTime();
    publish(170);

    await().atMost(60, SECONDS).until(() -> ids("bob").size() >= 300);
    System.out.printf(
        "300 mails are there %.1f s after the outage%n", (System.nanoTime() - back) / 1e9);
    desk.settle();
    assertThat(ids("bob")).hasSize(300);
    assertThat(Sinks.mails().receivedBy(desk.address("bob")))
        .as("what was under way when the lines were cut comes again, under its id")
        .hasSizeLessThanOrEqualTo(300 + UNDER_WAY);
  }

  private Set<String> ids(String name) {
    return Sinks.mails().receivedBy(desk.address(name)).stream()
        .map(mail -> mail.header("Message-ID"))
        .collect(Collectors.toSet());
  }

  private void publish(int articles) {
    for (int i = 0; i < articles; i++) {
      desk.publish("No. " + i);
    }
  }
}
