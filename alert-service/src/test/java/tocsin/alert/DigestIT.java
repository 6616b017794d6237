package tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tocsin.testing.Hook;
import tocsin.testing.TestServers;

/// What is held back and sent together: digests, quiet hours, ceilings, stories.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(Sinks.class)
class DigestIT extends AtADesk {
  @Test
  void hourlyDigest_holdsAllOfItsWindow_andComesOnce() {
    var token = desk.subscriber("ada");
    var id = desk.subscribe(token, Desk.email(), Map.of("schedule", "hourly")).getString("id");
    desk.publish("The first");
    desk.publish("The second");
    desk.settle();

    var gathered = desk.delivery(token, id, "held");
    assertThat(gathered.getString("items[0].reason")).isEqualTo("digest");
    assertThat(gathered.getList("items[0].alerts")).hasSize(2);
    Desk.as(token)
        .post("/api/deliveries/" + gathered.getString("items[0].id") + "/redeliver")
        .then()
        .statusCode(409);

    clock.ahead(Duration.ofHours(1));
    var mail = desk.mails("ada", 1).getFirst();
    assertThat(mail.subject()).startsWith("Chips: 2 alerts, ");
    assertThat(mail.text())
        .contains("EXPORT CONTROLS")
        .contains("The first")
        .contains("The second");
    assertThat(mail.header("Message-ID")).contains(gathered.getString("items[0].id"));

    desk.publish("The third");
    desk.settle();
    assertThat(desk.delivery(token, id, "held").getList("items")).hasSize(2);
    assertThat(desk.mails("ada", 1)).hasSize(1);
  }

  @Test
  void dailyDigest_byWebhook_hasAllAlertsInOneBody() {
    var token = desk.subscriber("ada");
    var id =
        desk.subscribe(
                token, desk.hook(), Map.of("schedule", "daily@08:00", "timeZone", "Europe/Berlin"))
            .getString("id");
    desk.publish("The first");
    desk.publish("The second");
    desk.settle();
    desk.delivery(token, id, "held");

    clock.ahead(Duration.ofHours(25));

    var hook = desk.hooks(1).getFirst();
    assertThat(hook.body()).contains("digest.created", "The first", "The second", "\"more\":0");
    desk.delivery(token, id, "delivered");
  }

  @Test
  void digest_ofAStoryTold_thrice_foldsIt() {
    var token = desk.subscriber("ada");
    desk.subscribe(token, Desk.email(), Map.of("schedule", "hourly", "story", "each"));
    var text = "word ".concat(desk.run).repeat(3) + desk.manyWords();
    desk.publish("As the agency has it", text);
    desk.publish("As a paper has it", text);
    desk.settle();

    clock.ahead(Duration.ofHours(1));

    assertThat(desk.mails("ada", 1).getFirst().text())
        .contains("As the agency has it")
        .contains("Also: As a paper has it");
  }

  @Test
  void story_once_alertsOnce_each_alertsForEach() {
    var token = desk.subscriber("ada");
    var once = desk.subscribe(token, desk.hook(desk.path + "-once")).getString("id");
    var each =
        desk.subscribe(token, desk.hook(desk.path + "-each"), Map.of("story", "each"))
            .getString("id");
    desk.publish("As the agency has it", desk.manyWords());
    desk.publish("As a paper has it", desk.manyWords());
    desk.publish("Of something else");
    desk.hooks(desk.path + "-each", 3);
    desk.settle();

    assertThat(desk.deliveries(token, once).getList("items")).hasSize(2);
    assertThat(desk.deliveries(token, each).getList("items")).hasSize(3);
    assertThat(Sinks.hooks().received(desk.path + "-once"))
        .extracting(Hook::body)
        .noneMatch(body -> body.contains("As a paper has it"));
  }

  @Test
  void quietHours_holdWhatIsNew_andSendItTogetherAfterwards() {
    var token = desk.subscriber("ada");
    var now = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
    var quiet = Map.of("from", now.minusHours(1).toString(), "to", now.plusHours(1).toString());
    var created = desk.subscribe(token, desk.hook(), Map.of("quietHours", quiet));
    assertThat(created.getString("quietHours.from")).isEqualTo(quiet.get("from"));
    desk.publish("The first");
    desk.publish("The second");
    desk.settle();

    var held = desk.delivery(token, created.getString("id"), "held");
    assertThat(held.getString("items[0].reason")).isEqualTo("quiet");
    assertThat(held.getList("items[0].alerts")).hasSize(2);
    assertThat(Sinks.hooks().received(desk.path)).isEmpty();

    clock.ahead(Duration.ofMinutes(61));
    assertThat(desk.hooks(1).getFirst().body())
        .contains("digest.created", "The first", "The second");
  }

  @Test
  void dailyCeiling_sendsTheRestOfTheDayInOneDigest() {
    var token = desk.subscriber("ada");
    var id = desk.subscribe(token, desk.hook(), Map.of("dailyCeiling", 2)).getString("id");
    for (int i = 0; i < 5; i++) {
      desk.publish("No. " + i);
    }
    desk.settle();

    var held = desk.delivery(token, id, "held");
    assertThat(held.getString("items.find{it.status=='held'}.reason")).isEqualTo("ceiling");
    assertThat(held.getList("items.find{it.status=='held'}.alerts")).hasSize(3);
    assertThat(desk.hooks(2)).hasSize(2);

    clock.ahead(Duration.ofDays(1));
    assertThat(desk.hooks(3).getLast().body()).contains("digest.created");
  }
}
