package tocsin.alert.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tocsin.edge.address.AddressGuard;
import tocsin.edge.problem.ProblemException;

class DraftsTest {
  private static final Drafts.Channel EMAIL = new Drafts.Channel("email", null);

  private final Drafts drafts = new Drafts(guard(), () -> SomeWords.WORDS);

  private static AddressGuard guard() {
    return new AddressGuard(List.of(), host -> new java.net.InetAddress[0]);
  }

  private static Drafts.Written asking(String query, Boolean confirm) {
    return new Drafts.Written("mine", query, EMAIL, null, null, null, null, confirm, null, null);
  }

  private static ProblemException refused(Runnable check) {
    return catchThrowableOfType(ProblemException.class, check::run);
  }

  @Test
  void check_plain_fillsDefaults() {
    var draft = drafts.check(asking(" theme:safety ", null));
    assertThat(draft.query()).isEqualTo("theme:safety");
    assertThat(draft.schedule()).isEqualTo(new Schedule.Immediate());
    assertThat(draft.story()).isEqualTo(Subscription.Story.once);
    assertThat(draft.minScore()).isZero();
    assertThat(draft.timeZone().getId()).isEqualTo("UTC");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "theme:exportcontrol | query: at character 1: theme:exportcontrol is not known; did you mean export-controls",
        "lang:de lang:fr | query: no article can match it: lang:de and lang:fr exclude each other",
        "x AND NOT x | exclude each other",
        "(a | query: at character 1: '(' without ')'"
      })
  void check_senselessQuery_is400(String query, String detail) {
    var problem = refused(() -> drafts.check(asking(query, true))).problem();
    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.detail()).contains(detail);
  }

  @Test
  void check_nearlyAll_is422UnlessConfirmed() {
    var problem = refused(() -> drafts.check(asking("NOT theme:safety", null))).problem();
    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.detail()).contains("\"confirm\": true");
    assertThat(refused(() -> drafts.check(asking("NOT lang:de", false))).problem().status())
        .isEqualTo(422);
    assertThat(drafts.check(asking("NOT lang:de", true)).query()).isEqualTo("NOT lang:de");
  }

  @Test
  void check_everythingWrong_namesEveryField() {
    var written =
        new Drafts.Written(
            " ",
            "theme:",
            new Drafts.Channel("pigeon", null),
            "never",
            "Nowhere",
            2.0,
            "twice",
            null,
            new Drafts.Quiet("22:00", null),
            0);
    var problem = refused(() -> drafts.check(written)).problem();
    assertThat(problem.errors())
        .extracting("field")
        .containsExactly(
            "name",
            "query",
            "channel.type",
            "schedule",
            "timeZone",
            "minScore",
            "story",
            "quietHours",
            "dailyCeiling");
  }

  @ParameterizedTest
  @CsvSource({"Europe/Berlin", "UTC", "Etc/GMT+5", "America/Argentina/Ushuaia", "' Asia/Tokyo '"})
  void check_zone_isARegion(String zone) {
    assertThat(drafts.check(in(zone)).timeZone().getId()).isEqualTo(zone.strip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"+02:00", "Z", "UT+01:02:03", "UTC+2", "GMT-3", "europe/berlin", "\0"})
  void check_offset_isNoZone(String zone) {
    assertThat(refused(() -> drafts.check(in(zone))).problem().detail())
        .isEqualTo("timeZone: is no time zone of the IANA database, such as Europe/Berlin");
  }

  private static Drafts.Written in(String zone) {
    return new Drafts.Written(
        "mine", "theme:safety", EMAIL, null, zone, null, null, null, null, null);
  }

  @ParameterizedTest
  @CsvSource({
    "webhook, , channel.url: is missing",
    "webhook, ' ', channel.url: is missing",
    "email, https://hooks.example/x, channel.url: belongs to a webhook",
    "email, '', channel.url: belongs to a webhook",
    ", https://hooks.example/x, channel.type: is neither"
  })
  void check_channelThatIsHalf_is400(String type, String url, String detail) {
    assertThat(refused(() -> drafts.check(to(type, url))).problem().detail()).startsWith(detail);
  }

  @Test
  void check_urlOfMoreThanTwoThousandCharacters_is400() {
    var longest = "https://hooks.example/" + "x".repeat(1_978);
    assertThat(drafts.check(to("webhook", longest)).channel())
        .isEqualTo(new ChannelSpec.Webhook(URI.create(longest)));
    assertThat(refused(() -> drafts.check(to("webhook", longest + "x"))).problem().detail())
        .isEqualTo("channel.url: is longer than 2000 characters");
  }

  private static Drafts.Written to(String type, String url) {
    return new Drafts.Written(
        "mine",
        "theme:safety",
        new Drafts.Channel(type, url),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  @Test
  void check_noVocabulary_is503() {
    var early = new Drafts(guard(), () -> null);
    assertThat(refused(() -> early.check(asking("theme:safety", null))).problem().status())
        .isEqualTo(503);
  }
}
