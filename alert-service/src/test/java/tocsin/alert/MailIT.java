package tocsin.alert;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tocsin.testing.TestServers;

/// Mails and the page that each of their alerts has.
@QuarkusTest
@WithTestResource(TestServers.class)
@WithTestResource(Sinks.class)
class MailIT extends AtADesk {
  @Test
  void mail_ofAMatch_hasTextAndHtmlWithTheWordsMarked() {
    var token = desk.subscriber("ada");
    desk.subscribe(
        token, Desk.email(), Map.of("query", "source:" + desk.host + " \"rare metals\""));
    desk.publish("Chips\r\nBcc: x@y.example <b>");

    var mail = desk.mails("ada", 1).getFirst();
    assertThat(mail.subject()).isEqualTo("Chips Bcc: x@y.example <b>");
    assertThat(mail.header("Bcc")).isEmpty();
    assertThat(mail.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
    assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
    assertThat(mail.text()).contains("AI «chips»").contains("«rare metals»");
    assertThat(mail.html())
        .contains(">rare metals</mark>")
        .contains("&lt;b&gt;")
        .doesNotContain("<b>");
  }

  @Test
  void mail_ofAHostileTitle_hasOneSubjectAndNoMoreRecipients() {
    var token = desk.subscriber("ada");
    desk.subscribe(token, Desk.email());
    var titles =
        List.of(
            "Rules\r\nBcc: v@evil.example",
            "Rules\u760d\u760aBcc: v@evil.example",
            "=?utf-8?q?Rules=0D=0ABcc:_v@evil.example?=",
            "{config:all} {7 * 7} <script>alert(1)</script>",
            "🤖".repeat(300));
    titles.forEach(desk::publish);

    var mails = desk.mails("ada", titles.size());
    assertThat(mails).hasSize(titles.size());
    for (var mail : mails) {
      var head = mail.raw().split("\r?\n\r?\n", 2)[0];
      assertThat(Pattern.compile("(?im)^subject:").matcher(head).results()).hasSize(1);
      assertThat(Pattern.compile("(?im)^bcc:").matcher(head).results()).isEmpty();
      assertThat(mail.html()).doesNotContain("<script>").doesNotContain("49</");
      assertThat(mail.from()).doesNotContain("evil");
    }
    assertThat(Sinks.mails().receivedBy("v@evil.example")).isEmpty();
  }

  @Test
  void alertPage_byTheLinkOfItsMail_showsWhyAndSendsAgain() {
    var token = desk.subscriber("ada");
    desk.subscribe(token, Desk.email());
    desk.publish("Chips <b>& more</b>");
    var mail = desk.mails("ada", 1).getFirst();
    var link = Pattern.compile("/alerts/[\\w.-]+").matcher(mail.text());
    assertThat(link.find()).isTrue();

    given()
        .get(link.group())
        .then()
        .statusCode(200)
        .header("Referrer-Policy", "no-referrer")
        .body(containsString("Chips &lt;b&gt;&amp; more&lt;/b&gt;"))
        .body(containsString("<mark>chips</mark>"))
        .body(containsString("Export controls"))
        .body(containsString("delivered"));
    assertThat(desk.mails("ada", 1)).hasSize(1);
    given().post(link.group() + "/redeliver").then().statusCode(200);
    assertThat(desk.mails("ada", 2))
        .extracting(m -> m.header("Message-ID"))
        .containsOnly(mail.header("Message-ID"));
    var forged = link.group().substring(0, link.group().length() - 3) + "AAA";
    given().get(forged).then().statusCode(404);
    given().post(forged + "/redeliver").then().statusCode(404);
  }
}
