package tocsin.acceptance;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// From a feed to those who asked for what is in it.
@Order(1)
@ExtendWith(World.Parameter.class)
class DeliveryIT {
  private final World world;

  DeliveryIT(World world) {
    this.world = world;
  }

  @Test
  void webhook_isSignedAndShowsTheEvidence() throws Exception {
    var feed = world.feed("signed", "en");
    var ops = world.person("ops").hooked("ops", "theme:export-controls AND actor:china");
    var item = Stories.exportControls();

    feed.publishes(item, Stories.weather());

    var receipt = ops.receives(item).within(ofSeconds(15));
    var hook = world.hooks().received("/ops").getFirst();
    assertThat(hook.signedWith(ops.secret())).isTrue();
    assertThat(hook.signedWith("whsec_" + "b".repeat(32))).isFalse();
    assertThat(hook.header("content-type")).startsWith("application/json");
    assertThat(hook.body().length()).isLessThan(20_000);
    var body = Api.JSON.readTree(receipt.content());
    assertThat(body.get("type").asText()).isEqualTo("alert.created");
    var data = body.get("data");
    assertThat(data.get("subscriptionName").asText()).isEqualTo("ops");
    assertThat(data.at("/article/title").asText()).isEqualTo(item.title());
    assertThat(data.at("/article/source").asText()).isEqualTo(feed.host());
    assertThat(data.get("themes").findValuesAsText("id")).contains("export-controls");
    assertThat(data.get("actors").findValuesAsText("id")).contains("china", "nvidia");
    assertThat(data.findValuesAsText("concept")).isNotEmpty();
    feed.isMatched();
    ops.receivesExactly(item);
  }

  @Test
  void mail_hasTheHeadersOfAWellBehavedSender() {
    var feed = world.feed("mailed", "en");
    var reader =
        world.person("reader").mailed("Chips", "theme:export-controls source:mailed.example");
    var item = Stories.exportControls();

    feed.publishes(item);

    reader.receives(item).within(ofSeconds(15));
    var mail = world.mails().receivedBy("reader@people.example").getFirst();
    assertThat(mail.header("List-Unsubscribe")).matches("<http://[^>]+>.*");
    assertThat(mail.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
    assertThat(mail.header("List-Id")).isNotEmpty();
    assertThat(mail.header("Auto-Submitted")).startsWith("auto-");
    assertThat(mail.header("Message-ID")).matches("<[^@>]+@[^>]+>");
    assertThat(mail.header("Content-Type")).startsWith("multipart/");
    assertThat(mail.text()).contains(item.title());
    assertThat(mail.html()).contains(item.guid()).containsIgnoringCase("<mark");
    feed.isMatched();
    reader.receivesExactly(item);
  }

  @Test
  void operatorsAndLanguages_selectExactly() {
    var english = world.feed("english", "en");
    var german = world.feed("german", "de");
    var chinese = world.feed("chinese", "zh");
    var chips = Stories.exportControls();
    var treaty = Stories.germanCooperation();
    var summit = Stories.chineseCooperation();
    var weather = Stories.weather();
    var here = "source:(english.example OR german.example OR chinese.example)";
    var analyst = world.person("analyst");
    var all = analyst.hooked("all", here);
    var not = analyst.hooked("not", "actor:china NOT actor:nvidia AND " + here);
    var language = analyst.hooked("language", "actor:china lang:de AND " + here);
    var either = analyst.hooked("either", here + " AND (actor:nvidia OR lang:zh)");
    var group = analyst.hooked("group", "theme:power-and-security! AND " + here);
    var kind = analyst.hooked("kind", "kind:state AND lang:(zh OR de) AND " + here);
    var phrase = analyst.hooked("phrase", "\"light rain\" AND " + here);

    english.publishes(chips, weather);
    german.publishes(treaty);
    chinese.publishes(summit);
    english.isMatched();
    german.isMatched();
    chinese.isMatched();

    all.receivesExactly(chips, weather, treaty, summit);
    not.receivesExactly(treaty, summit);
    language.receivesExactly(treaty);
    either.receivesExactly(chips, summit);
    group.receivesExactly(chips);
    kind.receivesExactly(treaty, summit);
    phrase.receivesExactly(weather);
  }

  @Test
  void changedItem_isTheSameAlert() {
    var feed = world.feed("changed", "en");
    var person = world.person("once").hooked("once", "actor:china source:changed.example");
    var item = Stories.exportControls();
    var next = Stories.exportControls();

    feed.publishes(item);
    person.receives(item).within(ofSeconds(15));
    feed.publishes(item.titled(item.title() + ", updated"), next);
    person.receives(next).within(ofSeconds(15));

    feed.isMatched();
    person.receivesExactly(item, next);
  }

  @Test
  void classify_tagsWithEvidenceThatStandsInTheText() {
    var item = Stories.germanCooperation();

    var tagged =
        world
            .stack()
            .classifier()
            .post(
                "/api/classify",
                Api.map("title", item.title(), "body", item.text(), "body_type", "text"))
            .expect(200);

    assertThat(tagged.get("language").asText()).isEqualTo("de");
    assertThat(tagged.get("themes").findValuesAsText("id")).contains("international-cooperation");
    assertThat(tagged.get("actors").findValuesAsText("id")).contains("germany", "china");
    for (var tags : new JsonNode[] {tagged.get("themes"), tagged.get("actors")}) {
      for (var evidence : tags.findValues("evidence")) {
        evidence.forEach(e -> assertThat(words(tagged, e)).isEqualTo(e.get("text").asText()));
      }
    }
  }

  private static String words(JsonNode tagged, JsonNode evidence) {
    return tagged
        .get(evidence.get("field").asText())
        .asText()
        .substring(evidence.get("start").asInt(), evidence.get("end").asInt());
  }
}
