package tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tocsin.alert.sql.Sql;
import tocsin.testing.TestServers;

/// What is held of a subscriber: exported whole, deleted whole, and not kept for longer than said.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(Sinks.class)
class PrivacyIT extends AtADesk {
  /// Deletions while mails are on their way; a thousand take a minute.
  private static final int RACES = Integer.getInteger("tocsin.races", 50);

  @Inject Housekeeping housekeeping;

  /// What holds nobody's data: articles, and which subscriptions changed, by number.
  private static final Set<String> OF_NOBODY =
      Set.of(
          "article",
          "article_revision",
          "subscription_change",
          "subscription_change_gone",
          // analysts', whose tokens stand for no subscriber
          "replay",
          "replay_failure",
          "flyway_schema_history");

  /// A subscriber of whom every table holds something that says the marker.
  private String planted(String marker) {
    var token = desk.subscriber(marker);
    String id = Desk.as(token).get("/api/subscribers/me").then().extract().path("id");
    var named = Map.<String, Object>of("name", marker);
    desk.subscribe(token, Desk.email(), named);
    var hook = desk.subscribe(token, desk.hook(), named).getString("id");
    Sinks.hooks().answer(desk.path, 500);
    desk.publish("The first");
    desk.mails(marker, 1);
    desk.delivery(token, hook, "refused");
    Desk.as(token)
        .body(Map.of("since", "2026-01-01T00:00:00Z"))
        .post("/api/subscriptions/" + hook + "/recover")
        .then()
        .statusCode(202);
    desk.delivery(token, hook, "refused");
    Desk.as(token).body(named).post("/api/tokens").then().statusCode(201);
    var sql = Sql.on(pool);
    sql.run(
        "INSERT INTO confirmation (token_hash, subscriber, asked, asked_from) VALUES ($1, $2, now(), $3)",
        "hash-" + desk.run,
        id,
        marker);
    sql.run(
        "INSERT INTO notice (id, recipient, subject, body, asked, due) SELECT $1, email, $1, '', now(), now() + interval '1 day' FROM subscriber WHERE id = $2",
        marker,
        id);
    sql.run("UPDATE delivery SET reason = $1 WHERE subscriber = $2", marker, id);
    sql.run(
        "UPDATE attempt SET answer = $1 WHERE delivery IN (SELECT id FROM delivery WHERE subscriber = $2)",
        marker,
        id);
    sql.run("UPDATE recovery SET id = $1 WHERE subscriber = $2", marker, id);
    return token;
  }

  private Set<String> tables() {
    Set<String> tables = new HashSet<>();
    Sql.on(pool)
        .run("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        .forEach(row -> tables.add(row.getString(0)));
    return tables;
  }

  private Set<String> tablesThatSay(String... markers) {
    Set<String> found = new HashSet<>();
    for (var table : tables()) {
      for (var marker : markers) {
        for (var row :
            Sql.on(pool)
                .run(
                    "SELECT count(*) AS n FROM \"%s\" t WHERE position($1 IN to_jsonb(t)::text) > 0"
                        .formatted(table),
                    marker)) {
          if (row.getLong("n") > 0) {
            found.add(table);
          }
        }
      }
    }
    return found;
  }

  private Set<String> tablesOfPeople() {
    var tables = tables();
    tables.removeAll(OF_NOBODY);
    return tables;
  }

  @Test
  void export_hasTheMarkerOfEveryTable() {
    var marker = "marker-" + desk.run;
    var token = planted(marker);
    assertThat(tablesThatSay(marker)).as("planted").isEqualTo(tablesOfPeople());

    var export =
        Desk.as(token)
            .get("/api/subscribers/me/export")
            .then()
            .statusCode(200)
            .extract()
            .<Map<String, Object>>path("$");

    assertThat(export).hasSameSizeAs(tablesOfPeople());
    export.forEach((part, rows) -> assertThat(rows.toString()).as(part).contains(marker));
  }

  @Test
  void deletion_leavesNothing_andSendsNothing() {
    var marker = "marker-" + desk.run;
    var token = planted(marker);
    String id = Desk.as(token).get("/api/subscribers/me").then().extract().path("id");
    int mails = Sinks.mails().receivedBy(desk.address(marker)).size();
    int hooks = Sinks.hooks().received(desk.path).size();

    Desk.as(token).delete("/api/subscribers/me").then().statusCode(204);

    assertThat(tablesThatSay(marker, id)).isEmpty();
    assertThat(desk.topic.everything()).doesNotContain(marker).doesNotContain(id);
    Desk.as(token).get("/api/subscribers/me").then().statusCode(401);
    desk.publish("The second");
    desk.settle();
    assertThat(Sinks.mails().receivedBy(desk.address(marker))).hasSize(mails);
    assertThat(Sinks.hooks().received(desk.path)).hasSize(hooks);
  }

  @Test
  void deletion_inTheMiddleOfDelivery_sendsNothingAfterItsAnswer() {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < RACES; i++) {
      var token = desk.subscriber("g" + i);
      desk.subscribe(token, Desk.email());
      tokens.add(token);
    }
    for (int i = 0; i < 3; i++) {
      desk.publish("No. " + i);
    }
    List<Integer> sent = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      Desk.as(tokens.get(i)).delete("/api/subscribers/me").then().statusCode(204);
      sent.add(Sinks.mails().receivedBy(desk.address("g" + i)).size());
    }
    desk.settle();
    var witness = desk.subscriber("witness");
    desk.subscribe(witness, desk.hook());
    desk.publish("Afterwards");
    desk.hooks(1);
    for (int i = 0; i < tokens.size(); i++) {
      assertThat(Sinks.mails().receivedBy(desk.address("g" + i))).hasSize(sent.get(i));
    }
  }

  @Test
  void export_hasEverythingButWhatOpensDoors() {
    var token = desk.subscriber("ada");
    var created = desk.subscribe(token, desk.hook());
    desk.publish("The first");
    desk.delivery(token, created.getString("id"), "delivered");
    var export = Desk.as(token).get("/api/subscribers/me/export").then().statusCode(200).extract();
    var json = export.jsonPath();
    for (var part :
        List.of("subscriber", "tokens", "subscriptions", "alerts", "deliveries", "attempts")) {
      assertThat(json.getList(part)).as(part).isNotEmpty();
    }
    assertThat(export.asString())
        .contains(desk.address("ada"))
        .doesNotContain(created.getString("channel.secret"))
        .doesNotContain(token)
        .doesNotContain(created.getString("feed").replaceAll(".*/|\\.atom", ""));
  }

  @Test
  void whoNeverConfirms_isForgottenAfterAWeek() {
    clock.ahead(Duration.ofDays(60));
    desk.ask(desk.address("ada"));
    clock.ahead(Duration.ofDays(66));
    housekeeping.once();
    assertThat(people()).isEqualTo(1);
    clock.ahead(Duration.ofDays(68));
    housekeeping.once();
    assertThat(people()).isZero();
  }

  @Test
  void attempts_areForgottenAfterTheirTime_alertsAreNot() {
    var token = desk.subscriber("ada");
    var id = desk.subscribe(token, desk.hook()).getString("id");
    desk.publish("The first");
    desk.delivery(token, id, "delivered");
    clock.ahead(Duration.ofDays(91));
    housekeeping.once();
    assertThat(desk.deliveries(token, id).getList("items")).isEmpty();
    Desk.as(token).get("/api/alerts?subscription=" + id).then().body("items", hasSize(1));
  }

  private long people() {
    for (var row :
        Sql.on(pool)
            .run(
                "SELECT count(*) AS n FROM subscriber WHERE email LIKE $1", "%" + desk.run + "%")) {
      return row.getLong("n");
    }
    return -1;
  }
}
